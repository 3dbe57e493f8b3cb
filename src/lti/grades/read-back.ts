import { type Conversation, type Outcome, ok, SCOPE, type ServiceCalls } from '../services/index.js';
import type { GradeToSend } from './ports.js';
import { readResults } from './results.js';

/** Stands for what the gradebook holds where we may not read it. */
export const UNTOLD: unique symbol = Symbol('untold');

/** Share of full marks; null for nothing. */
export type Held = number | null | typeof UNTOLD;

/** What the gradebook holds now for the learner of a grade, whoever put it there. */
export async function readBack(
  calls: ServiceCalls,
  conversation: Conversation,
  lineItem: string,
  { services, sub }: GradeToSend,
): Promise<Outcome<Held>> {
  if (!services.scopes.includes(SCOPE.result)) return ok(UNTOLD);
  const results = await readResults(calls, conversation, lineItem, sub);
  return results.result === 'ok' ? ok(results.value[0]?.score ?? null) : results;
}
