import { enqueue, type Scope } from '../../storage/index.js';
import type { InForce } from '../catalogue/index.js';
import { listPlacements } from '../courses/index.js';
import { readSkillsOf } from './mapping.js';
import { type ReadingDocument, readingCollection } from './model.js';
import type { Observed } from './observed.js';
import { bySub, type KnownLearner, listKnown } from './people.js';
import { recordObserved } from './record.js';

export type Source = ReadingDocument['source'];

const readingId = (courseId: string, source: Source): string => `${courseId}:${source}`;

export function listReadings(scope: Scope, courseId: string): Promise<ReadingDocument[]> {
  return scope.collection(readingCollection).find({ course_id: courseId }, { sort: { source: 1 } });
}

/** Notes that a source was asked, when it was. */
export async function noteAsked(scope: Scope, courseId: string, source: Source, now: Date): Promise<void> {
  await scope.collection(readingCollection).updateOne(
    { _id: readingId(courseId, source) },
    {
      $set: { asked_at: now },
      $setOnInsert: { course_id: courseId, source, read_at: null, problem: null, columns: [], facts: 0, unknown: 0 },
    },
    { upsert: true },
  );
}

/** What the outbox calls the reading of a gradebook. */
export const READ = 'gradebook';

/** Asks for a reading of the gradebook of a course. @returns the outbox entry to announce */
export function askForGrades(scope: Scope, courseId: string, now: Date): Promise<string> {
  const entry = `${READ}:${courseId}`;
  return scope.transaction(async (tx) => {
    await noteAsked(tx, courseId, 'ags', now);
    await enqueue(tx, { id: entry, kind: READ, subject: { courseId }, now });
    return entry;
  });
}

/** Says why a reading did not come to its end. What was read before stays. */
export async function noteProblem(scope: Scope, courseId: string, source: Source, problem: string): Promise<void> {
  await scope
    .collection(readingCollection)
    .updateOne({ _id: readingId(courseId, source) }, { $set: { problem: problem.slice(0, 500) } });
}

/** What a source holds of somebody. */
export interface ReadOf {
  /** Whom, as the LMS calls them. */
  readonly lmsId: string;
  readonly observed: readonly Observed[];
}

export interface Reading {
  readonly source: Source;
  /** Every column that the source shows, with grades in it or without. */
  readonly columns: readonly { readonly id: string; readonly label: string; readonly ours: boolean }[];
  readonly people: readonly ReadOf[];
}

export interface ReadingSummary {
  readonly facts: number;
  readonly unknown: number;
}

interface Parts {
  readonly inForce: InForce;
  readonly newId: () => string;
  readonly now: Date;
  /** Finds people where the source does not call them as launches do. */
  readonly find?: (learners: readonly KnownLearner[]) => (id: string) => KnownLearner | undefined;
}

/**
 * Records a reading in the ledger, learner by learner; applying it again writes nothing new. People who are not in the
 * course are counted and left out.
 */
export async function applyReading(
  scope: Scope,
  courseId: string,
  { source, columns, people }: Reading,
  { inForce, newId, now, find = bySub }: Parts,
): Promise<ReadingSummary> {
  const skillsOf = await readSkillsOf(scope, courseId, inForce);
  const known = find(await listKnown(scope, courseId));
  const grades = new Map<string, number>();
  let [facts, unknown] = [0, 0];
  for (const { lmsId, observed } of people) {
    for (const each of observed) {
      if (each.kind === 'grade') grades.set(each.column, (grades.get(each.column) ?? 0) + 1);
    }
    const learner = known(lmsId);
    if (!learner) unknown += 1;
    else facts += await recordObserved(scope, learner.owner, observed, { skillsOf, newId, now });
  }
  const seen = columns.map(({ id, label, ours }) => ({ id, label, ours, grades: grades.get(id) ?? 0 }));
  await noteAsked(scope, courseId, source, now);
  await scope
    .collection(readingCollection)
    .updateOne(
      { _id: readingId(courseId, source) },
      { $set: { read_at: now, problem: null, columns: seen, facts, unknown } },
    );
  return { facts, unknown };
}

/** The gradebook service of a course, by the newest launch that named one; null where no launch did. */
export async function gradebookOf(scope: Scope, courseId: string) {
  const placements = await listPlacements(scope, courseId);
  const newest = placements
    .filter(({ services }) => services !== null)
    .sort((a, b) => b.updated_at.getTime() - a.updated_at.getTime());
  const services = newest.find(({ services: each }) => each?.line_items)?.services ?? newest[0]?.services;
  if (!services) return null;
  /** The titles of our own columns by their address. */
  const ours = new Map(placements.flatMap(({ line_item, title }) => (line_item ? [[line_item, title] as const] : [])));
  return { services, ours, resourceIds: placements.map(({ resource_id }) => resource_id) };
}

/** The titles of our links in a course: a program of the LMS names a column of ours by nothing else. */
export async function ownTitles(scope: Scope, courseId: string): Promise<ReadonlySet<string>> {
  return new Set((await listPlacements(scope, courseId)).map(({ title }) => title).filter((title) => title !== ''));
}
