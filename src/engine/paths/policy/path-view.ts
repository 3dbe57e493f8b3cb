import { requireSome } from '../../numerics/guards.js';
import type { PracticeState, SkillPractice } from './practice-state.js';
import { MIDDLING, SUCCESS_FEATURES, successFeatures, successOf } from './success-model.js';

/** A path to a goal, as far as the policy looks at it. Places are those of the course's skills. */
export interface PolicyPath {
  /** Skills of the path. */
  readonly places: readonly number[];
  /** Difficulty of each skill of the course, on the latent scale. */
  readonly difficulty: readonly number[];
  /** What each skill of the course leans on. */
  readonly before: readonly (readonly { readonly place: number; readonly weight: number }[])[];
}

/** A skill of the path as it is estimated to be now. */
export interface SkillView {
  readonly place: number;
  readonly practice: SkillPractice;
  /** P(right) on a middling question now, and after some days without practice. */
  readonly now: number;
  readonly later: number;
  /** How far its prerequisites are there, in [0, 1]. */
  readonly readiness: number;
  /** How much of the path still waits for it: sum over what leans on it of weight x (1 - later). */
  readonly unlocks: number;
  /** How much of what is estimated missing of the path is missing here, in [0, 1]. */
  readonly shareOfGap: number;
}

/** Estimates are looked at this many days ahead too: what is known only for today is not mastered. */
export const DAYS_AHEAD = 3;
/** From this P(right) on a skill holds up what leans on it. */
const HOLDS = 0.8;

/**
 * Estimates of all skills of a path at a moment.
 *
 * @param weights  of the success model
 * @throws RangeError when the path is empty or names a skill that the state has not
 */
export function viewPath(state: PracticeState, path: PolicyPath, day: number, weights: readonly number[]): SkillView[] {
  requireSome('places', path.places);
  const features = new Float64Array(SUCCESS_FEATURES);
  const known = state.skills.map((skill) => Math.min(1, skill.known / HOLDS));
  const first = path.places.map((place) => {
    const practice = state.skills[place];
    if (!practice) throw new RangeError(`there is no skill at ${place}`);
    const difficulty = path.difficulty[place] ?? 0;
    const readiness = readinessFrom(path, place, known);
    const now = successOf(weights, successFeatures(state, practice, difficulty, readiness, day, MIDDLING, features));
    if (practice.answers === 0) return { place, practice, now, later: now };
    successFeatures(state, practice, difficulty, readiness, day + DAYS_AHEAD, MIDDLING, features);
    return { place, practice, now, later: successOf(weights, features) };
  });
  const held = [...known];
  for (const { place, later } of first) held[place] = Math.min(1, later / HOLDS);
  const gaps = first.map(({ later }) => Math.max(0, HOLDS - later));
  const allGaps = gaps.reduce((sum, gap) => sum + gap, 1e-9);
  const unlocks = new Float64Array(state.skills.length);
  for (const { place, later } of first) {
    for (const edge of path.before[place] ?? []) {
      unlocks[edge.place] = (unlocks[edge.place] as number) + edge.weight * (1 - later);
    }
  }
  // Field by field: a spread for every skill is what this function would spend its time on.
  return first.map(({ place, practice, now, later }, index) => ({
    place,
    practice,
    now,
    later,
    readiness: readinessFrom(path, place, held),
    unlocks: unlocks[place] as number,
    shareOfGap: (gaps[index] as number) / allGaps,
  }));
}

/** The product over prerequisites of 1 - weight (1 - level); see `readinessOf` of engine/selection. */
function readinessFrom({ before }: PolicyPath, place: number, levels: readonly number[]): number {
  let ready = 1;
  for (const edge of before[place] ?? []) ready *= 1 - edge.weight * (1 - (levels[edge.place] ?? 1));
  return ready;
}
