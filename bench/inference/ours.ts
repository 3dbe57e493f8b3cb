import { bootstrapDraws, bootstrapInterval, type Statistic } from '../../src/engine/inference/bootstrap.js';
import { cupedTest } from '../../src/engine/inference/cuped.js';
import type { Estimate } from '../../src/engine/inference/estimate.js';
import { kolmogorovSmirnov } from '../../src/engine/inference/kolmogorov-smirnov.js';
import { oneSampleTest, welchTest } from '../../src/engine/inference/means.js';
import { momentsOf, pairMomentsOf } from '../../src/engine/inference/moments.js';
import { benjaminiHochberg, holm } from '../../src/engine/inference/multiple-comparisons.js';
import { scoreInterval, shareInterval, twoProportionsTest } from '../../src/engine/inference/proportions.js';
import { sampleRatio } from '../../src/engine/inference/sample-ratio.js';
import { powerForMeans, powerForProportions } from '../../src/engine/inference/sample-size.js';
import { screenItems } from '../../src/engine/inference/screen-items.js';
import * as beta from '../../src/engine/numerics/distributions-beta.js';
import * as chiSquare from '../../src/engine/numerics/distributions-chi-square.js';
import * as f from '../../src/engine/numerics/distributions-f.js';
import * as kolmogorov from '../../src/engine/numerics/distributions-kolmogorov.js';
import * as normal from '../../src/engine/numerics/distributions-normal.js';
import * as t from '../../src/engine/numerics/distributions-t.js';
import type { RandomSource } from '../../src/engine/numerics/random.js';
import { erfc } from '../../src/engine/numerics/special-error-function.js';
import { logGamma } from '../../src/engine/numerics/special-log-gamma.js';
import type { Cases, DifCase } from './cases.js';

const FUNCTIONS: Readonly<Record<string, unknown>> = {
  ...beta,
  ...chiSquare,
  ...f,
  ...kolmogorov,
  ...normal,
  ...t,
  erfc,
  logGamma,
};

const numbersOf = ({ statistic, df, pValue, low, high }: Estimate): number[] => [statistic, df, pValue, low, high];

export const meanDifference: Statistic = ([a, b]) => meanOf(b as Float64Array) - meanOf(a as Float64Array);

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Gives every case of the bootstrap its draws, which the peer is given, too. */
export function drawAll(cases: Cases, random: RandomSource): void {
  for (const each of cases.bootstrap) {
    each.draws = Array.from(bootstrapDraws(each.samples, meanDifference, 2_000, random));
  }
}

/** What ours says of each case, in the order of numbers in which the peer says it. */
export const OURS: {
  readonly [Name in Exclude<keyof Cases, 'distributions' | 'dif' | 'multiple'>]: (
    each: Cases[Name][number],
  ) => number[];
} = {
  welch: ({ control, treatment, confidence }) =>
    numbersOf(welchTest(momentsOf(control), momentsOf(treatment), confidence)),
  oneSample: ({ values, mean, confidence }) => numbersOf(oneSampleTest(momentsOf(values), mean, confidence)),
  proportions: ({ control: [x0, n0], treatment: [x1, n1], confidence }) => {
    const [control, treatment] = [
      { successes: x0, trials: n0 },
      { successes: x1, trials: n1 },
    ];
    const { statistic, pValue, low, high } = twoProportionsTest(control, treatment, confidence);
    const [wilson, score] = [shareInterval(treatment, confidence), scoreInterval(control, treatment, confidence)];
    return [statistic, pValue, low, high, wilson.low, wilson.high, score.low, score.high];
  },
  cuped: ({ x0, y0, x1, y1 }) => {
    const found = cupedTest(pairMomentsOf(x0, y0), pairMomentsOf(x1, y1));
    return [found.slope, ...numbersOf(found)];
  },
  bootstrap: ({ samples, draws }) =>
    (['bca', 'percentile'] as const).flatMap((method) => {
      const { low, high } = bootstrapInterval(samples, meanDifference, Float64Array.from(draws), 0.95, method);
      return [low, high];
    }),
  chisquare: ({ counts, shares }) => {
    const { statistic, pValue } = sampleRatio(counts, shares);
    return [statistic, pValue];
  },
  kolmogorov: ({ before, now }) => {
    const { distance, pValue } = kolmogorovSmirnov(before, now);
    return [distance, pValue];
  },
  power: (each) => {
    const plan = { alpha: each.alpha, controlPerTreated: each.ratio };
    return 'effect' in each
      ? [powerForMeans(each.effect, each.size, plan)]
      : [powerForProportions(each.control, each.treatment, each.size, plan)];
  },
};

export function distributionValues({ name, args }: Cases['distributions'][number]): number[] {
  const work = FUNCTIONS[name] as (...numbers: number[]) => number;
  return args.map((each) => work(...each));
}

export function adjusted(pValues: readonly number[]): number[][] {
  return [[...holm(pValues)], [...benjaminiHochberg(pValues)]];
}

export interface DifNumbers {
  readonly mantelHaenszel: readonly number[];
  readonly etsClass: string;
  readonly logistic: readonly number[];
  readonly effectClass: string;
}

export function difOf({ answers, focal }: DifCase): DifNumbers[] {
  const screened = screenItems({ answers: answers.flat(), items: answers[0]?.length ?? 0, focal });
  return screened.map(({ mantelHaenszel: found, logistic }) => ({
    mantelHaenszel: [found.logOddsRatio, found.standardError, found.statistic, found.pValue, found.pValueUncorrected],
    etsClass: found.etsClass,
    logistic: [
      ...[logistic.uniform, logistic.nonUniform, logistic.either].flatMap(({ statistic, pValue }) => [
        statistic,
        pValue,
      ]),
      logistic.rSquaredChange,
      logistic.groupEffect,
      logistic.interaction,
    ],
    effectClass: logistic.effectClass,
  }));
}
