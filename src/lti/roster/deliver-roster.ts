import type { Logger } from 'pino';
import { z } from 'zod';
import { DELIVERY_MS, type Deliverer, type Delivery } from '../../jobs/index.js';
import { converse, failedDelivery, type Outcome, type PlatformKeys, type ServiceCalls } from '../services/index.js';
import type { CourseToRead, RosterBook } from './ports.js';
import { type Roster, readDifferences, readRoster } from './read-roster.js';

/** What an outbox entry of kind `roster` names. */
export const RosterSubject = z.object({ courseId: z.string().min(1) });

export interface RosterDependencies {
  /** The registry of platforms. */
  readonly keys: PlatformKeys;
  readonly calls: ServiceCalls;
  readonly book: RosterBook;
  readonly clock: () => Date;
  readonly log: Logger;
  /** How long reading may take in all; shorter than the lease of the outbox, by what it takes to keep the answer. Milliseconds. */
  readonly deliveryMs?: number;
}

/**
 * The deliverer of outbox entries of kind `roster`: asks the LMS who is in a course and keeps the answer. A roster that
 * cannot be read to its end changes nothing.
 */
export function createRosterDeliverer(deps: RosterDependencies): Deliverer {
  const { book, clock, log } = deps;
  return async ({ tenant, subject }): Promise<Delivery> => {
    const { courseId } = RosterSubject.parse(subject);
    const begunAt = clock();
    const course = await book.select(tenant, courseId, begunAt);
    if (!course) return { result: 'delivered' };
    const outcome = await read(deps, course);
    if (outcome.result !== 'ok') return failedDelivery(outcome);
    const { kind, members, differences } = outcome.value;
    await book.apply(tenant, courseId, { url: course.url, kind, members, differences, begunAt });
    log.info({ tenant, course: courseId, kind, members: members.length }, 'a roster was read');
    return { result: 'delivered' };
  };
}

type Read = Outcome<Roster & { readonly kind: 'full' | 'differences' }>;

/** The changes where we were told how to ask for them, else everything; an LMS may forget what it told us. */
async function read(
  { keys, calls, deliveryMs = DELIVERY_MS }: RosterDependencies,
  { platform, url, differences }: CourseToRead,
): Promise<Read> {
  const opened = await converse(keys, platform, [url], deliveryMs);
  if (opened.result !== 'ok') return opened;
  if (differences !== null) {
    const changes = await readDifferences(calls, opened.value, differences);
    if (changes.result !== 'dead') return withKind(changes, 'differences');
  }
  return withKind(await readRoster(calls, opened.value, url), 'full');
}

function withKind(outcome: Outcome<Roster>, kind: 'full' | 'differences'): Read {
  return outcome.result === 'ok' ? { ...outcome, value: { ...outcome.value, kind } } : outcome;
}
