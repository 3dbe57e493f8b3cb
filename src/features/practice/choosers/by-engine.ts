import { seededRandom } from '../../../engine/numerics/random.js';
import type { DifficultyAdjustment } from '../../../engine/selection/adjust-difficulty.js';
import { chooseNext, type RecentQuestion } from '../../../engine/selection/choose-next.js';
import type { PracticeSkill } from '../../../engine/selection/choose-skill.js';
import { levelOf } from '../../learners/index.js';
import { AdaptiveLearningSystem, performanceOn } from '../adaptive-learning-system.js';
import type { Treated } from '../ports.js';
import { type Ground, knownOf, rulesOf } from '../situation.js';
import type { Choosing, Chosen } from './choosing.js';

const MINUTE = 60_000;

const adaptive = new AdaptiveLearningSystem();

/** So far an experiment may move the aim. */
const [HARDEST, EASIEST] = [0.3, 0.95];

/** The chance of a right answer that is aimed at. */
export interface Aim extends DifficultyAdjustment {
  /** What an experiment made of it, and what it would have been; the parts add up to that. */
  readonly experiment?: Treated & { readonly untreated: number };
}

/** The chance of a right answer that suits this learner on a skill now, or that an experiment gives them. */
export function aimFor(ground: Pick<Ground, 'profile' | 'now' | 'served'>, skill: string): Aim {
  const own = adaptive.adjustDifficulty(performanceOn(ground, skill));
  const treated = ground.served?.treated;
  if (!treated) return own;
  const { treatment } = treated;
  const { targetSuccess: untreated } = own;
  const moved = 'fixed' in treatment ? treatment.fixed : untreated + treatment.shift;
  const targetSuccess = Math.min(EASIEST, Math.max(HARDEST, moved));
  return { ...own, targetSuccess, experiment: { ...treated, untreated } };
}

/** The engine's choice: the skill that most needs practice, and a question on it of the right difficulty. */
export function chooseByEngine({ ground, id, ability }: Choosing, random = seededRandom(id)): Chosen | null {
  const { catalogue, profile } = ground;
  const seen = profile.behavioral_metrics.items;
  const next = chooseNext({
    skills: ground.skills.map((skill) => practiceSkill(ground, skill)),
    // Field by field: a spread of every item of a large course is what this function would spend its time on.
    items: catalogue.items.map(({ id: item, family, skills: on, discrimination, difficulty }) => {
      const met = Object.hasOwn(seen, item) ? seen[item] : undefined;
      const [timesSeen, lastSeenOrder] = [met?.times ?? 0, met?.last];
      return { id: item, family, skills: on, discrimination, difficulty, timesSeen, lastSeenOrder };
    }),
    ability: ability.mean,
    knownElsewhere: new Map(catalogue.skills.map((skill) => [skill.id, knownOf(ground, skill.id)])),
    recent: recentQuestions(profile.behavioral_metrics.recent),
    targetSuccess: (skill) => aimFor(ground, skill).targetSuccess,
    random,
  });
  if (!next) return null;
  return {
    item: next.item.chosen.id,
    skill: next.skill.chosen,
    propensity: next.propensity,
    saw: {
      aim: aimFor(ground, next.skill.chosen),
      skills: next.skill.candidates,
      items: next.item.candidates,
      others: next.item.others,
    },
    reasons: [...next.skill.reasons, ...next.item.reasons],
  };
}

function practiceSkill(ground: Ground, id: string): PracticeSkill {
  const { profile, catalogue, now } = ground;
  const level = levelOf(profile, id);
  return {
    id,
    known: knownOf(ground, id),
    target: rulesOf(ground).target,
    evidence: level?.evidence ?? 0,
    prerequisites: catalogue.skill(id)?.prerequisites ?? [],
    minutesSinceLastAnswer: level ? Math.max(0, now.getTime() - level.last_at.getTime()) / MINUTE : undefined,
  };
}

function recentQuestions(recent: Ground['profile']['behavioral_metrics']['recent']): RecentQuestion[] {
  return recent.map(({ item, family, skill }) => ({ id: item, family: family ?? undefined, skill }));
}
