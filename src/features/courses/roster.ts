import { enqueue, type Scope, type Storage } from '../../storage/index.js';
import { ensureLearners, listLearnersBySub } from '../learners/index.js';
import { type CourseDocument, type CourseRole, courseCollection, enrolmentCollection } from './model.js';
import { selectCourse } from './store.js';

/** The names and roles service of a launch. */
export interface RosterService {
  readonly url: string;
  readonly client_id: string;
  readonly deployment_id: string;
}

/** Staff who come and go do not make the LMS read out its class each time. */
const ASK_EVERY_MS = 3_600_000;

/** So long we ask only for what has changed; what an LMS forgot to tell is made good by then. */
const DIFFERENCES_LAST_MS = 24 * 3_600_000;

/** An LMS that suddenly shows nobody of so many learners has a fault of its own. */
const A_CLASS = 5;

/** Remembers where the roster of a course is, and puts a reading of it into the outbox, once an hour at most. */
export async function askForRoster(scope: Scope, course: CourseDocument, service: RosterService, now: Date) {
  if (nextRoster(course, service, now) === null) return;
  await scope.transaction(async (tx) => {
    const next = nextRoster(await selectCourse(tx, course._id), service, now);
    if (next === null) return;
    await tx.collection(courseCollection).updateOne({ _id: course._id }, { $set: { roster: next } });
    if (next.asked_at !== now) return;
    await enqueue(tx, { id: `roster:${course._id}`, kind: 'roster', subject: { courseId: course._id }, now });
  });
}

/** What is to be kept after a launch of staff; null when that is kept already. */
function nextRoster({ roster }: CourseDocument, { url, client_id, deployment_id }: RosterService, now: Date) {
  const same =
    roster?.url === url && roster.client_id === client_id && roster.deployment_id === deployment_id ? roster : null;
  const recent = roster && roster.asked_at.getTime() > now.getTime() - ASK_EVERY_MS ? roster.asked_at : null;
  if (same && recent) return null;
  const read = { full_at: same?.full_at ?? null, differences: same?.differences ?? null };
  return { url, client_id, deployment_id, asked_at: recent ?? now, ...read };
}

/** Somebody on a roster. */
export interface RosterMember {
  readonly sub: string;
  readonly active: boolean;
  readonly role: CourseRole;
  readonly testUser: boolean;
  readonly name: string | null;
}

interface Reading {
  readonly url: string;
  readonly kind: 'full' | 'differences';
  readonly members: readonly RosterMember[];
  readonly differences: string | null;
  readonly begunAt: Date;
}

interface Dependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** What the reading of rosters asks and tells here; the shape that src/lti/roster asks for. */
export function createRosterBook({ storage, newId }: Dependencies) {
  return {
    async select(tenant: string, courseId: string, now: Date) {
      const course = await storage.scope(tenant).collection(courseCollection).findOne({ _id: courseId });
      if (!course?.roster) return null;
      const { url, client_id: clientId, full_at, differences } = course.roster;
      const fresh = full_at !== null && full_at.getTime() > now.getTime() - DIFFERENCES_LAST_MS;
      return { platform: { issuer: course.issuer, clientId }, url, differences: fresh ? differences : null };
    },

    /** Each step may be done again, so a reading that was cut off half-way is simply made once more. */
    async apply(tenant: string, courseId: string, reading: Reading): Promise<void> {
      const scope = storage.scope(tenant);
      const course = await selectCourse(scope, courseId);
      const trusted = reading.kind === 'differences' || !(await losesTheClass(scope, courseId, reading));
      const there = reading.members.filter(({ active, testUser }) => active && !testUser);
      const present = new Set<string>();
      for (const part of parts(there)) {
        for (const id of await enrol(scope, course, part, reading.begunAt, newId)) present.add(id);
      }
      if (reading.kind === 'differences') await leave(scope, courseId, await gone(scope, course, reading), reading);
      else if (trusted) await leave(scope, courseId, await others(scope, courseId, present), reading);
      await scope.collection(courseCollection).updateOne(
        { _id: courseId, 'roster.url': reading.url },
        {
          $set: {
            'roster.differences': trusted ? reading.differences : null,
            ...(reading.kind === 'full' && { 'roster.full_at': reading.begunAt }),
          },
        },
      );
    },
  };
}

export type RosterBook = ReturnType<typeof createRosterBook>;

async function losesTheClass(scope: Scope, courseId: string, { members }: Reading): Promise<boolean> {
  if (members.some(({ active, role }) => active && role === 'learner')) return false;
  const learners = { course_id: courseId, role: 'learner' as const, synthetic: false, left_at: null };
  return (await scope.collection(enrolmentCollection).count(learners)) >= A_CLASS;
}

const enrolmentId = (courseId: string, userId: string): string => `${courseId}:${userId}`;

/** Whoever launched after the reading began is as the launch says. */
const notSince = (begunAt: Date) => ({ synthetic: false, last_launch_at: { $not: { $gte: begunAt } } });

/** Makes people known and puts them into the course. @returns the ids of their enrolments */
async function enrol(
  scope: Scope,
  { _id: course_id, issuer }: CourseDocument,
  members: readonly RosterMember[],
  begunAt: Date,
  newId: () => string,
): Promise<string[]> {
  const enrolments = scope.collection(enrolmentCollection);
  const roles = new Map(members.map(({ sub, role }) => [sub, role]));
  const people = (await ensureLearners(scope, issuer, members, newId, begunAt)).filter(({ synthetic }) => !synthetic);
  const wanted = people.map(({ _id: user_id, sub }) => ({
    _id: enrolmentId(course_id, user_id),
    user_id,
    role: roles.get(sub) ?? ('guest' as const),
  }));
  const ids = wanted.map(({ _id }) => _id);
  const known = new Map((await enrolments.find({ _id: { $in: ids } })).map((enrolment) => [enrolment._id, enrolment]));
  const first = { synthetic: false, last_launch_at: null, left_at: null };
  await enrolments.updateEach(
    wanted
      .filter(({ _id }) => !known.has(_id))
      .map(({ _id, user_id, role }) => ({
        filter: { course_id, user_id },
        update: { $setOnInsert: { _id, role, ...first } },
      })),
    { upsert: true },
  );
  await enrolments.updateEach(
    wanted
      .filter(({ _id, role }) => known.has(_id) && (known.get(_id)?.role !== role || known.get(_id)?.left_at))
      .map(({ _id, role }) => ({ filter: { _id, ...notSince(begunAt) }, update: { $set: { role, left_at: null } } })),
  );
  return ids;
}

/** The enrolments of those whom the reading names as gone. */
async function gone(scope: Scope, { _id, issuer }: CourseDocument, { members }: Reading): Promise<string[]> {
  const subs = members.filter(({ active }) => !active).map(({ sub }) => sub);
  const found: string[] = [];
  for (const part of parts(subs)) {
    for (const learner of await listLearnersBySub(scope, issuer, part)) found.push(enrolmentId(_id, learner._id));
  }
  return found;
}

/** The enrolments of everybody who is not among those present. */
async function others(scope: Scope, courseId: string, present: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  const inside = { course_id: courseId, synthetic: false, left_at: null, outside: { $ne: true } };
  for await (const { _id } of scope.collection(enrolmentCollection).stream(inside)) {
    if (!present.has(_id)) found.push(_id);
  }
  return found;
}

async function leave(scope: Scope, courseId: string, enrolments: readonly string[], { begunAt }: Reading) {
  for (const part of parts(enrolments)) {
    const inside = { _id: { $in: part }, course_id: courseId, left_at: null, ...notSince(begunAt) };
    await scope.collection(enrolmentCollection).updateMany(inside, { $set: { left_at: begunAt } });
  }
}

const PART = 1_000;

/** A class in parts that MongoDB takes at once. */
function* parts<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += PART) yield all.slice(start, start + PART);
}
