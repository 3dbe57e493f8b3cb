import { setTimeout as sleep } from 'node:timers/promises';
import { type RandomSource, seededRandom } from '../../src/engine/numerics/random.js';
import type { Caller } from './caller.js';
import type { Kind, LoadLearner } from './kinds.js';

/** How often each is done, of a hundred requests that are no answers to a question. */
const SHARES: Readonly<Record<Exclude<Kind, 'profile update' | 'next question'>, number>> = {
  recommendations: 25,
  inference: 10,
  path: 1,
  profile: 4,
};
/** Of a hundred steps, so many are a question and its answer. */
const QUESTIONS = 60;

export interface Timed {
  readonly kind: Kind;
  readonly ms: number;
}

const THINK_LEAST_MS = 1_000;
const THINK_MORE_MS = 2_000;

/** One learner who goes on until the time is over, thinking for one to three seconds before every request. */
export async function learnOn(
  caller: Caller,
  learner: LoadLearner,
  { until, seed, record }: { until: number; seed: string; record: (timed: Timed) => void },
): Promise<void> {
  const random = seededRandom(seed);
  const think = () => sleep(THINK_LEAST_MS + THINK_MORE_MS * random.next());
  const timed = async <T>(kind: Kind, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const answer = await work();
    record({ kind, ms: performance.now() - started });
    return answer;
  };
  // Not all of them at once at the start.
  await sleep((THINK_LEAST_MS + THINK_MORE_MS) * random.next());
  while (performance.now() < until) {
    if (random.next() * 100 < QUESTIONS) {
      const asked = await timed('next question', () => caller.nextQuestion(learner.userId));
      await think();
      if (asked) await timed('profile update', () => caller.answer(learner.userId, asked, random.next() < 0.7));
    } else {
      const kind = draw(random);
      await timed(kind, () => caller.ask(kind, learner));
    }
    await think();
  }
}

function draw(random: RandomSource): keyof typeof SHARES {
  const total = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  let left = random.next() * total;
  for (const [kind, share] of Object.entries(SHARES)) {
    left -= share;
    if (left < 0) return kind as keyof typeof SHARES;
  }
  return 'recommendations';
}
