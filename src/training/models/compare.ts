import { areaUnderRoc, calibrationError, logLoss } from '../../engine/metrics/binary.js';

/** Chances given to held-out learners, and what came: rows of one learner stand together. */
export interface Chances {
  readonly learner: Int32Array;
  readonly predicted: Float64Array;
  readonly happened: Uint8Array;
  /** Days since 1970 on which they were given; NaN where that is not known. */
  readonly day: Float64Array;
}

/** How well lists of ten held what held-out learners took next: one row a learner. */
export interface ListGains {
  readonly learner: Int32Array;
  readonly ndcg: Float64Array;
  readonly hit: Uint8Array;
}

export type Scored = Chances | ListGains;

/** A metric of both models on the same learners. `gain` is above 0 where the challenger is better. */
export interface ComparedMetric {
  readonly champion: number;
  readonly challenger: number;
  readonly gain: number;
  /** Of the gain, from leaving out learners. */
  readonly standardError: number;
}
export type Comparison = Readonly<Record<string, ComparedMetric>>;

/** Metrics of which less is better. */
const LESS_IS_BETTER: ReadonlySet<string> = new Set(['logLoss', 'ece']);
/** Groups of learners that are left out in turn. */
const GROUPS = 20;

/** All metrics of a scoring over the learners that are wanted. NaN where they say nothing. */
export function metricsOf(scored: Scored, wanted: (learner: number) => boolean = () => true): Record<string, number> {
  const rows = Uint32Array.from(scored.learner.keys()).filter((row) => wanted(scored.learner[row] as number));
  if ('predicted' in scored) {
    const predicted = Float64Array.from(rows, (row) => scored.predicted[row] as number);
    const happened = Uint8Array.from(rows, (row) => scored.happened[row] as number);
    return {
      logLoss: logLoss(predicted, happened),
      auc: areaUnderRoc(predicted, happened),
      ece: calibrationError(predicted, happened),
    };
  }
  const mean = (values: ArrayLike<number>) => rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length;
  return { ndcg: mean(scored.ndcg), hitRate: mean(scored.hit) };
}

/**
 * Both models on the same rows, metric by metric, with the standard error of each gain by the grouped jackknife over
 * learners (Efron & Tibshirani 1993, ch. 11): answers of one learner are not independent, learners are.
 *
 *   se^2 = (g - 1)/g sum over groups of (gain without the group - their mean)^2
 */
export function compare(champion: Scored, challenger: Scored): Comparison {
  const learners = [...new Set(challenger.learner)];
  const groups = Math.min(GROUPS, learners.length);
  const groupOf = new Map(learners.map((learner, place) => [learner, place % groups]));
  const gainsWithout = Array.from({ length: groups }, (_, group) => {
    const wanted = (learner: number) => groupOf.get(learner) !== group;
    return gains(metricsOf(champion, wanted), metricsOf(challenger, wanted));
  });
  const [before, after] = [metricsOf(champion), metricsOf(challenger)];
  const all = gains(before, after);
  return Object.fromEntries(
    Object.keys(after).map((name) => {
      const left = gainsWithout.map((each) => each[name] as number).filter(Number.isFinite);
      const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
      const squares = left.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const standardError = left.length > 1 ? Math.sqrt(((left.length - 1) / left.length) * squares) : 0;
      const compared = { champion: before[name] as number, challenger: after[name] as number };
      return [name, { ...compared, gain: all[name] as number, standardError }];
    }),
  );
}

function gains(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => {
      const gain = value - (before[name] as number);
      return [name, LESS_IS_BETTER.has(name) ? -gain : gain];
    }),
  );
}

/** Takes chances row by row. */
export function chancesBuilder() {
  const rows: Record<'learner' | 'predicted' | 'happened' | 'day', number[]> = {
    ...{ learner: [], predicted: [], happened: [], day: [] },
  };
  return {
    add(learner: number, predicted: number, happened: boolean, day = Number.NaN): void {
      rows.learner.push(learner);
      rows.predicted.push(predicted);
      rows.happened.push(happened ? 1 : 0);
      rows.day.push(day);
    },
    build: (): Chances => ({
      learner: Int32Array.from(rows.learner),
      predicted: Float64Array.from(rows.predicted),
      happened: Uint8Array.from(rows.happened),
      day: Float64Array.from(rows.day),
    }),
  };
}
