import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import {
  CourseRefused,
  catalogueRoutes,
  figureAddresses,
  importCourse,
  listCatalogues,
  loadCatalogue,
  selectFigure,
  selectItem,
  selectOptionalCatalogue,
} from '../../../src/features/catalogue/index.js';
import { itemCollection, revisionCollection } from '../../../src/features/catalogue/model.js';
import { errorEdge, mountRoutes, type Principal } from '../../../src/http/index.js';
import { createKeyring, migrateUp, openStorage, type Scope, type Storage } from '../../../src/storage/index.js';
import { uniqueDatabase } from '../../support/services.js';
import { smallCourse } from './support/courses.js';

const NOW = new Date('2026-09-01T08:00:00Z');
const LATER = new Date('2026-09-02T08:00:00Z');
const KEYRING = createKeyring([{ id: 'k', secret: Buffer.alloc(32, 1) }]);

describe('the catalogues of an institution', () => {
  let storage: Storage;
  let tenants = 0;
  let scope: Scope;

  before(async function () {
    this.timeout(120_000);
    const { mongoUri } = await uniqueDatabase();
    storage = await openStorage(mongoUri, KEYRING);
    await migrateUp(storage.connection);
  });
  beforeEach(() => {
    scope = storage.scope(`school-${++tenants}`);
  });
  after(() => storage.close());

  it('gives back every part of an imported course', async () => {
    const course = smallCourse();
    const result = await importCourse(scope, course, NOW);
    assert.deepEqual(result, { catalogue: 'small', revision: 1, outcome: 'created', skills: 2, items: 2, steps: 8 });
    const view = await loadCatalogue(scope, 'small');
    assert.deepEqual(view.skills, course.skills);
    assert.deepEqual(view.lessons, course.lessons);
    for (const item of course.items) assert.deepEqual(await view.item(scope, item.id), item);
    assert.deepEqual(
      view.itemsOn('one').map(({ id }) => id),
      ['all'],
    );
    assert.deepEqual(view.entry('plain'), {
      id: 'plain',
      family: 'plain',
      skills: ['two'],
      steps: ['numeric'],
      discrimination: 1,
      difficulty: 1,
      about: {
        title: 'Plain',
        tags: [],
        level: null,
        modality: 'practice',
        minutes: null,
        language: null,
        objectives: [],
      },
    });
  });

  it('does nothing when the same course comes again, whatever the order of its fields', async () => {
    await importCourse(scope, smallCourse(), NOW);
    const turned = Object.fromEntries(Object.entries(smallCourse()).reverse());
    const again = await importCourse(scope, turned, LATER);
    assert.equal(again.outcome, 'unchanged');
    assert.equal((await selectOptionalCatalogue(scope, 'small'))?.importedAt.getTime(), NOW.getTime());
  });

  it('makes a new revision of a changed course, and still plays what an open attempt began with', async () => {
    const before = smallCourse();
    await importCourse(scope, before, NOW);
    const held = await loadCatalogue(scope, 'small');
    const [all, plain] = before.items;
    const result = await importCourse(scope, { ...before, items: [{ ...all, title: 'Renamed' }] }, LATER);
    assert.equal(result.outcome, 'changed');
    assert.equal(result.revision, 2);
    assert.equal((await selectItem(scope, 'small', 'all')).title, 'Renamed');
    assert.equal((await selectItem(scope, 'small', 'all', { revision: 1 })).title, 'All kinds');
    assert.equal((await held.item(scope, 'all')).title, 'All kinds');
    // Taken out since: no longer offered, still loaded by its id.
    const now = await loadCatalogue(scope, 'small');
    assert.equal(now.entry('plain'), undefined);
    assert.deepEqual(await now.item(scope, 'plain'), plain);
    assert.equal(await scope.collection(itemCollection).count({}), 3);
  });

  it('shows nobody half a course when an import is cut off, and finishes it the next time', async () => {
    const course = smallCourse();
    await importCourse(scope, course, NOW);
    const changed = { ...course, items: course.items.map((item) => ({ ...item, title: `${item.title} 2` })) };
    const failing = Object.create(scope) as Scope;
    failing.transaction = () => Promise.reject(new Error('the power went'));
    await assert.rejects(importCourse(failing, changed, LATER), /the power went/);
    assert.equal(await scope.collection(itemCollection).count({}), 4, 'the new items are there, unseen');
    assert.equal((await selectItem(scope, 'small', 'all')).title, 'All kinds');
    assert.equal((await importCourse(scope, changed, LATER)).revision, 2);
    assert.equal((await selectItem(scope, 'small', 'all')).title, 'All kinds 2');
  });

  it('lets one of two imports at the same time win, whole', async () => {
    await importCourse(scope, smallCourse(), NOW);
    const outcomes = await Promise.allSettled(
      ['Left', 'Right'].map((title) => importCourse(scope, smallCourse({ title }), LATER)),
    );
    const won = outcomes.filter(({ status }) => status === 'fulfilled').length;
    assert.ok(won >= 1);
    const current = await selectOptionalCatalogue(scope, 'small');
    assert.equal(current?.revision, 1 + won);
    assert.equal(await scope.collection(revisionCollection).count({}), 1 + won);
  });

  it('refuses a course with problems and says all of them', async () => {
    const broken = smallCourse({ skills: [{ id: 'one', title: 'One', description: 'Can do one.' }] });
    await assert.rejects(importCourse(scope, broken, NOW), (error: unknown) => {
      assert.ok(error instanceof CourseRefused);
      assert.ok(error.problems.length > 5);
      return true;
    });
    assert.deepEqual(await listCatalogues(scope), []);
  });

  it('keeps the catalogues of institutions apart, even of the same id', async () => {
    const other = storage.scope(`${scope.tenant}-other`);
    await importCourse(scope, smallCourse(), NOW);
    await importCourse(other, smallCourse({ title: 'Theirs' }), NOW);
    assert.equal((await loadCatalogue(scope, 'small')).title, 'Small course');
    assert.equal((await loadCatalogue(other, 'small')).title, 'Theirs');
    const stranger = storage.scope(`${scope.tenant}-stranger`);
    await assert.rejects(loadCatalogue(stranger, 'small'), { code: 'not-found' });
    await assert.rejects(selectItem(stranger, 'small', 'all'), { code: 'not-found' });
    await assert.rejects(selectFigure(stranger, 'small', 'dot.png'), { code: 'not-found' });
  });

  it('refuses an item that the catalogue never had', async () => {
    await importCourse(scope, smallCourse(), NOW);
    await assert.rejects(selectItem(scope, 'small', 'nobody'), { code: 'not-found' });
    await assert.rejects(selectItem(scope, 'small', 'all', { revision: 9 }), { code: 'not-found' });
  });

  it('loads a course of 3,000 items whole and then in well under 5 ms', async function () {
    this.timeout(60_000);
    const [, plain] = smallCourse().items;
    const items = Array.from({ length: 3_000 }, (_, index) => ({ ...plain, id: `item-${index}` }));
    await importCourse(scope, smallCourse({ items }), NOW);
    assert.equal((await loadCatalogue(scope, 'small')).itemsOn('two').length, 3_000);
    const times: number[] = [];
    for (let round = 0; round < 21; round++) {
      const start = performance.now();
      const view = await loadCatalogue(scope, 'small');
      let hardest = view.items[0];
      for (const entry of view.itemsOn('two')) if (entry.difficulty > (hardest?.difficulty ?? 0)) hardest = entry;
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[10] ?? Number.POSITIVE_INFINITY;
    assert.ok(median < 5, `took ${median.toFixed(2)} ms`);
  });

  describe('serves figures', () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString(
      'base64',
    );

    function site(tenant: string | null) {
      const app = express();
      const principal = tenant === null ? null : ({ tenant, role: 'learner', proof: 'cookie' } as Principal);
      mountRoutes(app, catalogueRoutes({ storage }), async () => principal);
      const log = { error() {}, warn() {}, info() {} };
      app.use(errorEdge({ renderPage: () => undefined, log, devMode: false } as never));
      return request(app);
    }

    it('with their type and no way to become a page', async () => {
      const figures = [...smallCourse().figures, { name: 'a b.svg', mediaType: 'image/svg+xml', base64: svg, alt: '' }];
      await importCourse(scope, smallCourse({ figures }), NOW);
      const address = figureAddresses('/app/s1', await loadCatalogue(scope, 'small'));
      const png = await site(scope.tenant).get(address('dot.png') ?? '');
      assert.equal(png.status, 200);
      assert.equal(png.headers['content-type'], 'image/png');
      assert.match(String(png.headers['cache-control']), /^private, max-age=\d+$/);
      assert.equal(png.body.subarray(1, 4).toString(), 'PNG');
      const drawing = await site(scope.tenant).get(address('a b.svg') ?? '');
      assert.equal(drawing.headers['content-type'], 'image/svg+xml');
      assert.equal(drawing.headers['x-content-type-options'], 'nosniff');
      assert.match(String(drawing.headers['content-security-policy']), /default-src 'none'.*; sandbox/);
      assert.equal(address('unknown.png'), null);
    });

    it('and knows how large they are, where the file says so', async () => {
      const drawing = Buffer.from('<svg viewBox="0 0 320 240" xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
      const figures = [
        ...smallCourse().figures,
        { name: 'drawing.svg', mediaType: 'image/svg+xml', base64: drawing, alt: 'a drawing' },
        { name: 'endless.svg', mediaType: 'image/svg+xml', base64: svg, alt: 'a drawing without a size' },
      ];
      await importCourse(scope, smallCourse({ figures }), NOW);
      const view = await loadCatalogue(scope, 'small');
      assert.deepEqual(view.figure('drawing.svg')?.size, { width: 320, height: 240 });
      assert.equal(view.figure('endless.svg')?.size, undefined);
      assert.equal(view.figure('unknown.svg'), undefined);
    });
  });
});
