import { AppError } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import type { Problem } from './check/problem.js';
import { checkCourse } from './course-check.js';
import { digestOf, digestOfBytes } from './digest.js';
import { sizeOf } from './figure-size.js';
import {
  catalogueCollection,
  figureCollection,
  itemCollection,
  revisionCollection,
  type StoredAbout,
  type StoredEntry,
  videoCollection,
} from './model.js';
import { Course, type Item } from './schema.js';
import { keyOf } from './store.js';

/** Documents per write: large courses never make one large message. */
const BATCH = 200;

export interface ImportResult {
  readonly catalogue: string;
  readonly revision: number;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly skills: number;
  readonly items: number;
  readonly steps: number;
}

/** A course that cannot be played, with everything that is wrong with it. */
export class CourseRefused extends Error {
  override readonly name = 'CourseRefused';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  }
}

/**
 * Stores a course as the newest revision of its catalogue.
 *
 * Items and figures go in first, in batches, where nobody looks yet; then one transaction writes the revision and makes
 * it count. An import that is cut off leaves the old revision in force, and the next one goes on where it stopped. The
 * same content again changes nothing.
 *
 * @throws CourseRefused when `checkCourse` finds problems
 * @throws AppError conflict when another import of the same catalogue was faster
 */
export async function importCourse(scope: Scope, input: unknown, now: Date): Promise<ImportResult> {
  const course = Course.parse(input);
  const problems = checkCourse(course);
  if (problems.length > 0) throw new CourseRefused(problems);
  const key = keyOf(scope.tenant, course.id);
  const digest = digestOf(course);
  const before = await scope.collection(catalogueCollection).findOne({ _id: key });
  const counts = {
    catalogue: course.id,
    skills: course.skills.length,
    items: course.items.length,
    steps: course.items.reduce((sum, { steps }) => sum + steps.length, 0),
  };
  if (before?.digest === digest) return { ...counts, revision: before.revision, outcome: 'unchanged' };
  const entries = course.items.map(entryOf);
  await storeItems(scope, course, entries, now);
  const figures = await storeFigures(scope, course, now);
  const videos = await storeVideos(scope, course, now);
  const revision = (before?.revision ?? 0) + 1;
  await scope.transaction(async (tx) => {
    const catalogues = tx.collection(catalogueCollection);
    const current = await catalogues.findOne({ _id: key });
    if ((current?.revision ?? 0) !== revision - 1) throw new AppError('conflict', 'errors.conflict');
    const { id, title, language, licence, skills, lessons, coaches } = course;
    const stored = { catalogue_id: id, revision, skills, lessons, coaches, figures, items: entries, created_at: now };
    const films = videos.length > 0 ? { videos } : {};
    await tx.collection(revisionCollection).replace({ _id: keyOf(key, revision), ...stored, ...films });
    const pointer = { catalogue_id: id, title, language, licence, revision, digest, imported_at: now };
    await catalogues.replace({ _id: key, ...pointer, skill_count: counts.skills, item_count: counts.items });
  });
  return { ...counts, revision, outcome: before ? 'changed' : 'created' };
}

function entryOf(item: Item): StoredEntry {
  const mean = (pick: (step: Item['steps'][number]) => number): number =>
    item.steps.reduce((sum, step) => sum + pick(step), 0) / item.steps.length;
  return {
    id: item.id,
    digest: digestOf(item),
    family: item.family ?? null,
    skills: [...new Set(item.steps.flatMap(({ skills }) => skills))],
    steps: item.steps.map(({ id }) => id),
    discrimination: mean(({ parameters }) => parameters.discrimination),
    difficulty: mean(({ parameters }) => parameters.difficulty),
    about: aboutItem(item),
  };
}

function aboutItem({ title, tags, level, modality, minutes, language, objectives }: Item): StoredAbout {
  return {
    title,
    tags: [...new Set(tags)],
    level: level ?? null,
    modality: modality ?? 'practice',
    minutes: minutes ?? null,
    language: language ?? null,
    objectives: objectives ?? [],
  };
}

async function storeItems(scope: Scope, course: Course, entries: readonly StoredEntry[], now: Date): Promise<void> {
  const collection = scope.collection(itemCollection);
  const drafts = course.items.map((item, index) => {
    const digest = entries[index]?.digest ?? digestOf(item);
    const _id = keyOf(scope.tenant, course.id, item.id, digest);
    return { _id, catalogue_id: course.id, item_id: item.id, digest, item, stored_at: now };
  });
  await insertMissing(collection, drafts);
}

async function storeFigures(scope: Scope, { id, figures }: Course, now: Date) {
  const files = figures.map(({ name, alt, mediaType, base64 }) => {
    const bytes = Buffer.from(base64, 'base64');
    return { name, alt, mediaType, bytes, digest: digestOfBytes(bytes) };
  });
  const drafts = new Map(
    files.map(({ digest, mediaType, bytes }) => {
      const _id = keyOf(scope.tenant, id, digest);
      return [_id, { _id, catalogue_id: id, digest, media_type: mediaType, bytes, stored_at: now }];
    }),
  );
  await insertMissing(scope.collection(figureCollection), [...drafts.values()]);
  return files.map(({ name, digest, alt, mediaType, bytes }) => {
    const size = sizeOf(bytes, mediaType);
    return { name, digest, alt, ...(size && { size }) };
  });
}

async function storeVideos(scope: Scope, { id, videos = [] }: Course, now: Date) {
  const files = videos.map(({ name, mediaType, base64 }) => {
    const bytes = Buffer.from(base64, 'base64');
    return { name, mediaType, bytes, digest: digestOfBytes(bytes) };
  });
  // One by one: a message to MongoDB has room for a few of the largest only.
  for (const { digest, mediaType, bytes } of files) {
    const _id = keyOf(scope.tenant, id, digest);
    const draft = { _id, catalogue_id: id, digest, media_type: mediaType, bytes, stored_at: now };
    await insertMissing(scope.collection(videoCollection), [draft]);
  }
  return files.map(({ name, digest, bytes }) => ({ name, digest, length: bytes.length }));
}

interface Insertable<D> {
  aggregate<R>(stages: object[]): Promise<R[]>;
  insertMany(drafts: readonly D[]): Promise<void>;
}

async function insertMissing<D extends { _id: string }>(
  collection: Insertable<D>,
  drafts: readonly D[],
): Promise<void> {
  for (let start = 0; start < drafts.length; start += BATCH) {
    const batch = drafts.slice(start, start + BATCH);
    const stages = [{ $match: { _id: { $in: batch.map(({ _id }) => _id) } } }, { $project: { _id: 1 } }];
    const there = new Set((await collection.aggregate<{ _id: string }>(stages)).map(({ _id }) => _id));
    await collection.insertMany(batch.filter(({ _id }) => !there.has(_id))).catch(refuseRace);
  }
}

const DUPLICATE_KEY = 11_000;

/** Somebody else stored the same content between the look and the write. */
function refuseRace(error: unknown): never {
  const duplicate = typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;
  throw duplicate ? new AppError('conflict', 'errors.conflict', { cause: error }) : error;
}
