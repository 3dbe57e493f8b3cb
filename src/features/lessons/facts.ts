import type { Storage } from '../../storage/index.js';
import type { Lesson } from '../catalogue/index.js';
import { type FactDraft, type Owner, recordFact } from '../learners/index.js';

export interface LessonDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** How far a film was watched, in quarters. */
export interface Watched {
  readonly quarter: 25 | 50 | 75 | 100;
  /** Seconds that were seen since the quarter before. */
  readonly seconds: number;
}

/** Whoever reports more than this many times the length of a film has left it running. */
const MOST_TIMES = 3;

/** Opening a lesson is a fact of its own, once a day: it is no longer new to the learner. */
export function openLesson(
  deps: LessonDependencies,
  tenant: string,
  owner: Owner,
  id: string,
  modality: 'text' | 'video' = 'text',
): Promise<void> {
  return record(deps, tenant, owner, (now) => [
    { type: 'lesson-opened', key: `lesson:${id}:${dayOf(now)}`, contentId: id, metrics: { modality }, at: now },
  ]);
}

/** The learner says that they are done with a lesson, wherever they say it; once a day a fact, the film's own where it has one. */
export function completeLesson(
  deps: LessonDependencies,
  tenant: string,
  owner: Owner,
  { id, isFilm }: { readonly id: string; readonly isFilm: boolean },
): Promise<void> {
  return record(deps, tenant, owner, (now) => [completed(id, isFilm ? 'video' : 'text', now)]);
}

/** A quarter of a film was watched; each quarter once a day. The last one completes the lesson as a film. */
export function watchFilm(
  deps: LessonDependencies,
  tenant: string,
  owner: Owner,
  { id, media }: Lesson,
  { quarter, seconds }: Watched,
): Promise<void> {
  const seen = Math.min(seconds, MOST_TIMES * (media?.seconds ?? 0));
  return record(deps, tenant, owner, (now) => [
    {
      type: 'content-viewed',
      key: `video:${id}:${dayOf(now)}:${quarter}`,
      contentId: id,
      metrics: { modality: 'video', seconds: seen, share: quarter / 100 },
      at: now,
    },
    ...(quarter === 100 ? [completed(id, 'video', now)] : []),
  ]);
}

/** How long a film took is in its quarters, and how long a text took nobody knows: no time of its own. */
function completed(id: string, modality: 'text' | 'video', now: Date): FactDraft {
  const key = `lesson-completed:${id}:${modality}:${dayOf(now)}`;
  return { type: 'lesson-completed', key, contentId: id, metrics: { modality, seconds: null }, at: now };
}

async function record(
  { storage, clock, newId }: LessonDependencies,
  tenant: string,
  owner: Owner,
  drafts: (now: Date) => readonly FactDraft[],
): Promise<void> {
  await storage.scope(tenant).transaction(async (tx) => {
    const now = clock();
    for (const draft of drafts(now)) await recordFact(tx, owner, draft, { id: newId(), now });
  });
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
