import { AS_IMPORTED, type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type Owner, type ProfileDocument, selectProfile } from '../learners/index.js';
import { type GoalDraft, selectOptionalDraft } from './drafts.js';
import type { GoalDependencies } from './ports.js';

/** What every page of goals looks at. */
export interface GoalGround {
  readonly catalogue: CatalogueView;
  readonly profile: ProfileDocument;
  /** The goal that is about to be set; null: none. */
  readonly draft: GoalDraft | null;
  readonly now: Date;
}

/** @returns null while staff have bound the course to nothing */
export async function readGround(
  { storage, clock, inForce = AS_IMPORTED }: Pick<GoalDependencies, 'storage' | 'clock' | 'inForce'>,
  who: Owner & { readonly tenant: string },
): Promise<GoalGround | null> {
  const scope = storage.scope(who.tenant);
  const { catalogue_id } = await selectCourse(scope, who.courseId);
  if (catalogue_id === null) return null;
  const [catalogue, profile, draft] = await Promise.all([
    loadCatalogue(scope, catalogue_id).then((view) => inForce(scope, who.courseId, view)),
    selectProfile(scope, who),
    selectOptionalDraft(scope, who),
  ]);
  return { catalogue, profile, draft, now: clock() };
}
