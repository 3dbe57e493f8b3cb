import type { Logger } from 'pino';
import { z } from 'zod';
import type { Deliverer, Delivery } from '../../jobs/index.js';
import {
  type Conversation,
  converse,
  dead,
  failedDelivery,
  type Outcome,
  ok,
  type PlatformKeys,
  SCOPE,
  type ServiceCalls,
} from '../services/index.js';
import type { LineItems } from './line-items.js';
import type { BegunSend, GradeBook, GradeToSend } from './ports.js';
import { type Earned, readResults } from './results.js';
import { sendScore } from './send-score.js';

/** What an outbox entry of kind `grade` names. */
export const GradeSubject = z.object({ gradeId: z.string().min(1) });

/** Scores this near are the same one: an LMS rounds and rescales. Share of full marks. */
const SAME_SCORE = 0.001;

interface Dependencies {
  readonly keys: PlatformKeys;
  readonly book: GradeBook;
  readonly calls: ServiceCalls;
  readonly lineItems: LineItems;
  readonly clock: () => Date;
  readonly log: Logger;
  /** How long one delivery may take in all; shorter than the lease of the outbox. Milliseconds. */
  readonly deliveryMs: number;
}

/** The deliverer of outbox entries of kind `grade`: sends the newest state of one grade to the LMS. */
export function createGradeDeliverer(deps: Dependencies): Deliverer {
  const { book, calls, lineItems, clock, log } = deps;
  return async ({ tenant, subject }): Promise<Delivery> => {
    const { gradeId } = GradeSubject.parse(subject);
    const grade = await book.select(tenant, gradeId);
    if (!grade) return { result: 'delivered' };
    if (!grade.services.scopes.includes(SCOPE.score)) return failedDelivery(dead(NO_RIGHT_TO_SEND));
    const opened = await open(deps, grade);
    if (opened.result !== 'ok') return failedDelivery(opened);
    const conversation = opened.value;
    const column = await lineItems.resolve(conversation, tenant, grade);
    if (column.result !== 'ok') return failedDelivery(column);
    // All that can fail without the score having left is done before the send begins: then a repeat means something.
    const authorised = await calls.authorise(conversation, SCOPE.score);
    if (authorised.result !== 'ok') return failedDelivery(authorised);

    const begun = await book.beginSend(tenant, gradeId, clock());
    const settle = async (outcome: 'accepted' | 'superseded', earned: number | null): Promise<Delivery> => {
      await book.settle(tenant, gradeId, { revision: begun.revision, outcome, earned, at: clock() });
      log.info({ tenant, grade: gradeId, revision: begun.revision, outcome }, 'a grade reached the LMS');
      return { result: 'delivered' };
    };
    const held = () => readBack(deps, conversation, column.value, grade);

    if (makesAttemptTwice(grade, begun) && same(await held(), begun.score) === true) {
      return settle('accepted', begun.score);
    }
    const sent = await sendScore(calls, conversation, column.value, grade, begun);
    if (sent.result === 'ok') return settle('accepted', begun.score);
    if (sent.result !== 'superseded') return failedDelivery(sent);
    const earned = await held();
    // The LMS has this second already. If it holds our score, an earlier try of ours (or a proxy's repeat) arrived; if
    // it does not tell, only a repeat makes that likely.
    const ours = same(earned, begun.score) ?? begun.repeated;
    return settle(ours ? 'accepted' : 'superseded', earned ?? (ours ? begun.score : null));
  };
}

/** Reads what the gradebook holds for the learner of a grade; null when it holds nothing, or no such grade is sent. */
export function createEarnedReader(deps: Dependencies) {
  return async (tenant: string, gradeId: string): Promise<Outcome<Earned | null>> => {
    const grade = await deps.book.select(tenant, gradeId);
    if (!grade) return ok(null);
    if (!grade.services.scopes.includes(SCOPE.result)) return dead(NO_RIGHT_TO_READ);
    const opened = await open(deps, grade);
    if (opened.result !== 'ok') return opened;
    const column = await deps.lineItems.find(opened.value, grade);
    if (column.result !== 'ok') return column;
    if (column.value === null) return ok(null);
    const results = await readResults(deps.calls, opened.value, column.value, grade.sub);
    return results.result === 'ok' ? ok(results.value[0] ?? null) : results;
  };
}

function open({ keys, deliveryMs }: Dependencies, { platform, services }: GradeToSend): Promise<Outcome<Conversation>> {
  const addresses = [services.lineItem, services.lineItems].filter((address) => address !== null);
  return converse(keys, platform, addresses, deliveryMs);
}

/** What the gradebook holds now, as far as we may know: null when it does not tell. */
async function readBack(
  { calls }: Dependencies,
  conversation: Conversation,
  lineItem: string,
  { services, sub }: GradeToSend,
): Promise<number | null> {
  if (!services.scopes.includes(SCOPE.result)) return null;
  const results = await readResults(calls, conversation, lineItem, sub);
  return results.result === 'ok' ? (results.value[0]?.score ?? null) : null;
}

/** Canvas takes an equal timestamp again, and would count a second attempt for it. */
function makesAttemptTwice({ family, newSubmission }: GradeToSend, { repeated }: BegunSend): boolean {
  return family === 'canvas' && newSubmission && repeated;
}

function same(earned: number | null, score: number): boolean | null {
  return earned === null ? null : Math.abs(earned - score) <= SAME_SCORE;
}

const NO_RIGHT_TO_SEND =
  'The LMS does not let Attune send grades for this activity. Ask an administrator to allow the tool the grade services, open the activity once, then send the grade again.';
const NO_RIGHT_TO_READ = 'The LMS does not let Attune read grades back. Ask an administrator to allow it.';
