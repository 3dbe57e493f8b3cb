import { requireFinite, requireNonNegative, requireProbability } from '../numerics/guards.js';

/** What can be said of content for a learner without a history. */
export interface ColdContent {
  readonly skills: readonly string[];
  /** On the scale of ability. */
  readonly difficulty: number;
  /** Learners who took it. */
  readonly learners: number;
}

/** What is known of a learner before they took anything. */
export interface ColdLearner {
  /** Skills the learner wants, with how much, in [0, 1]. */
  readonly goals: ReadonlyMap<string, number>;
  /** Ability after placement; absent before it. */
  readonly ability?: { readonly mean: number; readonly standardError: number } | undefined;
}

/** What one piece of content is worth to a learner without a history. */
export interface ColdScore {
  readonly score: number;
  /** They sum to the score; each in [0, its weight]. */
  readonly parts: { readonly goal: number; readonly level: number; readonly popular: number };
}

/** The most that each part can give; they sum to 1. */
const WEIGHTS = { goal: 0.5, level: 0.3, popular: 0.2 } as const;
/** Content at this chance of success teaches most (85 %: Wilson et al. 2019). */
const BEST_SUCCESS = 0.85;
/** Difficulties this far from the best are worth e^(-1/2) of it. */
const SPREAD = 1;

/**
 * What to show somebody of whom only goals and a placement are known (a weighted additive value, Keeney & Raiffa 1976):
 *
 *   0.5 wanted share of its skills
 *   + 0.3 e^(-d^2 / 2(1 + SE^2)),  d = difficulty - (ability - logit 0.85)
 *   + 0.2 ln(1 + learners) / ln(1 + most learners)
 *
 * The less sure the placement, the less the level tells content apart; without a placement all levels are worth the same.
 *
 * @returns one for each piece of content
 * @throws RangeError when a number is out of range
 */
export function coldStart(catalogue: readonly ColdContent[], { goals, ability }: ColdLearner): ColdScore[] {
  for (const [skill, want] of goals) requireProbability(`goal ${skill}`, want);
  const most = catalogue.reduce((top, { learners }) => Math.max(top, requireNonNegative('learners', learners)), 0);
  return catalogue.map(({ skills, difficulty, learners }) => {
    const wanted = skills.reduce((sum, skill) => sum + (goals.get(skill) ?? 0), 0) / Math.max(1, skills.length);
    const parts = {
      goal: WEIGHTS.goal * wanted,
      level: WEIGHTS.level * nearness(requireFinite('difficulty', difficulty), ability),
      popular: most === 0 ? 0 : (WEIGHTS.popular * Math.log1p(learners)) / Math.log1p(most),
    };
    return { score: parts.goal + parts.level + parts.popular, parts };
  });
}

function nearness(difficulty: number, ability: ColdLearner['ability']): number {
  if (!ability) return 1;
  const { mean, standardError } = ability;
  requireNonNegative('standardError', standardError);
  const best = requireFinite('ability', mean) - Math.log(BEST_SUCCESS / (1 - BEST_SUCCESS));
  return Math.exp(-((difficulty - best) ** 2) / (2 * (SPREAD ** 2 + standardError ** 2)));
}

/** Answers or items after which a history counts as much as what was known before it. */
const HALF_TRUSTED = 5;

/**
 * How much a learner's own history is to be trusted beside the cold start: n / (n + 5), in [0, 1) (the weight of the
 * data in a normal mean whose prior is worth five observations).
 *
 * @throws RangeError when the number of items is negative or not finite
 */
export function trustInHistory(items: number): number {
  requireNonNegative('items', items);
  return items / (items + HALF_TRUSTED);
}
