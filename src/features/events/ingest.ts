import type { Caller } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type CatalogueView, type Item, loadCatalogue } from '../catalogue/index.js';
import { listCoursesById } from '../courses/index.js';
import { type FactDraft, type Owner, type RecordedBatch, recordBatches } from '../learners/index.js';
import { draftOf, type Ground } from './draft.js';
import { type Event, type EventResult, REFUSALS, type Refusal } from './schema.js';

export interface IngestDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** So many learners share a transaction: a conflict about one of them makes all of theirs run again. */
const LEARNERS_AT_ONCE = 100;
/** So many transactions of one batch run side by side. */
const LANES = 2;

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
  { storage, newId }: IngestDependencies,
  caller: Caller,
  events: readonly Event[],
  now: Date,
): Promise<EventResult[]> {
  const scope = storage.scope(caller.tenant);
  const mayTellEvidence = caller.kind === 'key' && caller.scopes.has('evidence:write');
  const grounds = await groundsOf(scope, events, { mayTellEvidence, now });
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
    const recorded = await scope.transaction((tx) => recordBatches(tx, part, { newId, now }));
    for (const [index, { places }] of part.entries()) {
      for (const [each, place] of places.entries()) {
        const event = events[place];
        if (event) results[place] = resultOf(event, recorded[index]?.outcomes[each]);
      }
    }
  });
  return results;
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
  more: Pick<Ground, 'mayTellEvidence' | 'now'>,
): Promise<Map<string, Ground | Refusal>> {
  const courses = await listCoursesById(scope, [...new Set(events.map(({ course }) => course))]);
  const grounds = new Map<string, Ground | Refusal>();
  for (const { _id, catalogue_id } of courses) {
    if (catalogue_id === null) grounds.set(_id, 'course-unbound');
    else {
      const catalogue = await loadCatalogue(scope, catalogue_id);
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
