import { clamp, logit } from '../numerics/logistic.js';
import {
  bktOf,
  fadedOn,
  HALF_LIVES,
  type LearnerState,
  type TracedQuestion,
  type TraceTables,
} from './learner-state.js';

/**
 * What is known about an answer before it is given, as numbers of about the size of 1. Counts enter as ln(1 + count)
 * (Gervet et al. 2020: "Best-LR"; Choffin et al. 2019: DAS3H), so that the tenth repetition says less than the second.
 */
export const FEATURES = [
  'wins',
  'fails',
  'skillWins',
  'skillFails',
  'itemWins',
  'itemFails',
  'recentFast',
  'recentSlow',
  'recentSlowest',
  'skillRecentFast',
  'skillRecentSlow',
  'skillRightRun',
  'skillWrongRun',
  'sameSkill',
  'sameItem',
  'lastAnswer',
  'skillLastAnswer',
  'skillGap',
  'skillNew',
  'answers',
  'skillsTried',
  'skillStay',
  'tracedKnowledge',
  'ability',
  'skillAbility',
  'itemLastAnswer',
  'rightRun',
  'wrongRun',
  'surpriseFast',
  'surpriseSlow',
] as const;

/** The features that are there only when answers carry times: faded wins and fails, and the days since the skill. */
export const TIMED_FEATURES = [
  ...HALF_LIVES.flatMap((_, index) => [`fadedWins${index}`, `fadedFails${index}`]),
  'skillDays',
] as readonly string[];

/** How many numbers `writeFeatures` writes. */
export function featureCount(timed: boolean): number {
  return FEATURES.length + (timed ? TIMED_FEATURES.length : 0);
}

/** Parameters without slip or guess make an answer certain; its log odds stay finite. */
const LEAST = 1e-6;
/** ln(1 + n) of small whole numbers, by far the most frequent. */
const LOGS = Float64Array.from({ length: 512 }, (_, count) => Math.log1p(count));

function log1p(count: number): number {
  return LOGS[count] ?? Math.log1p(count);
}

/**
 * Writes the features of a question to `into`, from `offset` on.
 *
 * @param timed  true: those of `TIMED_FEATURES` follow; a question or skill without a day has 0 there
 */
export function writeFeatures(
  state: LearnerState,
  tables: TraceTables,
  question: TracedQuestion,
  into: Float32Array | Float64Array,
  offset: number,
  timed: boolean,
): void {
  const { item, skill, day } = question;
  const trace = state.skills[skill];
  const seen = state.items[item];
  const { answers, run, recent, surprise } = state;
  const { slip, guess, prior } = bktOf(tables, skill);
  const known = trace ? trace.known : prior;
  const sameSkill = state.lastSkill === skill;
  let at = offset;
  into[at++] = log1p(state.wins) / 2 - 1;
  into[at++] = log1p(answers - state.wins) / 2 - 1;
  into[at++] = trace ? log1p(trace.wins) : 0;
  into[at++] = trace ? log1p(trace.fails) : 0;
  into[at++] = seen ? log1p(seen.wins) : 0;
  into[at++] = seen ? log1p(seen.fails) : 0;
  into[at++] = recent[0];
  into[at++] = recent[1];
  into[at++] = recent[2];
  into[at++] = trace ? trace.fast : 0;
  into[at++] = trace ? trace.slow : 0;
  into[at++] = trace && trace.run > 0 ? log1p(trace.run) : 0;
  into[at++] = trace && trace.run < 0 ? log1p(-trace.run) : 0;
  into[at++] = sameSkill ? 1 : 0;
  into[at++] = state.lastItem === item ? 1 : 0;
  into[at++] = state.last;
  into[at++] = trace ? trace.last : 0;
  into[at++] = trace ? log1p(answers - trace.at - 1) / 2 : 0;
  into[at++] = trace ? 0 : 1;
  into[at++] = log1p(answers) / 3 - 1;
  into[at++] = log1p(state.skillsTried) / 2;
  into[at++] = sameSkill ? log1p(state.stay + 1) / 2 : 0;
  into[at++] = logit(clamp(known * (1 - slip) + (1 - known) * guess, LEAST, 1 - LEAST));
  into[at++] = state.ability;
  into[at++] = trace ? trace.ability : 0;
  into[at++] = seen ? seen.last : 0;
  into[at++] = run > 0 ? log1p(run) : 0;
  into[at++] = run < 0 ? log1p(-run) : 0;
  into[at++] = 2 * surprise[0];
  into[at++] = 4 * surprise[1];
  if (!timed) return;
  const there = trace !== undefined && trace.day !== null && day !== undefined;
  for (let index = 0; index < 2 * HALF_LIVES.length; index++) {
    into[at++] = there ? Math.log1p(fadedOn(trace, day, index)) : 0;
  }
  into[at] = there ? Math.log1p(Math.max(0, day - (trace.day as number))) / 2 : 0;
}
