import type { Scope } from '../../storage/index.js';
import { listEnrolments } from '../courses/index.js';
import { type LearnerDocument, listLearners, type Owner } from '../learners/index.js';

export type KnownLearner = LearnerDocument & { readonly owner: Owner & { readonly synthetic: boolean } };

/**
 * The learners of a course as far as launches and the roster tell. Nobody is put into a course because a gradebook names
 * them: a gradebook keeps those who left.
 */
export async function listKnown(scope: Scope, courseId: string): Promise<KnownLearner[]> {
  const enrolled = await listEnrolments(scope, courseId, 'learner');
  const learners: KnownLearner[] = [];
  for (let start = 0; start < enrolled.length; start += PART) {
    const ids = enrolled.slice(start, start + PART).map(({ user_id }) => user_id);
    for (const learner of await listLearners(scope, ids)) {
      learners.push({ ...learner, owner: { userId: learner._id, courseId, synthetic: learner.synthetic } });
    }
  }
  return learners;
}

const PART = 1_000;

type Find = (id: string) => KnownLearner | undefined;

/** Finds learners by what their LMS calls them in launches. */
export function bySub(learners: readonly KnownLearner[]): Find {
  const known = new Map(learners.map((learner) => [learner.sub, learner]));
  return (id) => known.get(id);
}

/** Finds learners by what the LMS's own programs call them, where that is another name than in launches. */
export function byLmsUserId(learners: readonly KnownLearner[]): Find {
  const known = new Map(
    learners.flatMap((learner) => (learner.lms_user_id ? [[learner.lms_user_id, learner] as const] : [])),
  );
  return (id) => known.get(id);
}

/** Finds learners by their full name, as a person would compare names. */
export function byName(learners: readonly KnownLearner[]): (name: string) => KnownLearner | 'ambiguous' | undefined {
  const known = new Map<string, KnownLearner | 'ambiguous'>();
  for (const learner of learners) {
    const name = folded(learner.name ?? '');
    if (name !== '') known.set(name, known.has(name) ? 'ambiguous' : learner);
  }
  return (name) => known.get(folded(name));
}

const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
