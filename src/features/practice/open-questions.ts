import type { Scope } from '../../storage/index.js';
import { selectCourse } from '../courses/index.js';
import type { Owner } from '../learners/index.js';
import { type CurrentQuestion, type OpenQuestionDocument, openQuestionCollection } from './model.js';
import { type Needs, servedTo } from './ports.js';
import { assignedSkills, type Ground, type PracticeDependencies, type Practitioner, readPlayed } from './situation.js';
import type { Desk } from './steps.js';

/** What free practice in a course rests on; null while staff have bound the course to nothing. */
export async function readFreePractice(
  { storage, ports, inForce }: Pick<PracticeDependencies, 'storage' | 'ports' | 'inForce'>,
  learner: Practitioner,
  { wanted = [], ...needs }: Needs & { readonly wanted?: readonly string[] } = {},
): Promise<Omit<Ground, 'profile' | 'now'> | null> {
  const scope = storage.scope(learner.tenant);
  const [course, served] = await Promise.all([selectCourse(scope, learner.courseId), servedTo(ports, learner, needs)]);
  if (course.catalogue_id === null) return null;
  const played = await readPlayed(scope, { courseId: course._id, catalogueId: course.catalogue_id }, inForce);
  const skills = assignedSkills(played.catalogue, wanted);
  return skills.length > 0 ? { ...played, placement: null, skills, served } : null;
}

/** Puts a question on the screen that belongs to no assignment. */
export async function openQuestion(
  scope: Scope,
  { userId, courseId }: Owner,
  current: CurrentQuestion,
  now: Date,
): Promise<void> {
  await scope.collection(openQuestionCollection).insert({
    _id: current.decision,
    user_id: userId,
    course_id: courseId,
    current,
    opened_at: now,
    updated_at: now,
  });
}

export function selectOptionalOpenQuestion(
  scope: Scope,
  { userId, courseId }: Owner,
  decision: string,
): Promise<OpenQuestionDocument | null> {
  return scope.collection(openQuestionCollection).findOne({ _id: decision, user_id: userId, course_id: courseId });
}

/** Where a question outside of assignments is kept. It counts for no grade. */
export function deskOfOpenQuestion(ground: Ground, open: OpenQuestionDocument): Desk {
  return {
    ground,
    async keep(tx, current) {
      await tx.collection(openQuestionCollection).replace({ ...open, current, updated_at: ground.now });
    },
    regrade: async () => null,
  };
}
