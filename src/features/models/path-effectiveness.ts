import { welchTest } from '../../engine/inference/means.js';
import { momentsOf } from '../../engine/inference/moments.js';
import type { Scope } from '../../storage/index.js';
import { listProgress } from '../learners/index.js';

/** How far a learner has gone along a stored path. */
export interface PathFollowing {
  readonly userId: string;
  readonly done: number;
  readonly left: number;
}

/** Every real learner of a course with a stored path, each once. Wired by app.ts to where paths live. */
export type PathsOf = (scope: Scope, courseId: string) => Promise<readonly PathFollowing[]>;

/** Whether a mastered skill costs those less time who follow their path. */
export interface PathEffectiveness {
  readonly followed: Side;
  readonly others: Side;
  /**
   * Time per mastered skill of those who followed, over that of the others: below 1 the path saves time. Null until each
   * side has ten learners with a mastered skill.
   */
  readonly ratio: { readonly estimate: number; readonly low: number; readonly high: number; readonly p: number } | null;
}

export interface Side {
  readonly learners: number;
  /** Those of them with at least one mastered skill. */
  readonly measured: number;
  /** Geometric mean; null when nobody is measured. */
  readonly minutesPerSkill: number | null;
}

/** Whoever has gone this share of a path has followed it. */
const FOLLOWED = 0.3;
const LEAST_MEASURED = 10;

/**
 * Welch's test on the logarithm of minutes per mastered skill. Nobody was told by lot to follow a path, so this compares
 * people as well as paths: an experiment decides, this only says where to look.
 */
export async function pathEffectiveness(scope: Scope, courseId: string, pathsOf: PathsOf): Promise<PathEffectiveness> {
  const shares = new Map(
    (await pathsOf(scope, courseId)).map(({ userId, done, left }) => [userId, done / Math.max(1, done + left)]),
  );
  const [followed, others]: [Measured[], Measured[]] = [[], []];
  for (const { userId, mastered, seconds } of await listProgress(scope, courseId)) {
    if (seconds === 0) continue;
    const side = (shares.get(userId) ?? 0) >= FOLLOWED ? followed : others;
    side.push(mastered > 0 ? Math.log(seconds / 60 / mastered) : null);
  }
  return { followed: sideOf(followed), others: sideOf(others), ratio: ratioOf(measured(followed), measured(others)) };
}

/** ln minutes per mastered skill; null without one. */
type Measured = number | null;

const measured = (side: readonly Measured[]): number[] => side.filter((value) => value !== null);

function sideOf(side: readonly Measured[]): Side {
  const values = measured(side);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutesPerSkill = values.length > 0 ? Math.exp(mean) : null;
  return { learners: side.length, measured: values.length, minutesPerSkill };
}

function ratioOf(followed: readonly number[], others: readonly number[]): PathEffectiveness['ratio'] {
  if (followed.length < LEAST_MEASURED || others.length < LEAST_MEASURED) return null;
  const { effect, low, high, pValue } = welchTest(momentsOf(others), momentsOf(followed));
  return { estimate: Math.exp(effect), low: Math.exp(low), high: Math.exp(high), p: pValue };
}
