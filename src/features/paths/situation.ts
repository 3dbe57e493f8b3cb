import type { MemoryModel } from '../../engine/memory/memory-model.js';
import { AppError } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { AS_IMPORTED, type CatalogueView, type InForce, loadCatalogue } from '../catalogue/index.js';
import { listPlacements, type PlacementDocument, selectCourse } from '../courses/index.js';
import { listFacts, type Owner, type ProfileDocument, selectProfile } from '../learners/index.js';
import { type MemoryModelFor, untrainedMemory } from '../reviews/index.js';
import type { StoredPin } from './schema.js';
import { selectPins } from './store.js';

/** All that a path is decided from, as it stands now. */
export interface PathSituation {
  readonly owner: Owner;
  readonly profile: ProfileDocument;
  readonly catalogue: CatalogueView;
  /** By which reviews are planned. */
  readonly memory: MemoryModel;
  readonly placements: readonly PlacementDocument[];
  /** Placements of which the learner finished a round. */
  readonly finished: ReadonlySet<string>;
  readonly pins: { readonly version: number; readonly pins: readonly StoredPin[] };
  readonly now: Date;
}

/** What was learned in the course; absent: nothing was. */
export interface PathModels {
  readonly inForce?: InForce;
  readonly memoryModelFor?: MemoryModelFor;
}

/** @throws AppError `conflict` while staff have bound the course to no catalogue; `not-found` without a profile */
export async function readSituation(
  scope: Scope,
  owner: Owner,
  now: Date,
  { inForce = AS_IMPORTED, memoryModelFor = untrainedMemory }: PathModels,
): Promise<PathSituation> {
  const [course, profile, placements, pins, memory] = await Promise.all([
    selectCourse(scope, owner.courseId),
    selectProfile(scope, owner),
    listPlacements(scope, owner.courseId),
    selectPins(scope, owner.courseId),
    memoryModelFor(scope.tenant, owner.courseId),
  ]);
  if (course.catalogue_id === null) throw new AppError('conflict', 'errors.path-not-ready');
  const catalogue = await inForce(scope, course._id, await loadCatalogue(scope, course.catalogue_id));
  const ending = placements.some(({ settings }) => settings.length !== null || settings.dueAt !== null);
  const rounds = ending ? await listFacts(scope, owner, { type: 'round-finished' }) : [];
  const finished = new Set(rounds.flatMap(({ content_id }) => content_id ?? []));
  return { owner, profile, catalogue, memory, placements, finished, pins, now };
}
