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
import type { LineItems } from './line-items.js';
import type { BegunSend, GradeBook, GradeToSend } from './ports.js';
import { type Earned, readResults } from './results.js';
import { sendScore } from './send-score.js';
import { isOnlyThis, mayBeCounted, whoseGrade } from './whose-grade.js';

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
    const look = () => readBack(deps, conversation, column.value, grade);

    let { newSubmission, leftAt } = begun;
    if (mayMakeAttemptTwice(grade, begun)) {
      // What arrives after this moment is not seen any more.
      const lookedAt = clock();
      const seen = await look();
      if (seen.result === 'retry') return failedDelivery(seen);
      // A gradebook that we may read and that refuses is one that we may not read.
      const held = seen.result === 'ok' ? seen.value : UNTOLD;
      // A score that is like an earlier one settles nothing: what goes with it may be new.
      const arrived = held !== UNTOLD && isOnlyThis(held, begun);
      if (arrived && begun.repeated) return settle('accepted', begun.score);
      // In doubt no new attempt: students have few, and the grade counts without one.
      newSubmission = held !== UNTOLD && !mayBeCounted(held, begun);
      if (newSubmission) {
        const wait = stillUnderWayMs(leftAt, lookedAt, deps.deliveryMs);
        // The clock of the process that sent it was ahead: from now on ours counts.
        if (leftAt && leftAt > lookedAt) await book.noteLeft(tenant, gradeId, { revision, from: leftAt, to: lookedAt });
        if (wait > 0) return failedDelivery(retry(UNDER_WAY, wait));
        const isOurs = await book.noteLeft(tenant, gradeId, { revision, from: leftAt, to: lookedAt });
        if (!isOurs) return failedDelivery(retry(IN_OTHER_HANDS));
        leftAt = lookedAt;
      }
    }
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

/** Stands for what the gradebook holds where we may not read it. */
const UNTOLD = Symbol('untold');

/** What the gradebook holds now; null for nothing. */
async function readBack(
  { calls }: Dependencies,
  conversation: Conversation,
  lineItem: string,
  { services, sub }: GradeToSend,
): Promise<Outcome<number | null | typeof UNTOLD>> {
  if (!services.scopes.includes(SCOPE.result)) return ok(UNTOLD);
  const results = await readResults(calls, conversation, lineItem, sub);
  return results.result === 'ok' ? ok(results.value[0]?.score ?? null) : results;
}

/** Canvas takes an equal timestamp and any later one, and would count an attempt again that it has counted. */
function mayMakeAttemptTwice({ family }: GradeToSend, { newSubmission, unanswered }: BegunSend): boolean {
  return family === 'canvas' && newSubmission && unanswered.length > 0;
}

/** How long a score may be under way, in deliveries: within one it leaves, and then the LMS may work on it for two. */
const DELIVERIES_UNDER_WAY = 3;

/**
 * For how many more milliseconds an unanswered score may still be on its way: whoever sent it may have died or lost
 * patience while the LMS was slow. Canvas would then count it and the next one.
 */
function stillUnderWayMs(leftAt: Date | null, now: Date, deliveryMs: number): number {
  if (leftAt === null) return 0;
  return Math.min(leftAt.getTime() - now.getTime(), 0) + DELIVERIES_UNDER_WAY * deliveryMs;
}

const UNDER_WAY =
  'The LMS has not answered the last score, which may still arrive. Attune waits a moment and looks again, so that no attempt is counted twice.';
const IN_OTHER_HANDS = 'Another process of Attune is sending this grade. Attune looks again by itself.';
const NO_RIGHT_TO_SEND =
  'The LMS does not let Attune send grades for this activity. Ask an administrator to allow the tool the grade services, open the activity once, then send the grade again.';
const NO_RIGHT_TO_READ = 'The LMS does not let Attune read grades back. Ask an administrator to allow it.';
const CLOCKS_DIFFER =
  'The LMS takes the grade for older than the one it has, though that one is Attune’s own or there is none. Attune sends it again with a later time. If this stays so, ask the administrator to check the clock of the LMS.';
