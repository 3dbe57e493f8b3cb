import type { Caller } from '../../http/index.js';
import { type Scope, type Storage, StorageError } from '../../storage/index.js';
import { AS_IMPORTED, type CatalogueView, type InForce, type Item, loadCatalogue } from '../catalogue/index.js';
import { listCoursesById } from '../courses/index.js';
import { type FactDraft, type Owner, type RecordedBatch, recordBatches, type Stamp } from '../learners/index.js';
import { draftOf, type Ground } from './draft.js';
import { type Event, type EventResult, REFUSALS, type Refusal } from './schema.js';
import type { Turns } from './turns.js';

export interface IngestDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
  /** What was learned in the place of what the catalogue says; absent: nothing was. */
  readonly inForce?: InForce | undefined;
  /** The learners whom this process is writing about just now. */
  readonly turns: Turns;
}

/** So many learners share a transaction: a conflict about one of them makes all of theirs run again. */
const LEARNERS_AT_ONCE = 100;
/** So many transactions of one batch run side by side. */
const LANES = 2;
/** So long others may get in the way of several learners; then each half is tried by itself. */
const SHORT_PATIENCE_MS = 2_000;

/** What one learner in one course is told of, with the places of the events in the batch. */
interface Told {
  readonly owner: Owner;
  readonly drafts: FactDraft[];
  readonly places: number[];
}

/**
 * Records events that a program tells of. What is wrong with one event is said of that event; the others are recorded
 * all the same. Profiles are brought up to date in the transactions that record.
 *
 * @returns one result for each event, in their order
 */
export async function ingestEvents(
  { storage, newId, turns, inForce = AS_IMPORTED }: IngestDependencies,
  caller: Caller,
  events: readonly Event[],
  now: Date,
): Promise<EventResult[]> {
  const scope = storage.scope(caller.tenant);
  const mayTellEvidence = caller.kind === 'key' && caller.scopes.has('evidence:write');
  const grounds = await groundsOf(scope, events, { mayTellEvidence, now, inForce });
  const results = new Array<EventResult>(events.length);
  const told = new Map<string, Told>();
  for (const [place, event] of events.entries()) {
    const ground = grounds.get(event.course) ?? 'unknown-learner';
    const draft = typeof ground === 'string' ? ground : draftOf(event, ground);
    if (typeof draft === 'string') results[place] = refused(event, draft);
    else put(told, event, draft, place);
  }
  const parts = partsOf([...told.values()], LEARNERS_AT_ONCE);
  await inLanes(parts, LANES, async (part) => {
    const names = part.map(({ owner: { userId, courseId } }) => `${scope.tenant}:${courseId}:${userId}`);
    const recorded = await turns.take(names, () => recordPart(scope, part, { newId, now }));
    for (const [index, { places }] of part.entries()) {
      for (const [each, place] of places.entries()) {
        const event = events[place];
        if (event) results[place] = resultOf(event, recorded[index]?.outcomes[each]);
      }
    }
  });
  return results;
}

/** Records what several learners are told of in one transaction, or in more where others write about them meanwhile. */
async function recordPart(scope: Scope, part: readonly Told[], stamp: Stamp): Promise<(RecordedBatch | null)[]> {
  const options = part.length > 1 ? { patienceMs: SHORT_PATIENCE_MS } : {};
  try {
    return await scope.transaction((tx) => recordBatches(tx, part, stamp), options);
  } catch (error) {
    if (part.length === 1 || !(error instanceof StorageError && error.reason === 'busy')) throw error;
    const halves = partsOf(part, Math.ceil(part.length / 2));
    const recorded: (RecordedBatch | null)[] = [];
    for (const half of halves) recorded.push(...(await recordPart(scope, half, stamp)));
    return recorded;
  }
}

function put(told: Map<string, Told>, { userId, course: courseId }: Event, draft: FactDraft, place: number): void {
  const id = `${courseId}:${userId}`;
  const known = told.get(id);
  if (known) {
    known.drafts.push(draft);
    known.places.push(place);
  } else told.set(id, { owner: { userId, courseId }, drafts: [draft], places: [place] });
}

function resultOf(event: Event, outcome: RecordedBatch['outcomes'][number] | undefined): EventResult {
  if (outcome === undefined) return refused(event, 'unknown-learner');
  return outcome === 'conflict' ? refused(event, outcome) : { key: event.key, result: outcome, problem: null };
}

function refused({ key }: Event, code: Refusal): EventResult {
  return { key, result: 'refused', problem: { code, detail: REFUSALS[code] } };
}

/** For each course that the events name: what they are judged by, or why none of them can be taken. */
async function groundsOf(
  scope: Scope,
  events: readonly Event[],
  { inForce, ...more }: Pick<Ground, 'mayTellEvidence' | 'now'> & { readonly inForce: InForce },
): Promise<Map<string, Ground | Refusal>> {
  const courses = await listCoursesById(scope, [...new Set(events.map(({ course }) => course))]);
  const grounds = new Map<string, Ground | Refusal>();
  for (const { _id, catalogue_id } of courses) {
    if (catalogue_id === null) grounds.set(_id, 'course-unbound');
    else {
      const catalogue = await inForce(scope, _id, await loadCatalogue(scope, catalogue_id));
      const items = await itemsOf(scope, catalogue, events);
      grounds.set(_id, { ...more, catalogue, items });
    }
  }
  return grounds;
}

/** The items of a catalogue that answers are about. */
async function itemsOf(scope: Scope, catalogue: CatalogueView, events: readonly Event[]): Promise<Map<string, Item>> {
  const answered = events.flatMap((event) => (event.type === 'answer' ? [event.data.item] : []));
  const ids = [...new Set(answered)].filter((id) => catalogue.entry(id));
  const items = new Map<string, Item>();
  await inLanes(ids, 8, async (id) => void items.set(id, await catalogue.item(scope, id)));
  return items;
}

function partsOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

async function inLanes<T>(all: readonly T[], lanes: number, work: (each: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const lane = async (): Promise<void> => {
    for (const each of waiting) await work(each);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, all.length) }, lane));
}
