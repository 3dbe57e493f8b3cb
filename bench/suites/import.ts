import type { Collection, Db } from 'mongodb';
import { importCourse } from '../../src/features/catalogue/index.js';
import { startTestApp } from '../../test/support/app.js';
import { releaseTestServices } from '../../test/support/services.js';
import { type ApiDoor, bareLedger, bodyOf, openApi, sendBatch, storedFacts } from '../import/doors.js';
import { recordOneByOne } from '../import/one-by-one.js';
import { COURSE, School, type SentEvent } from '../import/school.js';
import { type Row, rowOf, type Suite } from '../measure.js';

const BATCH = 1_000;
/** Batches of one slice: so long one of the two works alone, before the other one's turn. */
const SLICE = 10;
/** Batches on their way at once, of ours as of the peer. */
const AT_ONCE = 2;
const PEER = 'insertMany of the same documents, same validator and indexes';

interface Size {
  readonly learners: number;
  /** Batches in which each learner tells a part of their history. */
  readonly histories: number;
  readonly log: number;
  readonly mixed: number;
  readonly rounds: number;
}
const WHOLE: Size = { learners: 1_000, histories: 1_000, log: 50, mixed: 50, rounds: 600 };
const QUICK: Size = { learners: 50, histories: 50, log: 10, mixed: 10, rounds: 150 };

interface Ground {
  readonly api: ApiDoor;
  readonly db: Db;
  readonly bare: Collection<{ _id: string }>;
}

/** Events of other systems by POST /api/events, beside the least that keeping them could cost. */
export const importing: Suite = {
  name: 'import',
  about:
    'events by POST /api/events in batches of 1,000, profiles up to date before each answer, beside a bare insertMany',
  async run({ quick = false } = {}) {
    const size = quick ? QUICK : WHOLE;
    const test = await startTestApp({ clock: Object.assign(() => new Date(), { set() {}, advance() {} }) });
    const closing: (() => Promise<void>)[] = [releaseTestServices, () => test.close()];
    try {
      await importCourse(test.scope, COURSE, new Date());
      const db = test.app.storage.connection.db as unknown as Db;
      // Made first: transactions that follow at once upon a new index are begun anew until MongoDB has settled.
      const bare = (await bareLedger(db)) as unknown as Ground['bare'];
      const api = await openApi(test);
      closing.push(() => api.close());
      const { school, course } = await enrol(api, size.learners);
      const ground: Ground = { api, db, bare };
      const rows: Row[] = [];
      const measure = async (name: string, batches: number, next: (batch: number) => SentEvent[]) =>
        rows.push(await compare(ground, `${name}, ${(batches * BATCH).toLocaleString('en')} events`, batches, next));
      await measure('each batch the history of one learner', size.histories, (batch) => school.history(batch, BATCH));
      await measure('a log in order of time, 50 learners in a batch', size.log, (batch) =>
        school.log(batch * 50, 50, BATCH),
      );
      await measure('each event of any learner', size.mixed, () => school.mixed(BATCH));
      rows.push(await recordOneByOne(test, course, size.rounds));
      return rows;
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
};

async function enrol(api: ApiDoor, learners: number): Promise<{ school: School; course: string }> {
  const order = { externalId: 'bench', title: 'Bench', catalogue: COURSE.id };
  const { courseId: course } = (await api.post('courses', JSON.stringify(order))) as { courseId: string };
  const ids: string[] = [];
  for (let index = 0; index < learners; index += 1) {
    const made = await api.post('learners', JSON.stringify({ externalId: `pupil-${index}`, course }));
    ids.push((made as { userId: string }).userId);
  }
  return { school: new School(ids, course), course };
}

/** Ours and the peer in turns, a slice each: what disturbs the machine disturbs both. */
async function compare(
  { api, db, bare }: Ground,
  name: string,
  batches: number,
  next: (batch: number) => SentEvent[],
): Promise<Row> {
  let [ours, peer] = [0, 0];
  for (let done = 0; done < batches; done += SLICE) {
    const count = Math.min(SLICE, batches - done);
    const slice = Array.from({ length: count }, (_, index) => next(done + index));
    const bodies = slice.map(bodyOf);
    ours += await seconds(bodies, (body) => sendBatch(api, body, BATCH));
    const facts: { _id: string }[][] = [];
    for (const events of slice) facts.push(await storedFacts(db, events));
    peer += await seconds(facts, async (documents) => void (await bare.insertMany(documents)));
  }
  const events = batches * BATCH;
  return rowOf({
    ...{ name, metric: 'events a second', ours: events / ours, peer: events / peer, peerName: PEER },
    higherIsBetter: true,
    bar: events / peer / 10,
  });
}

async function seconds<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<number> {
  const waiting = all.values();
  const lane = async (): Promise<void> => {
    for (const each of waiting) await work(each);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (performance.now() - start) / 1_000;
}
