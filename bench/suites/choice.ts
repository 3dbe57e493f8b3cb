import { seededRandom } from '../../src/engine/numerics/random.js';
import { chooseNext } from '../../src/engine/selection/choose-next.js';
import { paired, rowOf, type Suite } from '../measure.js';

const ITEMS = 1_500;
const SKILLS = 60;

/** Choosing the next question beside the least that any choice could cost: one look at every item. */
export const choice: Suite = {
  name: 'choice',
  about: 'the next question of 1,500 on 60 skills, beside one bare scan for the nearest difficulty',
  async run() {
    const random = seededRandom('bench');
    const skills = Array.from({ length: SKILLS }, (_, index) => ({
      id: `skill-${index}`,
      known: random.next() * 0.8,
      target: 0.85,
      evidence: 3,
      prerequisites: index > 0 ? [{ skill: `skill-${index - 1}`, weight: 0.5 }] : [],
    }));
    const items = Array.from({ length: ITEMS }, (_, index) => ({
      id: `item-${index}`,
      family: `family-${index % 300}`,
      skills: [`skill-${index % SKILLS}`],
      discrimination: 0.8 + random.next(),
      difficulty: 3 * random.next() - 1.5,
      timesSeen: index % 5 === 0 ? 1 : 0,
      lastSeenOrder: index % 5 === 0 ? index : undefined,
    }));
    const times = await paired(
      2_000,
      (round) => chooseNext({ skills, items, ability: 0.3, random: seededRandom(round) }),
      () => items.reduce((best, item) => (Math.abs(item.difficulty) < Math.abs(best.difficulty) ? item : best)),
    );
    return [
      rowOf({
        name: 'chooseNext',
        metric: 'ms',
        ...times,
        peerName: 'a scan for the nearest difficulty',
        higherIsBetter: false,
      }),
    ];
  },
};
