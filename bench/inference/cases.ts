import { logistic } from '../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { sampleExponential, sampleNormal } from '../../src/engine/numerics/sample.js';

/** The inputs on which ours and the peers are compared, drawn from one seed. */
const random = seededRandom('inference');
const uniform = (low: number, high: number): number => low + (high - low) * random.next();
const whole = (low: number, high: number): number => Math.floor(uniform(low, high + 1));
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const power = (low: number, high: number): number => 10 ** uniform(low, high);
const confidence = (index: number): number => [0.9, 0.95, 0.99, 0.999999][index % 4] as number;

export interface DifCase {
  readonly answers: readonly (readonly number[])[];
  readonly focal: readonly number[];
}

/** Points for each distribution: shapes over seven powers of ten, points and chances deep into both tails. */
function distributions(): { name: string; args: number[][] }[] {
  const df = () => power(-0.3, 6);
  const chance = (index: number) => (index % 2 === 0 ? power(-250, -1) : uniform(0.001, 0.999));
  const grid = (name: string, make: (index: number) => number[]) => ({ name, args: times(3_000, make) });
  const aroundMean = (mean: number) => mean * power(-1, 0.7);
  return [
    grid('normalCdf', () => [uniform(-37, 9)]),
    grid('normalQuantile', (i) => [chance(i)]),
    grid('erfc', () => [uniform(-6, 26)]),
    grid('logGamma', (i) => [i % 2 ? power(-10, 10) : uniform(0.5, 3)]),
    grid('tCdf', () => [uniform(-35, 8), df()]),
    grid('tSurvival', () => [uniform(-8, 35), df()]),
    grid('tQuantile', (i) => [i % 2 ? power(-60, -1) : uniform(0.001, 0.999), power(0.5, 6)]),
    grid('chiSquareCdf', () => ((n) => [aroundMean(n), n])(power(-0.3, 3.5))),
    grid('chiSquareSurvival', () => ((n) => [aroundMean(n), n])(power(-0.3, 3.5))),
    grid('chiSquareQuantile', (i) => [chance(i), power(0, 5)]),
    grid('chiSquareUpperQuantile', (i) => [chance(i), power(0, 5)]),
    grid('fCdf', () => [power(-3, 3), power(0, 3), power(0, 3)]),
    grid('fSurvival', () => [power(-3, 3), power(0, 3), power(0, 3)]),
    grid('fQuantile', () => [uniform(0.001, 0.999), power(0, 3), power(0, 3)]),
    grid('betaCdf', () => [uniform(0.001, 0.999), power(-1, 3), power(-1, 3)]),
    grid('betaSurvival', () => [uniform(0.001, 0.999), power(-1, 3), power(-1, 3)]),
    grid('betaQuantile', () => [uniform(0.001, 0.999), power(-0.3, 3), power(-0.3, 3)]),
    grid('kolmogorovSurvival', () => [uniform(0.2, 15)]),
  ];
}

function normals(count: number, mean: number, spread: number): number[] {
  return times(count, () => mean + spread * sampleNormal(random));
}

function welch(index: number) {
  const far = [0, 0.3, 3, 30, 1_000][index % 5] as number;
  const [n, m] = [whole(2, 400), whole(2, 400)];
  const offset = index % 3 === 0 ? 1e3 : 0;
  return {
    control: normals(n, offset, 1),
    treatment: normals(m, offset + far, power(-2, 2)),
    confidence: confidence(index),
  };
}

function proportion(trials: number): [number, number] {
  return [whole(1, trials - 1), trials];
}

function cuped(index: number) {
  const arm = (lift: number) => {
    const x = times(whole(5, 500), () => sampleExponential(1, random));
    return { x, y: x.map((each) => lift + (index % 4) * each + sampleNormal(random)) };
  };
  const [control, treatment] = [arm(0), arm(index % 2)];
  return { x0: control.x, y0: control.y, x1: treatment.x, y1: treatment.y };
}

/**
 * Answers by the two-parameter model: items 0-2 harder for the focal group by 0.4, 0.8, 1.2, item 3 easier by 0.8, item
 * 4 steeper for it and item 5 flatter; the focal group is weaker by half a standard deviation.
 */
function difCase(learners: number): DifCase {
  const items = 24;
  const difficulty = times(items, () => sampleNormal(random));
  const slope = times(items, () => uniform(0.8, 1.8));
  const harder = [0.4, 0.8, 1.2, -0.8];
  const steeper = [1, 1, 1, 1, 1.8, 0.4];
  const focal = times(learners, (learner) => learner % 2);
  const answers = focal.map((group) => {
    const ability = sampleNormal(random) - 0.5 * group;
    return times(items, (item) => {
      const a = (slope[item] as number) * (group === 1 ? (steeper[item] ?? 1) : 1);
      const b = (difficulty[item] as number) + (group === 1 ? (harder[item] ?? 0) : 0);
      return random.next() < logistic(a * (ability - b)) ? 1 : 0;
    });
  });
  return { answers, focal };
}

/** All cases, the real test last among those of item fairness. */
export function makeCases(medical: DifCase) {
  return {
    distributions: distributions(),
    welch: times(300, welch),
    oneSample: times(200, (index) => ({
      values: normals(whole(2, 300), 5, power(-2, 2)),
      mean: [5, 4.9, 0][index % 3] as number,
      confidence: confidence(index),
    })),
    proportions: times(300, (index) => ({
      control: proportion(whole(2, index % 2 ? 40 : 100_000)),
      treatment: proportion(whole(2, index % 2 ? 40 : 100_000)),
      confidence: confidence(index),
    })),
    cuped: times(100, cuped),
    bootstrap: times(10, () => ({
      samples: [times(60, () => sampleExponential(1, random)), times(40, () => sampleExponential(0.5, random))],
      draws: [] as number[],
    })),
    chisquare: times(200, () => {
      const weights = times(whole(2, 8), () => uniform(1, 5));
      const sum = weights.reduce((total, each) => total + each, 0);
      const shares = weights.map((each) => each / sum);
      return { shares, counts: shares.map((share) => Math.round(20_000 * share * uniform(0.8, 1.2))) };
    }),
    multiple: times(100, () => times(whole(1, 60), () => (random.next() < 0.5 ? power(-20, 0) : uniform(0, 1)))),
    kolmogorov: times(60, (index) => ({
      before: normals(whole(1, index < 50 ? 300 : 3_000), 0, 1),
      now: normals(whole(1, index < 50 ? 300 : 3_000), [0, 0.2, 3][index % 3] as number, 1),
    })),
    power: times(200, (index) => {
      const shared = {
        size: whole(2, 2_000),
        alpha: [0.05, 0.01, 0.001][index % 3] as number,
        ratio: [1, 2][index % 2] as number,
      };
      if (index % 2) return { ...shared, effect: uniform(-0.8, 0.8) };
      return { ...shared, control: uniform(0.01, 0.99), treatment: uniform(0.01, 0.99) };
    }),
    dif: [...times(4, (index) => difCase(400 * (index + 1))), medical],
  };
}

export type Cases = ReturnType<typeof makeCases>;
