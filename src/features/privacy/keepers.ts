import type { Principal } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { selectCourse } from '../courses/index.js';
import { selectOptionalInstitution } from '../institutions/index.js';

/** Who keeps what is known of a learner: whom they can ask about it. */
export async function keepersOf(
  { storage }: { readonly storage: Storage },
  { tenant, courseId }: Pick<Principal, 'tenant' | 'courseId'>,
): Promise<{ readonly course: string; readonly institution: string }> {
  const scope = storage.scope(tenant);
  const [course, institution] = await Promise.all([selectCourse(scope, courseId), selectOptionalInstitution(scope)]);
  return { course: course.title, institution: institution?.name ?? '' };
}
