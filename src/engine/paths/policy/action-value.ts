import type { SkillView } from './path-view.js';
import { AWAY, type PracticeState } from './practice-state.js';
import { dot } from './success-model.js';

/** What may be done next: a question on a skill that is got right with about this chance. */
export interface PracticeAction {
  readonly place: number;
  readonly targetSuccess: number;
}

/** The difficulties that the policy chooses among: a stretch, the usual, and a question to be sure of. */
export const TARGETS: readonly number[] = [0.6, 0.75, 0.88];

/** Names of the features of an action, in their order; a weight beside each is all there is to the policy. */
export const ACTION_FEATURES = [
  'level now',
  'level later',
  'level later, squared',
  'uncertain now',
  'fades soon',
  'readiness',
  'readiness x gap',
  'readiness x uncertain',
  'unlocks',
  'unlocks x gap',
  'never asked',
  'never asked x readiness',
  'few answers',
  'same skill again',
  'length of the run',
  'answers on it in this session',
  'taken up again after a rest',
  'rest x fades soon',
  'share of the gap',
  'mastered by the rule',
  'returns so far',
  'stretch',
  'sure',
  'stretch x failures',
  'sure x failures',
  'stretch x level',
  'sure x level',
  'sure x never asked',
  'same skill x failures',
  'level x failures',
  'stretch x successes',
  'late in the session x level',
] as const;

const GAP_FROM = 0.9;

/** The features of one action; written into `into`, which is returned. @param inSession  answers in this session so far */
export function actionFeatures(
  state: PracticeState,
  view: SkillView,
  targetSuccess: number,
  day: number,
  inSession: number,
  into: Float64Array,
): Float64Array {
  const { practice, now, later, readiness, unlocks } = view;
  const gap = Math.max(0, GAP_FROM - later);
  const uncertain = 4 * now * (1 - now);
  const fades = now - later;
  const fresh = practice.answers === 0 ? 1 : 0;
  const same = view.place === state.lastSkill ? 1 : 0;
  const rested = fresh === 0 && day - practice.lastDay >= AWAY ? 1 : 0;
  const stretch = targetSuccess < 0.7 ? 1 : 0;
  const sure = targetSuccess > 0.8 ? 1 : 0;
  const failures = Math.min(3, state.failures) / 3;
  into[0] = now;
  into[1] = later;
  into[2] = later * later;
  into[3] = uncertain;
  into[4] = fades;
  into[5] = readiness;
  into[6] = readiness * gap;
  into[7] = readiness * uncertain;
  into[8] = Math.min(2, unlocks);
  into[9] = Math.min(2, unlocks) * gap;
  into[10] = fresh;
  into[11] = fresh * readiness;
  into[12] = 1 / (1 + practice.answers);
  into[13] = same;
  into[14] = same * Math.min(1, state.run / 5);
  into[15] = rested === 1 || fresh === 1 ? 0 : Math.min(1, practice.inSession / 5);
  into[16] = rested;
  into[17] = rested * fades;
  into[18] = view.shareOfGap;
  into[19] = practice.known >= 0.85 && practice.answers >= 3 ? 1 : 0;
  into[20] = Math.min(1, practice.returns / 4);
  into[21] = stretch;
  into[22] = sure;
  into[23] = stretch * failures;
  into[24] = sure * failures;
  into[25] = stretch * now;
  into[26] = sure * now;
  into[27] = sure * fresh;
  into[28] = same * failures;
  into[29] = now * failures;
  into[30] = stretch * (Math.min(4, state.successes) / 4);
  into[31] = Math.min(1, inSession / 20) * now;
  return into;
}

/** Q(state, action) = w.features: the return to come, as far as it depends on the action. */
export function actionValue(weights: readonly number[], features: ArrayLike<number>): number {
  return dot(weights, features);
}
