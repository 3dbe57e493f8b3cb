import { selectItem } from '../../../engine/ability/select-item.js';
import { seededRandom } from '../../../engine/numerics/random.js';
import { levelOf } from '../../learners/index.js';
import { type Choosing, type Chosen, timesSeen } from './choosing.js';

/** One of so many that tell most is drawn, so that not everybody meets the same question first. */
const AMONG = 3;

/**
 * The question that tells most about the ability (Fisher information) on the skill with the fewest answers, so that a
 * short test looks everywhere. Questions that were met are passed over while there are others.
 */
export function chooseForPlacement({ ground, id, ability }: Choosing): Chosen | null {
  const { catalogue, profile, skills } = ground;
  const coverage = skills.flatMap((skill) => {
    const all = catalogue.itemsOn(skill);
    const fresh = all.filter((entry) => timesSeen(ground, entry.id) === 0);
    const bank = fresh.length > 0 ? fresh : all;
    return bank.length > 0
      ? [{ skill, bank, fresh: fresh.length > 0, answers: levelOf(profile, skill)?.answers ?? 0 }]
      : [];
  });
  const [first] = coverage;
  if (!first) return null;
  const { skill, bank } = coverage.reduce((best, one) => {
    if (one.fresh !== best.fresh) return one.fresh ? one : best;
    return one.answers < best.answers ? one : best;
  }, first);
  const selection = selectItem({ bank, given: [], ability, among: AMONG, random: seededRandom(id) });
  const item = selection && bank[selection.item];
  if (!item) return null;
  return {
    item: item.id,
    skill,
    propensity: 1 / Math.min(AMONG, bank.length),
    saw: { spread: ability.sd, among: bank.length },
    reasons: [{ code: 'tells-most', skill }],
  };
}
