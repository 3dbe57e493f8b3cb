import { requirePositive, requireProbability } from '../numerics/guards.js';
import type { Verdict } from './verdict.js';

/** The bets that stand against a model's calibration. Plain JSON: 16 numbers however long the stream. */
export interface CalibrationDrift {
  readonly count: number;
  /** Capital of each bet: kinds of error one after the other, stakes within. */
  readonly capital: readonly number[];
  /** Mean of the capitals; the alarm is given when it reaches the average run. */
  readonly evidence: number;
  readonly verdict: Verdict<DriftReason>;
}

/** In which way chances have become wrong: all too low or too high, or too near to 1/2 or too far from it. */
export type DriftReason = 'calibrated' | 'promises-too-little' | 'promises-too-much' | 'too-cautious' | 'too-sure';

/** What is bet on, in the order of the capitals; each with the sign and form of its bet. */
const KINDS: readonly { readonly reason: DriftReason; readonly bet: (p: number) => number }[] = [
  { reason: 'promises-too-little', bet: () => 1 },
  { reason: 'promises-too-much', bet: () => -1 },
  { reason: 'too-cautious', bet: (p) => 2 * p - 1 },
  { reason: 'too-sure', bet: (p) => 1 - 2 * p },
];
const STAKES = [0.05, 0.15, 0.4, 0.9];

/** The detector before its first outcome. */
export const NO_CALIBRATION_DRIFT: CalibrationDrift = {
  count: 0,
  capital: new Array(KINDS.length * STAKES.length).fill(0),
  evidence: 0,
  verdict: { severity: 'none', reason: 'calibrated' },
};

const AVERAGE_RUN = 100_000;
const WATCH_SHARE = 0.1;
/** Larger capitals say no more, and their sum would leave the numbers. */
const MOST_CAPITAL = 1e300;

/**
 * Are the chances that a model gives still true? One prediction and what happened, folded into bets that win when they
 * are not (e-detector of Shiryaev and Roberts: Shin, Ramdas & Rinaldo 2024, def. 2.2): each capital becomes
 *
 *   M = (1 + M) (1 + stake * bet(p) * (happened - p))
 *
 * While the chances are true each M - n is a martingale, so that the number of predictions until the mean of the
 * capitals reaches `averageRun` is at least `averageRun` on average: a guarantee for every model and every stream.
 * Four errors are bet on: too low, too high, too near to 1/2, too far from it. After an alarm it begins anew.
 *
 * @param averageRun  predictions between two false alarms, on average at least; above 0
 * @throws RangeError when predicted is outside [0, 1] or averageRun not above 0
 */
export function calibrationDrift(
  state: CalibrationDrift,
  predicted: number,
  happened: boolean,
  averageRun = AVERAGE_RUN,
): CalibrationDrift {
  requireProbability('predicted', predicted);
  requirePositive('averageRun', averageRun);
  const from = state.verdict.severity === 'act' ? NO_CALIBRATION_DRIFT : state;
  const residual = Number(happened) - predicted;
  const capital: number[] = [];
  let sum = 0;
  for (const { bet } of KINDS) {
    for (const stake of STAKES) {
      const held = from.capital[capital.length] as number;
      const next = Math.min(MOST_CAPITAL, (1 + held) * (1 + stake * bet(predicted) * residual));
      capital.push(next);
      sum += next;
    }
  }
  const evidence = sum / capital.length;
  return { count: from.count + 1, capital, evidence, verdict: verdictOf(evidence / averageRun, capital) };
}

function verdictOf(share: number, capital: readonly number[]): CalibrationDrift['verdict'] {
  if (share < WATCH_SHARE) return { severity: 'none', reason: 'calibrated' };
  const richest = capital.indexOf(Math.max(...capital));
  const { reason } = KINDS[Math.floor(richest / STAKES.length)] as (typeof KINDS)[number];
  return { severity: share < 1 ? 'watch' : 'act', reason };
}
