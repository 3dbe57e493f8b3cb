import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { AppError, type Principal, type Translate } from '../../../http/index.js';
import { auditCollection, recordAudit, type Scope, type Storage } from '../../../storage/index.js';
import type { ProfileModels } from '../../profiles/index.js';
import { keepersOf } from '../keepers.js';
import { exportFiles } from './files.js';
import type { ExportSource } from './sources.js';
import { zipped } from './zipped.js';

export interface ExportDependencies extends ProfileModels {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly translator: (locale: string | undefined) => Translate;
  /** What is kept of a learner besides their facts and their profile. */
  readonly sources: readonly ExportSource[];
}

const WINDOW_S = 600;
/** A ledger is read whole, so not as often as somebody clicks. */
const MOST_IN_WINDOW = 3;

/**
 * Sends all that is kept of the learner as one archive, while it is read. That it was asked for stands in the audit log.
 *
 * @throws AppError too-many-requests
 */
export async function sendExport(deps: ExportDependencies, principal: Principal, response: Response): Promise<void> {
  const { storage, clock, newId, sources, translator } = deps;
  const { tenant, userId, courseId } = principal;
  const scope = storage.scope(tenant);
  const now = clock();
  await refuseTooMany(scope, userId, now);
  const details = { course: courseId };
  await recordAudit(scope, { action: 'data-exported', actor: { user: userId }, details }, { id: newId(), now });
  const keepers = await keepersOf(deps, principal);
  const owner = { userId, courseId };
  const say = translator(principal.locale);
  const files = await exportFiles({ scope, owner, now, sources, keepers, say, models: deps });
  response.type('application/zip').attachment(`attune-data-${now.toISOString().slice(0, 10)}.zip`);
  await pipeline(Readable.from(zipped(files, now)), response);
}

async function refuseTooMany(scope: Scope, userId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_S * 1_000);
  const filter = { action: 'data-exported' as const, user_id: userId, at: { $gt: since } };
  const lately = await scope.collection(auditCollection).find(filter, { sort: { at: 1 }, limit: MOST_IN_WINDOW });
  const [first] = lately;
  if (!first || lately.length < MOST_IN_WINDOW) return;
  const seconds = Math.max(1, Math.ceil((first.at.getTime() - since.getTime()) / 1_000));
  throw new AppError('too-many-requests', 'control.too-many-exports', {
    retryAfterSeconds: seconds,
    values: { count: Math.ceil(seconds / 60) },
  });
}
