import { assignVariant } from '../../engine/inference/assign-variant.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type Owner, type ProfileDocument, recordFact, selectOptionalProfile } from '../learners/index.js';
import {
  type AssignmentDocument,
  assignmentCollection,
  type ExperimentDocument,
  experimentCollection,
} from './model.js';
import { type ExperimentWhere, TREATMENTS, type Treatment } from './schema.js';

/** What an experiment says about one decision for one learner. */
export interface AssignedVariant<W extends ExperimentWhere> {
  readonly experiment: string;
  readonly variant: string;
  readonly treatment: Treatment<W>;
}

/**
 * The variant by which a decision is made for a learner, or null where no experiment runs, for test students, and for
 * those who paused personalization. The first time it assigns for good, and the first time at a place it records that the
 * learner met the experiment. It writes, so a GET must not ask, and nobody asks inside a transaction of their own.
 */
export type VariantOf = <W extends ExperimentWhere>(
  tenant: string,
  owner: Owner,
  where: W,
  now: Date,
) => Promise<AssignedVariant<W> | null>;

/** A variant that a learner was given, and how to say that they met it. */
export interface Given<W extends ExperimentWhere> {
  readonly assigned: AssignedVariant<W>;
  /** Records it, the first time at this place, also in a transaction of the caller: that of the decision, so with it. */
  readonly meet: (scope: Scope) => Promise<void>;
}

/** As `VariantOf`, for whoever only knows later whether something is decided by it at all. It leaves no fact by itself. */
export type GiveVariant = <W extends ExperimentWhere>(
  tenant: string,
  owner: Owner,
  where: W,
  now: Date,
) => Promise<Given<W> | null>;

export interface VariantDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

export function createVariantOf(deps: VariantDependencies): VariantOf {
  const give = createGiveVariant(deps);
  return async (tenant, owner, where, now) => {
    const given = await give(tenant, owner, where, now);
    await given?.meet(deps.storage.scope(tenant));
    return given?.assigned ?? null;
  };
}

export function createGiveVariant(deps: VariantDependencies): GiveVariant {
  return async (tenant, owner, where, now) => {
    const scope = deps.storage.scope(tenant);
    const running = await runningAt(scope, owner.courseId, where, now);
    if (!running) return null;
    const profile = await selectOptionalProfile(scope, owner);
    if (!profile || profile.synthetic || profile.controls.paused) return null;
    const assignment = await assignmentOf(deps, scope, running, profile, now);
    const variant = running.variants.find(({ name }) => name === assignment.variant);
    if (!variant) return null;
    // The place of an experiment never changes, and its treatments were checked against it.
    const treatment = TREATMENTS[where].parse(variant.treatment) as Treatment<typeof where>;
    return {
      assigned: { experiment: running.name, variant: variant.name, treatment },
      meet: (tx) => expose(deps, tx, owner, { assignment, where, now }),
    };
  };
}

async function runningAt(
  scope: Scope,
  courseId: string,
  where: ExperimentWhere,
  now: Date,
): Promise<ExperimentDocument | null> {
  const found = await scope.collection(experimentCollection).find({ state: 'running', where }, { sort: { name: 1 } });
  const runs = ({ course_id, starts_at, ends_at }: ExperimentDocument): boolean =>
    (course_id === null || course_id === courseId) &&
    (starts_at === null || starts_at <= now) &&
    (ends_at === null || now < ends_at);
  return found.find(runs) ?? null;
}

/** The hash decides once; what is stored holds whatever becomes of the weights. */
function assignmentOf(
  { newId }: VariantDependencies,
  scope: Scope,
  { name, salt, variants }: ExperimentDocument,
  { user_id }: ProfileDocument,
  now: Date,
): Promise<AssignmentDocument> {
  const index = assignVariant(
    salt,
    user_id,
    variants.map(({ weight }) => weight),
  );
  return scope.collection(assignmentCollection).ensure(
    { experiment_name: name, user_id },
    {
      set: {},
      insert: {
        _id: newId(),
        variant: variants[index]?.name ?? '',
        metrics: { exposed: [] },
        start_date: now,
        end_date: null,
      },
    },
  );
}

async function expose(
  { newId }: VariantDependencies,
  scope: Scope,
  owner: Owner,
  { assignment, where, now }: { assignment: AssignmentDocument; where: ExperimentWhere; now: Date },
): Promise<void> {
  const { _id, experiment_name: experiment, variant } = assignment;
  const { courseId: course } = owner;
  const met = assignment.metrics.exposed.some((each) => each.where === where && each.course === course);
  if (met) return;
  await scope.transaction(async (tx) => {
    const { fresh } = await recordFact(
      tx,
      owner,
      {
        type: 'experiment-exposed',
        key: `exposed:${experiment}:${where}`,
        contentId: experiment,
        metrics: { experiment, variant, where },
        at: now,
      },
      { id: newId(), now },
    );
    if (!fresh) return;
    await tx
      .collection(assignmentCollection)
      .updateOne({ _id }, { $push: { 'metrics.exposed': { where, course, at: now } } });
  });
}
