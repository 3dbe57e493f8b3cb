import type { Delivery } from '../../jobs/index.js';

/** What became of a service call, as data. Every problem is a sentence for staff, and names no learner. */
export type Outcome<T> = { readonly result: 'ok'; readonly value: T } | Failure;

export type Failure =
  /** The LMS holds something newer; it is not to be asked again. */
  | { readonly result: 'superseded' }
  /** It may work later; not before `afterMs` when the LMS said so. */
  | Retry
  /** It will not work until somebody does what `problem` says. */
  | { readonly result: 'dead'; readonly problem: string; readonly reason?: 'attempts-used' };

interface Retry {
  readonly result: 'retry';
  readonly problem: string;
  readonly afterMs?: number;
  /** Nobody knows whether the call was worked on, or will be. */
  readonly mayArrive?: true;
}

export const ok = <T>(value: T): Outcome<T> => ({ result: 'ok', value });

export function retry(problem: string, afterMs?: number): Failure {
  return { result: 'retry', problem, ...(afterMs !== undefined && { afterMs }) };
}

/** As `retry`, of a call that left and was not answered by the one who works on it. */
export const unanswered = (problem: string, afterMs?: number): Failure => {
  return { result: 'retry', problem, ...(afterMs !== undefined && { afterMs }), mayArrive: true };
};

export const dead = (problem: string): Failure => ({ result: 'dead', problem });

/** What the outbox is told about a call that failed. A conflict that is not about a score may be gone next time. */
export function failedDelivery(failure: Failure): Delivery {
  if (failure.result === 'superseded') return { result: 'retry', problem: 'The LMS reported a conflict (409).' };
  const { result, problem } = failure;
  if (result === 'dead' || failure.afterMs === undefined) return { result, problem };
  return { result, problem, afterMs: failure.afterMs };
}
