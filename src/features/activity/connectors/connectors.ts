import { AppError, notFound } from '../../../http/index.js';
import { recordAudit, type Scope, type Storage } from '../../../storage/index.js';
import type { InForce } from '../../catalogue/index.js';
import { selectCourse } from '../../courses/index.js';
import { type ConnectorDocument, connectorCollection } from '../model.js';
import { byLmsUserId, bySub } from '../people.js';
import { applyReading, noteAsked, noteProblem, ownTitles, type ReadingSummary } from '../readings.js';
import { type AskParts, ConnectorError } from './ask.js';
import { readCanvas } from './canvas.js';
import { readMoodle } from './moodle.js';

export interface ConnectorDraft {
  readonly course: string;
  readonly kind: ConnectorDocument['kind'];
  readonly base: string;
  readonly lmsCourse: string;
  readonly token: string;
}

interface Stamp {
  readonly id: string;
  readonly now: Date;
}

/** What a sealed token belongs to: moved to another connector it does not open. */
const contextOf = (tenant: string, id: string): string => `connector ${tenant} ${id}`;

/** Keeps a token of an administrator, sealed. @throws AppError `not-found` when the institution has no such course */
export async function addConnector(
  storage: Storage,
  tenant: string,
  draft: ConnectorDraft,
  stamp: Stamp,
): Promise<string> {
  const { id, now } = stamp;
  const { course, kind, base, lmsCourse, token } = draft;
  await storage.scope(tenant).transaction(async (tx) => {
    await selectCourse(tx, course);
    await tx.collection(connectorCollection).insert({
      ...{ _id: id, course_id: course, kind, base: base.replace(/\/+$/, ''), lms_course: lmsCourse, created_at: now },
      token: storage.keyring.seal(token, contextOf(tenant, id)),
    });
    const details = { connector: id, course, kind, host: new URL(base).host };
    await recordAudit(tx, { action: 'connector-added', actor: 'operator', details }, { id: `${id}:added`, now });
  });
  return id;
}

export function listConnectors(scope: Scope): Promise<ConnectorDocument[]> {
  return scope.collection(connectorCollection).find({}, { sort: { created_at: 1, _id: 1 } });
}

/** Forgets a connector and its token. @throws AppError `not-found` */
export function removeConnector(scope: Scope, id: string, now: Date): Promise<void> {
  return scope.transaction(async (tx) => {
    if ((await tx.collection(connectorCollection).deleteOne({ _id: id })) === 0) throw notFound('no such connector');
    const details = { connector: id };
    await recordAudit(tx, { action: 'connector-removed', actor: 'operator', details }, { id: `${id}:removed`, now });
  });
}

export interface Synced extends ReadingSummary {
  /** What could not be read. */
  readonly notes: readonly string[];
}

/**
 * Reads all that a connector may see, and records it. What was read before is recorded no second time.
 *
 * @throws ConnectorError when nothing could be read; staff see the same sentence on their page
 */
export async function syncConnector(
  storage: Storage,
  connector: ConnectorDocument,
  parts: AskParts & { readonly inForce: InForce; readonly newId: () => string },
): Promise<Synced> {
  const { _id, tenant, course_id: courseId, kind, base, lms_course: lmsCourse } = connector;
  const scope = storage.scope(tenant);
  const [now, token] = [parts.now(), storage.keyring.open(connector.token, contextOf(tenant, _id))];
  await noteAsked(scope, courseId, kind, now);
  try {
    const course = { base, lmsCourse, token, ownTitles: await ownTitles(scope, courseId) };
    const { columns, people, notes } = await (kind === 'moodle' ? readMoodle : readCanvas)(parts, course);
    const find = kind === 'moodle' ? bySub : byLmsUserId;
    const summary = await applyReading(
      scope,
      courseId,
      { source: kind, columns, people },
      { inForce: parts.inForce, newId: parts.newId, now, find },
    );
    const [note] = notes;
    if (note !== undefined) await noteProblem(scope, courseId, kind, note);
    return { ...summary, notes };
  } catch (error) {
    if (error instanceof ConnectorError) await noteProblem(scope, courseId, kind, error.message);
    throw error;
  }
}

export async function selectConnector(scope: Scope, id: string): Promise<ConnectorDocument> {
  const found = await scope.collection(connectorCollection).findOne({ _id: id });
  if (!found) throw new AppError('not-found', 'errors.not-found', { detail: 'no such connector' });
  return found;
}
