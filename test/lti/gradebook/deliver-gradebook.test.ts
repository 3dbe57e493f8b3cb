import assert from 'node:assert/strict';
import { pino } from 'pino';
import {
  createGradebookReader,
  type GradebookToRead,
  type ReadColumn,
  type ReadingBook,
} from '../../../src/lti/gradebook/index.js';
import { SCOPE } from '../../../src/lti/services/index.js';
import { RosterWorld } from '../roster/support/roster-world.js';

const NOW = new Date('2026-11-23T09:00:00.250Z');

class MemoryReadingBook implements ReadingBook {
  toRead: GradebookToRead | null = null;
  readings: (readonly ReadColumn[])[] = [];
  problems: string[] = [];
  async select() {
    return this.toRead;
  }
  async apply(_tenant: string, _courseId: string, columns: readonly ReadColumn[]) {
    this.readings.push(columns);
    return { facts: 0, unknown: 0 };
  }
  async problem(_tenant: string, _courseId: string, problem: string) {
    this.problems.push(problem);
  }
}

describe('the reading of a gradebook', () => {
  let world: RosterWorld;
  let book: MemoryReadingBook;
  beforeEach(async () => {
    world = await RosterWorld.start({ callMs: 500 });
    book = new MemoryReadingBook();
    book.toRead = {
      platform: { issuer: 'https://lms.example', clientId: 'attune-client' },
      lineItems: world.lms.lineItems,
      ownLineItems: [],
      scopes: [SCOPE.lineItemReadonly, SCOPE.result],
    };
  });
  afterEach(() => world.lms.close());

  const deliver = () =>
    createGradebookReader({
      keys: world.keys,
      calls: world.calls,
      book,
      clock: () => NOW,
      log: pino({ level: 'silent' }),
    })({
      ...{
        _id: 'gradebook:1',
        tenant: 'greenfield',
        kind: 'gradebook',
        subject: { courseId: 'course-1' },
        revision: 1,
      },
      ...{ state: 'pending', attempts: 1, due_at: NOW, lease: null, problem: null, created_at: NOW, updated_at: NOW },
    });
  const give = (column: ReturnType<typeof world.lms.addColumn>, sub: string, score: number) =>
    world.lms.hold(column, sub, { score, timestamp: NOW });

  it('brings every column with its grades, page by page, whoever gave them', async () => {
    world.lms.pageSize = 2;
    const columns = [1, 2, 3, 4, 5].map((number) =>
      world.lms.addColumn({ label: `Quiz ${number}`, resourceId: `r${number}` }),
    );
    for (const [at, column] of columns.entries()) {
      for (let learner = 0; learner <= at; learner += 1) give(column, `learner-${learner}`, at / 10);
    }
    assert.deepEqual(await deliver(), { result: 'delivered' });
    const [read = []] = book.readings;
    assert.deepEqual(
      read.map(({ label, resourceId, results }) => [label, resourceId, results.length]),
      [1, 2, 3, 4, 5].map((number) => [`Quiz ${number}`, `r${number}`, number]),
    );
    assert.deepEqual(read[4]?.results[4], { sub: 'learner-4', score: 0.4 });
    assert.ok(world.lms.to('results').length > 5, 'long columns came in pages');
  });

  it('knows our own columns by their address where the LMS lists none', async () => {
    const column = world.lms.addColumn({ label: 'Practice' });
    give(column, 'ada', 0.7);
    book.toRead = { ...(book.toRead ?? assert.fail()), lineItems: null, ownLineItems: [column.id] };
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.deepEqual(
      book.readings[0]?.map(({ lineItem, results }) => [lineItem, results]),
      [[column.id, [{ sub: 'ada', score: 0.7 }]]],
    );
  });

  it('says which right is missing, and asks for nothing', async () => {
    const toRead = book.toRead ?? assert.fail();
    for (const [scopes, missing] of [
      [[SCOPE.lineItem], /right result\.readonly is missing/],
      [[SCOPE.result], /right lineitem\.readonly is missing/],
      [[SCOPE.score], /right lineitem\.readonly and result\.readonly is missing/],
    ] as const) {
      book.toRead = { ...toRead, scopes: [...scopes] };
      const outcome = await deliver();
      assert.equal(outcome.result, 'dead');
      assert.match(book.problems.at(-1) ?? '', missing);
    }
    assert.equal(world.lms.received.length, 0);
    book.toRead = null;
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.match(book.problems.at(-1) ?? '', /Open one from the course/);
  });

  it('reads the other columns when one is closed to us or gone', async () => {
    const [first, second] = [world.lms.addColumn({ label: 'A' }), world.lms.addColumn({ label: 'B' })];
    give(first, 'ada', 1);
    give(second, 'ada', 0.5);
    world.lms.faultOnce(({ path }) => path.includes('/1/') && path.endsWith('/results'), { status: 403 });
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.deepEqual(
      book.readings[0]?.map(({ label }) => label),
      ['B'],
    );
  });

  it('changes nothing when the LMS fails on the way, and comes again', async () => {
    give(world.lms.addColumn({ label: 'A' }), 'ada', 1);
    world.lms.fault('results', { status: 503 });
    assert.equal((await deliver()).result, 'retry');
    assert.deepEqual(book.readings, []);
    assert.match(book.problems[0] ?? '', /503/);
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.equal(book.readings.length, 1);
  });

  it('sends its token to no other host', async () => {
    book.toRead = { ...(book.toRead ?? assert.fail()), lineItems: 'https://elsewhere.example/lineitems' };
    assert.equal((await deliver()).result, 'dead');
    assert.equal(world.lms.received.length, 0);
  });
});
