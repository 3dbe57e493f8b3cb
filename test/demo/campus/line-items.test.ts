import assert from 'node:assert/strict';
import { MEDIA, SCOPE } from '../../../demo/campus/vocabulary.js';
import { ALL_SCOPES, Bench, pathOf } from './bench.js';

describe('campus: line items', () => {
  let bench: Bench;
  let bearer: string;
  beforeEach(async () => {
    bench = await Bench.start();
    bearer = await bench.bearer(...ALL_SCOPES);
  });
  afterEach(() => bench.close());

  const container = () => `/lti/courses/${bench.courseId}/lineitems?type_id=1`;
  const get = (path: string) => bench.http.get(path).set('authorization', bearer);

  async function create(body: object, type: string = MEDIA.lineItem) {
    return bench.http.post(container()).set('authorization', bearer).type(type).send(JSON.stringify(body));
  }

  async function replace(itemUrl: string, body: object) {
    const put = bench.http.put(pathOf(itemUrl)).set('authorization', bearer).type(MEDIA.lineItem);
    return put.send(JSON.stringify(body));
  }

  it('creates, reads, replaces and deletes a column', async () => {
    const seed = { label: 'Quiz', scoreMaximum: 20, resourceId: 'quiz', tag: 'a' };
    const created = await create(seed);
    assert.equal(created.status, 201);
    assert.equal(created.headers['content-type'], MEDIA.lineItem);
    const body = created.body;
    assert.match(body.id, /\/lineitem\?type_id=1$/);
    assert.deepEqual(body, { ...seed, id: body.id });

    const replaced = await replace(body.id, { label: 'Exam', scoreMaximum: 40 });
    assert.equal(replaced.status, 200);
    const read = await get(pathOf(body.id));
    assert.deepEqual(read.body, { id: body.id, label: 'Exam', scoreMaximum: 40 });

    await bench.http.delete(pathOf(body.id)).set('authorization', bearer).expect(204);
    await get(pathOf(body.id)).expect(404);
  });

  it('filters by activity, resource and tag', async () => {
    const { link } = bench.gradedLink();
    await create({ label: 'Other', scoreMaximum: 1, resourceId: 'other', tag: 'b' });
    const labels = async (filter: string) => {
      const response = await get(`${container()}&${filter}`);
      return response.body.map(({ label }: { label: string }) => label);
    };
    assert.deepEqual(await labels(`resource_link_id=${link.id}`), ['Practice']);
    assert.deepEqual(await labels('resource_id=other'), ['Other']);
    assert.deepEqual(await labels('tag=grade'), ['Practice']);
    assert.deepEqual(await labels('tag=grade&resource_id=other'), []);
  });

  it('pages with a Link that keeps the filters, also when the limit is the platform’s own', async () => {
    for (let i = 0; i < 5; i += 1) await create({ label: `Quiz ${i}`, scoreMaximum: 1, tag: i === 2 ? 'b' : 'a' });
    bench.campus.setSwitch('pageSize', 3);
    const seen: string[] = [];
    let path: string | undefined = `${container()}&tag=a&limit=100`;
    for (let pages = 0; path !== undefined && pages < 5; pages += 1) {
      const response: { headers: Record<string, string>; body: { label: string }[] } = await get(path);
      seen.push(...response.body.map(({ label }: { label: string }) => label));
      const next = /<([^>]+)>; rel="next"/.exec(response.headers.link ?? '')?.[1];
      path = next && pathOf(next);
    }
    assert.deepEqual(seen, ['Quiz 0', 'Quiz 1', 'Quiz 3', 'Quiz 4']);
  });

  it('refuses columns without a label or a maximum, foreign activities, and other media types', async () => {
    assert.equal((await create({ label: '  ', scoreMaximum: 1 })).status, 400);
    assert.equal((await create({ label: 'Quiz', scoreMaximum: 0 })).status, 400);
    assert.equal((await create({ label: 'Quiz', scoreMaximum: 1, resourceLinkId: '999' })).status, 400);
    assert.equal((await create({ label: 'Quiz', scoreMaximum: 1 }, 'application/json')).status, 415);
    await get(container()).set('accept', 'text/html').expect(406);
    assert.equal(bench.campus.state.lineItems.length, 0);
  });

  it('keeps id and activity of a column, and the share of its grades when the maximum changes', async () => {
    const { itemUrl } = bench.gradedLink();
    assert.equal((await replace(itemUrl, { label: 'x', scoreMaximum: 1, id: 'other' })).status, 400);
    assert.equal((await replace(itemUrl, { label: 'x', scoreMaximum: 1, resourceLinkId: '9' })).status, 400);
    const item = bench.campus.state.lineItems[0];
    await bench.http
      .post(`/courses/${bench.courseId}/grades`)
      .set('cookie', 'campus_person=instructor')
      .type('form')
      .send({ person: 'mia', item: item?.id, score: 25 })
      .expect(303);
    assert.equal((await replace(itemUrl, { label: 'Practice', scoreMaximum: 100 })).status, 200);
    assert.equal(bench.campus.state.grades[0]?.score, 50);
  });

  it('does not let the tool delete a column that belongs to an activity', async () => {
    const { itemUrl } = bench.gradedLink();
    await bench.http.delete(pathOf(itemUrl)).set('authorization', bearer).expect(403);
    bench.campus.setSwitch('flavour', 'canvas');
    const path = new URL(itemUrl).pathname;
    await bench.http.delete(path).set('authorization', bearer).set('user-agent', 'test').expect(401);
    assert.equal(bench.campus.state.lineItems.length, 1);
  });

  it('notices when the query part of an address was lost', async () => {
    const { itemUrl } = bench.gradedLink();
    await get(new URL(itemUrl).pathname).expect(400);
    await get(`/lti/courses/${bench.courseId}/lineitems`).expect(400);
  });

  it('asks for a token, a scope that fits, a known course, and a User-Agent where Canvas does', async () => {
    await bench.http.get(container()).expect(401);
    await bench.http.get(container()).set('authorization', 'Bearer made-up').expect(401);
    const reader = await bench.bearer(SCOPE.lineItemReadonly);
    await bench.http.get(container()).set('authorization', reader).expect(200);
    const write = () => bench.http.post(container()).set('authorization', reader).type(MEDIA.lineItem);
    await write()
      .send(JSON.stringify({ label: 'Quiz', scoreMaximum: 1 }))
      .expect(401);
    await get('/lti/courses/999/lineitems?type_id=1').expect(404);
    bench.campus.setSwitch('flavour', 'canvas');
    await write().set('user-agent', 'test').send('{}').expect(403);
    await get(container()).expect(403);
    await get(container()).set('user-agent', 'test').expect(200);
  });

  it('takes back the permission of tokens that are already out when the administrator does', async () => {
    bench.campus.setSwitch('gradeService', 'scores');
    assert.equal((await create({ label: 'Quiz', scoreMaximum: 1 })).status, 401);
  });

  it('answers JSON that cannot be read with 400', async () => {
    const post = bench.http.post(container()).set('authorization', bearer).type(MEDIA.lineItem);
    await post.send('{"label":').expect(400);
  });
});
