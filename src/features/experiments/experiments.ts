import { sampleRatio } from '../../engine/inference/sample-ratio.js';
import { AppError, notFound } from '../../http/index.js';
import { recordAudit, type Scope } from '../../storage/index.js';
import { assignmentCollection, type ExperimentDocument, experimentCollection } from './model.js';
import type { ExperimentDraft } from './schema.js';

/** Who sets an experiment up: whoever runs the commands, or a program by its key. */
export interface ExperimentActor {
  readonly key: string | null;
}

export interface ExperimentStamp {
  readonly by: ExperimentActor;
  /** Of the entry in the audit log. */
  readonly id: string;
  readonly now: Date;
}

const idOf = (scope: Scope, name: string): string => `${scope.tenant}:${name}`;

/** @throws AppError `conflict` when the institution has one of that name, or variants or times contradict each other */
export async function createExperiment(
  scope: Scope,
  { name, where, variants, course, startsAt, endsAt }: ExperimentDraft,
  { salt, ...stamp }: ExperimentStamp & { readonly salt: string },
): Promise<ExperimentDocument> {
  if (new Set(variants.map((variant) => variant.name)).size < variants.length) {
    throw new AppError('conflict', 'errors.experiment-names');
  }
  if (startsAt !== null && endsAt !== null && new Date(startsAt) >= new Date(endsAt)) {
    throw new AppError('conflict', 'errors.experiment-dates');
  }
  return scope.transaction(async (tx) => {
    const experiments = tx.collection(experimentCollection);
    if (await experiments.has({ _id: idOf(scope, name) })) {
      throw new AppError('conflict', 'errors.experiment-exists', { values: { name } });
    }
    const made = await experiments.insert({
      _id: idOf(scope, name),
      name,
      where,
      course_id: course,
      variants: [...variants],
      salt,
      state: 'draft',
      starts_at: startsAt === null ? null : new Date(startsAt),
      ends_at: endsAt === null ? null : new Date(endsAt),
      created_at: stamp.now,
      updated_at: stamp.now,
    });
    await audit(tx, 'experiment-created', name, stamp);
    return made;
  });
}

/**
 * From now on learners are assigned.
 *
 * @throws AppError `not-found`; `conflict` when it was stopped, or another one runs at the same place for the same course
 */
export async function startExperiment(scope: Scope, name: string, stamp: ExperimentStamp): Promise<ExperimentDocument> {
  return scope.transaction(async (tx) => {
    const experiment = await selectExperiment(tx, name);
    if (experiment.state === 'running') return experiment;
    if (experiment.state === 'stopped') {
      throw new AppError('conflict', 'errors.experiment-over', { values: { name } });
    }
    const { where, course_id } = experiment;
    // Whoever starts another one here at the same time changes the same documents, and so must look again.
    const startable = { where, state: { $in: ['draft' as const, 'running' as const] } };
    await tx.collection(experimentCollection).updateMany(startable, { $set: { updated_at: stamp.now } });
    const others = await tx.collection(experimentCollection).find({ state: 'running', where });
    const other = others.find((each) => course_id === null || each.course_id === null || each.course_id === course_id);
    if (other) throw new AppError('conflict', 'errors.experiment-overlaps', { values: { name: other.name } });
    return changed(tx, experiment, 'running', 'experiment-started', stamp);
  });
}

/** Nobody is assigned any more, and nothing is decided by it. @throws AppError `not-found` */
export async function stopExperiment(scope: Scope, name: string, stamp: ExperimentStamp): Promise<ExperimentDocument> {
  return scope.transaction(async (tx) => {
    const experiment = await selectExperiment(tx, name);
    if (experiment.state === 'stopped') return experiment;
    const { now } = stamp;
    await tx
      .collection(assignmentCollection)
      .updateMany({ experiment_name: name, end_date: null }, { $set: { end_date: now } });
    return changed(tx, experiment, 'stopped', 'experiment-stopped', stamp);
  });
}

async function changed(
  tx: Scope,
  experiment: ExperimentDocument,
  state: ExperimentDocument['state'],
  action: 'experiment-started' | 'experiment-stopped',
  stamp: ExperimentStamp,
): Promise<ExperimentDocument> {
  const next = { ...experiment, state, updated_at: stamp.now };
  await tx.collection(experimentCollection).replace(next);
  await audit(tx, action, experiment.name, stamp);
  return next;
}

function audit(
  tx: Scope,
  action: 'experiment-created' | 'experiment-started' | 'experiment-stopped',
  experiment: string,
  { by, id, now }: ExperimentStamp,
): Promise<void> {
  const actor = by.key === null ? 'operator' : 'system';
  const details = { experiment, ...(by.key !== null && { key: by.key }) };
  return recordAudit(tx, { action, actor, details }, { id, now });
}

/** @throws AppError `not-found` */
export async function selectExperiment(scope: Scope, name: string): Promise<ExperimentDocument> {
  const found = await scope.collection(experimentCollection).findOne({ _id: idOf(scope, name) });
  if (!found) throw notFound('no such experiment');
  return found;
}

/** By name, from the one after `after` on. */
export function listExperiments(
  scope: Scope,
  { after = '', limit }: { after?: string; limit: number },
): Promise<ExperimentDocument[]> {
  return scope.collection(experimentCollection).find({ name: { $gt: after } }, { sort: { name: 1 }, limit });
}

export interface VariantCount {
  readonly variant: string;
  readonly planned: number;
  readonly assigned: number;
  readonly exposed: number;
}

/** Learners per variant, and whether they fell there as planned. Test students are never among them. */
export async function countVariants(scope: Scope, { name, variants }: ExperimentDocument) {
  const rows = await scope
    .collection(assignmentCollection)
    .aggregate<{ _id: string; assigned: number; exposed: number }>([
      { $match: { experiment_name: name } },
      {
        $group: {
          _id: '$variant',
          assigned: { $sum: 1 },
          exposed: { $sum: { $cond: [{ $gt: [{ $size: '$metrics.exposed' }, 0] }, 1, 0] } },
        },
      },
    ]);
  const found = new Map(rows.map((row) => [row._id, row]));
  const full = variants.reduce((sum, { weight }) => sum + weight, 0);
  const counts: VariantCount[] = variants.map((each) => ({
    variant: each.name,
    planned: each.weight / full,
    assigned: found.get(each.name)?.assigned ?? 0,
    exposed: found.get(each.name)?.exposed ?? 0,
  }));
  const assigned = counts.map((each) => each.assigned);
  const check = assigned.some((count) => count > 0)
    ? sampleRatio(
        assigned,
        counts.map(({ planned }) => planned),
      )
    : null;
  return { counts, check };
}
