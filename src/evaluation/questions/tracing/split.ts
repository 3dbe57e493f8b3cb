import { type RandomSource, seededRandom, shuffle } from '../../../engine/numerics/random.js';
import { EvaluationError } from '../../evaluation-error.js';
import type { FileAnswer } from './answers.js';

/** Share of the learners, or of the answers in order of time, that is held out when nothing else is asked for. */
export const TRACING_HOLDOUT = 0.2;

/** A day is found in a random sample of so many answers, so that a file may be larger than memory. */
const MOST_DAYS = 1_000_000;

/** How the answers of one file are parted. */
export interface TracingSplit {
  /** Answers to fit on. */
  fits(answer: FileAnswer): boolean;
  /** Learners whose answers are folded into a state for the test; of others nothing is asked. */
  traced(answer: FileAnswer): boolean;
  /** The split in a sentence. */
  readonly about: string;
}

/**
 * Parts the answers of one file: by learner, a seeded share of them for the test, when a share is given or the answers
 * carry no times; else by time, so that the last fifth of the answers is foretold from all before it.
 *
 * @throws EvaluationError when one of the sides would be empty
 */
export async function tracingSplit(
  answers: AsyncIterable<FileAnswer>,
  seed: number,
  holdout: number | undefined,
): Promise<TracingSplit> {
  const learners = new Set<string>();
  const days = daySample(seededRandom(`days:${seed}`));
  for await (const { learner, day } of answers) {
    learners.add(learner);
    days.add(day);
  }
  return holdout === undefined && days.timed
    ? byTime(days.sorted())
    : byLearner([...learners], seed, holdout ?? TRACING_HOLDOUT);
}

function byLearner(learners: readonly string[], seed: number, share: number): TracingSplit {
  if (learners.length < 2) {
    throw new EvaluationError(`To hold out learners, two are needed at least; the file has ${learners.length}.`);
  }
  const count = Math.min(learners.length - 1, Math.max(1, Math.round(share * learners.length)));
  const held = new Set(shuffle(learners, seededRandom(`learners:${seed}`)).slice(0, count));
  return {
    fits: ({ learner }) => !held.has(learner),
    traced: ({ learner }) => held.has(learner),
    about: `${count} of ${learners.length} learners held out (seed ${seed}).`,
  };
}

function byTime(days: Float64Array): TracingSplit {
  const cut = days[Math.floor(days.length * (1 - TRACING_HOLDOUT))] as number;
  if (!((days[0] as number) < cut)) {
    throw new EvaluationError('The times do not part the answers. Add --holdout to hold out learners.');
  }
  return {
    fits: ({ day }) => day < cut,
    traced: () => true,
    about: `Answers from time ${cut * 86_400} on are the test; those before it are folded into the states.`,
  };
}

/** Up to a million of the days that come, each equally likely (Vitter 1985, algorithm R). */
function daySample(random: RandomSource) {
  const kept: number[] = [];
  let [seen, timed] = [0, false];
  return {
    add(day: number): void {
      timed ||= day !== 0;
      const place = seen < MOST_DAYS ? seen : Math.floor(random.next() * (seen + 1));
      seen++;
      if (place < MOST_DAYS) kept[place] = day;
    },
    get timed() {
      return timed;
    },
    sorted: () => Float64Array.from(kept).sort(),
  };
}
