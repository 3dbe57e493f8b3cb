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
  retry,
  SCOPE,
  type ServiceCalls,
} from '../services/index.js';
import { decideAttempt } from './decide-attempt.js';
import type { LineItems } from './line-items.js';
import type { GradeBook, GradeToSend } from './ports.js';
import { readBack, UNTOLD } from './read-back.js';
import { type Earned, readResults } from './results.js';
import { sendScore } from './send-score.js';
import { whoseGrade } from './whose-grade.js';

/** What an outbox entry of kind `grade` names. */
export const GradeSubject = z.object({ gradeId: z.string().min(1) });

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

/**
 * The deliverer of outbox entries of kind `grade`: sends the newest state of one grade to the LMS.
 *
 * An LMS that says that it has something newer is asked what it has, and that decides (docs/decisions/0011):
 * - this very score: an earlier try of ours arrived, or a proxy repeated it. It is accepted.
 * - an earlier score of ours, or nothing: the conflict comes from the clock of the LMS, or from nowhere. The send gets a
 *   new timestamp and is tried again, until the outbox gives it up.
 * - anything else: a teacher's own grade, which stays.
 * - no answer: the delivery is tried again, since without knowledge nothing is settled.
 * - it may not be asked: a repeat is taken for the arrival of an earlier try, and a first try for a teacher's grade.
 */
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
    // What fails on most days fails before the send begins: so a repeat mostly means that a score has left.
    const authorised = await calls.authorise(conversation, SCOPE.score);
    if (authorised.result !== 'ok') return failedDelivery(authorised);

    const beganAt = clock();
    const begun = await book.beginSend(tenant, gradeId, beganAt);
    if (!begun) return { result: 'delivered' };
    const { revision } = begun;
    const settle = async (outcome: 'accepted' | 'superseded', earned: number | null): Promise<Delivery> => {
      await book.settle(tenant, gradeId, { revision, outcome, earned, at: clock() });
      log.info({ tenant, grade: gradeId, revision, outcome }, 'a grade reached the LMS');
      return { result: 'delivered' };
    };
    const look = () => readBack(calls, conversation, column.value, grade);

    const decided = await decideAttempt(deps, { tenant, grade, begun, look });
    if (decided.decision === 'arrived') return settle('accepted', begun.score);
    if (decided.decision === 'wait') return failedDelivery(decided.failure);
    const { newSubmission, leftAt } = decided;
    // Whoever looks for it later counts on that it left within one delivery of when it was begun, or not at all.
    const leaveBefore = new Date(beganAt.getTime() + deps.deliveryMs);
    const sent = await sendScore(calls, conversation, column.value, grade, { ...begun, newSubmission }, leaveBefore);
    if (sent.result === 'ok') return settle('accepted', begun.score);
    const isBack = sent.result !== 'retry' || !sent.mayArrive;
    if (newSubmission && isBack) await book.noteLeft(tenant, gradeId, { revision, from: leftAt, to: null });
    if (sent.result !== 'superseded') return failedDelivery(sent);

    const held = await look();
    if (held.result !== 'ok') return failedDelivery(held);
    if (held.value === UNTOLD) return begun.repeated ? settle('accepted', begun.score) : settle('superseded', null);
    switch (whoseGrade(held.value, begun)) {
      case 'this':
        return settle('accepted', held.value);
      case 'earlier':
        await book.renewSend(tenant, gradeId, revision, clock());
        return failedDelivery(retry(CLOCKS_DIFFER));
      case 'theirs':
        return settle('superseded', held.value);
    }
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

const NO_RIGHT_TO_SEND =
  'The LMS does not let Attune send grades for this activity. Ask an administrator to allow the tool the grade services, open the activity once, then send the grade again.';
const NO_RIGHT_TO_READ = 'The LMS does not let Attune read grades back. Ask an administrator to allow it.';
const CLOCKS_DIFFER =
  'The LMS takes the grade for older than the one it has, though that one is Attune’s own or there is none. Attune sends it again with a later time. If this stays so, ask the administrator to check the clock of the LMS.';
