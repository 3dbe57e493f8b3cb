import type { Scope } from '../../../storage/index.js';
import { budgetCollection } from '../model.js';

/** Tokens that an institution may use, in a day and in a month (UTC). */
export interface Allowed {
  readonly day: number;
  readonly month: number;
}

/** Tokens that are set aside for a call. */
export interface Reservation {
  readonly periods: readonly string[];
  readonly tokens: number;
}

const DAY = 86_400_000;
const KEPT_DAYS = 62;

/**
 * Sets tokens aside before a call, in one step for each period, so that processes together never go over a limit. What
 * is not settled (a process that died) stays set aside until the period ends.
 *
 * @returns null when a limit does not leave room
 */
export async function reserve(scope: Scope, allowed: Allowed, tokens: number, now: Date): Promise<Reservation | null> {
  const day = now.toISOString().slice(0, 10);
  const periods: readonly (readonly [period: string, most: number])[] = [
    [day, allowed.day],
    [day.slice(0, 7), allowed.month],
  ];
  const taken: string[] = [];
  for (const [period, most] of periods) {
    if (!(await take(scope, period, { tokens, most, now }))) {
      await release(scope, { periods: taken, tokens }, 0);
      return null;
    }
    taken.push(period);
  }
  return { periods: taken, tokens };
}

/** Puts what a call has really used in the place of what was set aside for it. */
export async function release(scope: Scope, { periods, tokens }: Reservation, used: number): Promise<void> {
  for (const period of periods) {
    const change = { $inc: { tokens: Math.max(0, used) - tokens, calls: used > 0 ? 1 : 0 } };
    await scope.collection(budgetCollection).updateOne({ _id: idOf(scope, period) }, change);
  }
}

async function take(
  scope: Scope,
  period: string,
  { tokens, most, now }: { tokens: number; most: number; now: Date },
): Promise<boolean> {
  const budgets = scope.collection(budgetCollection);
  const _id = idOf(scope, period);
  const expires_at = new Date(now.getTime() + KEPT_DAYS * DAY);
  await budgets.updateOne({ _id }, { $setOnInsert: { period, tokens: 0, calls: 0, expires_at } }, { upsert: true });
  const room = { _id, tokens: { $lte: most - tokens } };
  return (await budgets.updateOne(room, { $inc: { tokens } })) === 1;
}

const idOf = ({ tenant }: Scope, period: string): string => `${tenant}:${period}`;
