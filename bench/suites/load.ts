import { Caller } from '../load/caller.js';
import { KINDS, type Kind, type LoadLearner } from '../load/kinds.js';
import { learnOn, type Timed } from '../load/learners.js';
import { median, type Row, rowOf, type Suite } from '../measure.js';
import { startProduct } from '../product.js';

/** So many at once, the smallest crowd first; the bars are asked of the largest. */
const CROWDS = [120, 250, 1_000];
const LEARNERS = Math.max(...CROWDS);
const WARM_UP_MS = 15_000;
const MEASURED_MS = 45_000;
const ALONE_MS = 20_000;
const AT_ONCE = 16;

/** Milliseconds that the issue allows at the 95th percentile. */
const BARS: Partial<Readonly<Record<Kind, number>>> = {
  recommendations: 500,
  'profile update': 200,
  inference: 100,
  path: 2_000,
};

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** Crowds of learners at the same time beside a few who are alone, on the same machine, in the same run. */
export const load: Suite = {
  name: 'load',
  about: `up to ${LEARNERS} learners at once with 1-3 s of think time: the slowest twentieth beside a few who are nearly alone`,
  async run() {
    const product = await startProduct();
    const caller = new Caller(product, 128);
    try {
      const learners = await enrolAll(caller);
      const alone = await session(caller, learners.slice(0, 10), { warmUpMs: 0, measuredMs: ALONE_MS });
      // A path is asked for so rarely that these few would not come to it.
      for (const learner of learners.slice(0, 10)) {
        const started = performance.now();
        await caller.ask('path', learner);
        alone.push({ kind: 'path', ms: performance.now() - started });
      }
      const rows: Row[] = [];
      for (const size of CROWDS) {
        const times = { warmUpMs: WARM_UP_MS, measuredMs: MEASURED_MS };
        const crowd = await session(caller, learners.slice(0, size), times);
        const rate = (crowd.length / MEASURED_MS) * 1_000;
        console.error(`${size} learners: ${rate.toFixed(0)} requests a second; ${caller.refused} refused`);
        rows.push(...KINDS.flatMap((kind) => rowFor(`${kind}, ${size} learners`, kind, crowd, alone)));
      }
      return rows;
    } finally {
      await caller.close();
      await product.stop();
    }
  },
};

function rowFor(name: string, kind: Kind, crowd: readonly Timed[], alone: readonly Timed[]): Row[] {
  const of = (all: readonly Timed[]) => all.filter((timed) => timed.kind === kind).map(({ ms }) => ms);
  const [many, few] = [of(crowd), of(alone)];
  if (many.length === 0 || few.length === 0) return [];
  const bar = BARS[kind];
  return [
    rowOf({
      name,
      metric: 'ms at the 95th percentile',
      ours: percentile(many, 0.95),
      peer: median(few),
      peerName: 'median of ten learners alone',
      higherIsBetter: false,
      ...(bar !== undefined && { bar }),
    }),
  ];
}

async function enrolAll(caller: Caller): Promise<LoadLearner[]> {
  const { course, skills } = await caller.openCourse();
  const waiting = Array.from({ length: LEARNERS }, (_, index) => index);
  const learners: LoadLearner[] = [];
  const enrol = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const userId = await caller.enrol(`learner ${number}`, course);
      await caller.prepare(userId);
      learners.push({ userId, skills });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, enrol));
  return learners;
}

async function session(
  caller: Caller,
  learners: readonly LoadLearner[],
  { warmUpMs, measuredMs }: { warmUpMs: number; measuredMs: number },
): Promise<Timed[]> {
  const from = performance.now() + warmUpMs;
  const until = from + measuredMs;
  const all: Timed[] = [];
  const record = (timed: Timed): void => {
    if (performance.now() >= from) all.push(timed);
  };
  await Promise.all(
    learners.map((learner, index) => learnOn(caller, learner, { until, seed: `load ${index}`, record })),
  );
  return all;
}
