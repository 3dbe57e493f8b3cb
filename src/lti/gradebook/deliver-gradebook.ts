import type { Logger } from 'pino';
import { z } from 'zod';
import { DELIVERY_MS, type Deliverer } from '../../jobs/index.js';
import {
  converse,
  dead,
  type Failure,
  failedDelivery,
  type Outcome,
  ok,
  type PlatformKeys,
  SCOPE,
  type ServiceCalls,
  scopeToReadLineItems,
} from '../services/index.js';
import type { GradebookToRead, ReadColumn, ReadingBook } from './ports.js';
import { originOf, readColumns, readGrades } from './read-gradebook.js';

/** What an outbox entry of kind `gradebook` names. */
export const GradebookSubject = z.object({ courseId: z.string().min(1) });

export interface GradebookDependencies {
  /** The registry of platforms. */
  readonly keys: PlatformKeys;
  readonly calls: ServiceCalls;
  readonly book: ReadingBook;
  readonly clock: () => Date;
  readonly log: Logger;
  /** How long reading may take in all, milliseconds. */
  readonly deliveryMs?: number;
}

/**
 * The deliverer of outbox entries of kind `gradebook`: asks the LMS for every column that it shows us and the grades in
 * it, ours among them, and keeps the answer. A gradebook that cannot be read to its end changes nothing, and staff are
 * told why.
 */
export function createGradebookReader(deps: GradebookDependencies): Deliverer {
  const { book, clock, log } = deps;
  return async ({ tenant, subject }) => {
    const { courseId } = GradebookSubject.parse(subject);
    const toRead = await book.select(tenant, courseId);
    if (!toRead) {
      await book.problem(tenant, courseId, NOT_OPENED);
      return { result: 'delivered' };
    }
    const readAt = clock();
    const outcome = await read(deps, toRead);
    if (outcome.result !== 'ok') {
      await book.problem(tenant, courseId, sentenceOf(outcome));
      return failedDelivery(outcome);
    }
    const { facts, unknown } = await book.apply(tenant, courseId, outcome.value, readAt);
    log.info({ tenant, course: courseId, columns: outcome.value.length, facts, unknown }, 'a gradebook was read');
    return { result: 'delivered' };
  };
}

async function read(
  { keys, calls, deliveryMs = DELIVERY_MS }: GradebookDependencies,
  { platform, lineItems, ownLineItems, scopes }: GradebookToRead,
): Promise<Outcome<ReadColumn[]>> {
  const scope = scopeToReadLineItems(scopes);
  const missing = [
    ...(scope === null ? ['lineitem.readonly'] : []),
    ...(scopes.includes(SCOPE.result) ? [] : ['result.readonly']),
  ];
  if (scope === null || missing.length > 0) return dead(noRight(missing));
  const addresses = lineItems === null ? ownLineItems : [lineItems];
  if (addresses.length === 0) return dead(NO_SERVICE);
  const opened = await converse(keys, platform, addresses, deliveryMs);
  if (opened.result !== 'ok') return opened;
  const listed = await readColumns(calls, opened.value, { lineItems, ownLineItems }, scope);
  if (listed.result !== 'ok') return listed;
  const columns: ReadColumn[] = [];
  for (const item of listed.value) {
    if (!opened.value.origins.has(originOf(item.id))) continue;
    const grades = await readGrades(calls, opened.value, item);
    if (grades.result === 'ok') columns.push(grades.value);
    // One column may be closed to us (another tool's, say), or gone since it was listed.
    else if (grades.result === 'retry') return grades;
  }
  if (columns.length === 0 && listed.value.length > 0) return dead(ALL_CLOSED);
  return ok(columns);
}

function sentenceOf(failure: Failure): string {
  return failure.result === 'superseded' ? 'The LMS reported a conflict (409).' : failure.problem;
}

const noRight = (missing: readonly string[]): string =>
  `The LMS does not let Attune read its gradebook: the right ${missing.join(' and ')} is missing. Ask an administrator to allow the tool to read grades (in Moodle: grade sync; in Canvas: the scopes of the developer key), open the activity once, then press "Read now".`;
const NO_SERVICE =
  'The LMS lends Attune no gradebook for this course. Ask an administrator to allow the tool the grade services, open the activity once, then press "Read now".';
const NOT_OPENED =
  'No activity of this course has been opened with a gradebook yet. Open one from the course, then press "Read now".';
const ALL_CLOSED =
  'The LMS lists gradebook columns and lets Attune read none of them. Ask an administrator to allow the tool to read grades.';
