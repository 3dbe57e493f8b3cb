import assert from 'node:assert/strict';
import { RIGHTS } from './support/ags-server.js';
import { GradeWorld } from './support/grade-world.js';

describe('the gradebook column of a placement', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  const ours = { resourceId: 'attune-placement-1', tag: 'grade' };
  const posted = () => world.lms.to('lineitems').filter(({ method }) => method === 'POST');
  /** The addresses of the columns that got a score. */
  const scored = () => world.lms.to('scores').map(({ path }) => path.replace(/\/scores$/, ''));
  const pathOf = ({ id }: { id: string }) => new URL(id).pathname;

  it('is the one that the launch named, without any search', async () => {
    const { column, grade } = world.coupled(0.5);
    await world.deliver(grade);
    assert.equal(world.lms.to('lineitems').length, 0);
    assert.deepEqual(scored(), [pathOf(column)]);
  });

  it('is the one of the link when the launch named none (two columns on one link)', async () => {
    world.lms.addColumn({ resourceLinkId: '40', ...ours });
    world.lms.addColumn({ resourceLinkId: '41', resourceId: 'something else' });
    const column = world.lms.addColumn({ resourceLinkId: '41', ...ours });
    assert.deepEqual(await world.deliver(world.grade(0.5)), { result: 'delivered' });
    assert.deepEqual(scored(), [pathOf(column)]);
    assert.deepEqual(world.book.remembered, [column.id]);
    assert.equal(posted().length, 0);
  });

  it('is the one that the LMS made for the link by itself', async () => {
    const column = world.lms.addColumn({ resourceLinkId: '41' });
    await world.deliver(world.grade(0.5));
    assert.deepEqual(scored(), [pathOf(column)]);
    assert.equal(posted().length, 0);
  });

  it('is still ours when the LMS changed its tag', async () => {
    const column = world.lms.addColumn({ resourceLinkId: '41', resourceId: ours.resourceId, tag: 'changed' });
    await world.deliver(world.grade(0.5));
    assert.deepEqual(scored(), [pathOf(column)]);
  });

  it('is not a column of the link that belongs to something else', async () => {
    const other = world.lms.addColumn({ resourceLinkId: '41', resourceId: 'something else' });
    await world.deliver(world.grade(0.5));
    assert.equal(world.lms.columns.length, 2);
    assert.notDeepEqual(scored(), [pathOf(other)]);
  });

  it('is found again in a copied course by resource id and tag, bound to no link', async () => {
    world.lms.ignoresFilters = true;
    world.lms.addColumn({ ...ours, tag: 'other' });
    const column = world.lms.addColumn(ours);
    await world.deliver(world.grade(0.5));
    assert.deepEqual(scored(), [pathOf(column)]);
    assert.equal(world.lms.columns.length, 2);
  });

  it('is found again in a copied course when it still names the link it was copied from', async () => {
    const column = world.lms.addColumn({ ...ours, resourceLinkId: '12' });
    await world.deliver(world.grade(0.5, { formerResourceLinkIds: ['3', '12'] }));
    assert.deepEqual(scored(), [pathOf(column)]);
    assert.equal(world.lms.columns.length, 1);
  });

  it('is not the copied column that another link of the course has found', async () => {
    const found = world.lms.addColumn(ours);
    await world.deliver(world.grade(0.5, { columnsOfOthers: [found.id] }));
    assert.equal(world.lms.columns.length, 2);
    assert.notDeepEqual(scored(), [pathOf(found)]);
  });

  it('is never that of another link of the course', async () => {
    const foreign = world.lms.addColumn({ ...ours, resourceLinkId: '12' });
    await world.deliver(world.grade(0.5));
    assert.equal(world.lms.columns.length, 2);
    assert.notDeepEqual(scored(), [pathOf(foreign)]);
  });

  it('is found on the third page, following the links as they are', async () => {
    world.lms.pageSize = 2;
    world.lms.ignoresFilters = true;
    for (let link = 100; link < 104; link += 1) world.lms.addColumn({ resourceLinkId: String(link) });
    const column = world.lms.addColumn({ resourceLinkId: '41' });
    await world.deliver(world.grade(0.5));
    assert.deepEqual(scored(), [pathOf(column)]);
    const pages = world.lms.to('lineitems').map(({ query }) => query.toString());
    assert.deepEqual(pages, [
      'type_id=3&resource_link_id=41&limit=100',
      'type_id=3&resource_link_id=41&limit=100&from=2',
      'type_id=3&resource_link_id=41&limit=100&from=4',
    ]);
  });

  it('is made when there is none, once', async () => {
    const grade = world.grade(0.5);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(await world.deliver(world.grade(0.7, { sub: 'learner-2' })), { result: 'delivered' });
    assert.deepEqual(
      posted().map(({ body, headers }) => ({ type: headers['content-type'], body: JSON.parse(body) })),
      [
        {
          type: 'application/vnd.ims.lis.v2.lineitem+json',
          body: {
            scoreMaximum: 100,
            label: 'Pot odds practice',
            resourceId: 'attune-placement-1',
            tag: 'grade',
            resourceLinkId: '41',
          },
        },
      ],
    );
    assert.equal(posted()[0]?.query.get('type_id'), '3');
    assert.deepEqual(world.book.remembered, [world.lms.columns[0]?.id]);
  });

  it('gets a name even when the activity has none', async () => {
    await world.deliver(world.grade(0.5, { label: '   ' }));
    assert.equal(world.lms.columns[0]?.label, 'Attune');
  });

  it('is made once by two first deliveries of one process', async () => {
    const grades = [world.grade(0.5), world.grade(0.6, { sub: 'learner-2' })];
    const deliveries = await Promise.all(grades.map((grade) => world.deliver(grade)));
    assert.deepEqual(deliveries, [{ result: 'delivered' }, { result: 'delivered' }]);
    assert.equal(world.lms.columns.length, 1);
    assert.equal(world.lms.held.size, 2);
  });

  it('is made once by first deliveries of two processes: one makes it, the other waits and finds it', async () => {
    const other = world.newProcess();
    const [one, two] = [world.grade(0.5), world.grade(0.6, { sub: 'learner-2' })];
    const deliveries = await Promise.all([world.deliver(one), world.deliver(two, other)]);
    assert.equal(world.lms.columns.length, 1);
    for (const [grade, delivery] of [
      [one, deliveries[0]],
      [two, deliveries[1]],
    ] as const) {
      if (delivery.result === 'delivered') continue;
      assert.deepEqual(delivery, {
        result: 'retry',
        problem: 'The gradebook column is just being made.',
        afterMs: 2_000,
      });
      assert.deepEqual(await world.deliver(grade, other), { result: 'delivered' });
    }
    assert.equal(world.lms.columns.length, 1);
    assert.equal(world.lms.held.size, 2);
  });

  it('is looked for again before it is made, since whoever could make it before may have', async () => {
    let made = '';
    world.book.leaseLineItem = async () => {
      made = world.lms.addColumn({ resourceLinkId: '41', ...ours }).id;
      return true;
    };
    assert.deepEqual(await world.deliver(world.grade(0.5)), { result: 'delivered' });
    assert.deepEqual(scored(), [pathOf({ id: made })]);
    assert.equal(posted().length, 0);
  });

  it('is not made twice when the answer about the first one was lost', async () => {
    const grade = world.grade(0.5);
    world.lms.faultOnce(({ method, path }) => method === 'POST' && path.endsWith('/lineitems'), 'drop after work');
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.columns.length, 1);
  });

  it('is not made where the LMS does not allow it', async () => {
    const scopes = [RIGHTS.score, RIGHTS.lineItemReadonly];
    const grade = world.grade(0.5, { services: { lineItems: world.lms.lineItems, lineItem: null, scopes } });
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'dead');
    assert.match(delivery.result === 'dead' ? delivery.problem : '', /Let the activity accept grades/);
    assert.equal(posted().length, 0);
    assert.deepEqual(
      world.lms.to('token').map(({ body }) => new URLSearchParams(body).get('scope')),
      [RIGHTS.lineItemReadonly],
    );
  });

  for (const [what, services] of [
    ['lends no gradebook', { lineItems: null, scopes: Object.values(RIGHTS) }],
    ['lets us send scores only', { lineItems: 'https://lms.example/items', scopes: [RIGHTS.score] }],
  ] as const) {
    it(`is asked of staff when the LMS ${what}`, async () => {
      const delivery = await world.deliver(world.grade(0.5, { services: { ...services, lineItem: null } }));
      assert.equal(delivery.result, 'dead');
      assert.equal(world.lms.received.length, 0);
    });
  }

  it('is not searched beyond a page that points to another host', async () => {
    world.lms.nextPage = () => 'https://elsewhere.example/items?page=2';
    const delivery = await world.deliver(world.grade(0.5));
    assert.equal(delivery.result, 'dead');
    assert.equal(posted().length, 0);
  });

  it('is not searched for ever: not in a circle, not without end', async () => {
    world.lms.nextPage = (page) => page.replace(/from=\d+/, 'from=2');
    assert.equal((await world.deliver(world.grade(0.5))).result, 'dead');
    assert.equal(world.lms.to('lineitems').length, 2);
    world.lms.nextPage = (page) => page;
    assert.equal((await world.deliver(world.grade(0.5))).result, 'dead');
    assert.equal(world.lms.to('lineitems').length, 52);
    assert.equal(posted().length, 0);
  });

  it('is not taken from an LMS that names one on another host', async () => {
    world.lms.addColumn({ id: 'https://elsewhere.example/lineitem/1', resourceLinkId: '41' });
    assert.equal((await world.deliver(world.grade(0.5))).result, 'dead');
    assert.deepEqual(world.book.remembered, []);
  });
});
