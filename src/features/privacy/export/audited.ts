import { type AuditAction, type AuditEntry, auditCollection, type Scope } from '../../../storage/index.js';
import { listPlacements } from '../../courses/index.js';
import type { Owner } from '../../learners/index.js';
import { gradeId } from '../../practice/index.js';
import type { ExportSource } from './sources.js';

/** What people do to a whole course and thereby to what is known of each learner in it. */
const TO_ALL: readonly AuditAction[] = [
  'course-bound',
  'activity-mapped',
  'grades-imported',
  'path-pins-changed',
  'coach-writing-allowed',
  'coach-writing-stopped',
];

/**
 * Who did what about the learner: what they did themselves, what was done to their grades, and what staff changed for the
 * whole course. Other people are named by what they are, never by who.
 */
export const audited: ExportSource = {
  name: 'audit',
  async *rows(scope, owner) {
    const about = await filterOf(scope, owner);
    for await (const entry of scope.collection(auditCollection).stream(about, { sort: { at: 1 } })) {
      const { _id, action, actor, user_id, details, at } = entry;
      const own = user_id === owner.userId;
      const by = own ? 'you' : actor === 'user' ? 'staff' : actor;
      yield { _id, at, action, by, details: own || actor !== 'user' ? details : withoutPeople(details) };
    }
  },
};

async function filterOf(scope: Scope, { userId, courseId }: Owner): Promise<object> {
  const here = { $in: [courseId, null] };
  const grades = (await listPlacements(scope, courseId)).map(({ _id }) => gradeId(_id, userId));
  return {
    $or: [
      { user_id: userId, 'details.course': here },
      { 'details.grade': { $in: grades } },
      { action: { $in: TO_ALL }, 'details.course': courseId },
    ],
  };
}

function withoutPeople(details: AuditEntry['details']): AuditEntry['details'] {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !/user|learner|actor/.test(name)));
}
