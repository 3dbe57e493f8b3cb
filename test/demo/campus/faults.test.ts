import assert from 'node:assert/strict';
import { MEDIA } from '../../../demo/campus/vocabulary.js';
import { ALL_SCOPES, Bench, below } from './bench.js';

describe('campus: faults and switches', () => {
  let bench: Bench;
  let bearer: string;
  let itemUrl: string;
  beforeEach(async () => {
    bench = await Bench.start();
    bearer = await bench.bearer(...ALL_SCOPES);
    itemUrl = bench.gradedLink().itemUrl;
  });
  afterEach(() => bench.close());

  const postScore = (timestamp: string) =>
    bench.http
      .post(below(itemUrl, 'scores'))
      .set('authorization', bearer)
      .type(MEDIA.score)
      .send(
        JSON.stringify({
          userId: bench.person('mia').sub,
          timestamp,
          activityProgress: 'Completed',
          gradingProgress: 'FullyGraded',
          scoreGiven: 1,
          scoreMaximum: 1,
        }),
      );

  it('answers with a status for the next calls, with Retry-After, and then as before', async () => {
    bench.campus.faults.add({ at: 'scores', kind: 'status', status: 503, retryAfter: 7, times: 2 });
    for (let call = 0; call < 2; call += 1) {
      await postScore('2026-11-23T10:00:00Z').expect(503).expect('retry-after', '7');
    }
    await postScore('2026-11-23T10:00:00Z').expect(200);
    assert.deepEqual(bench.campus.faults.list(), []);
    assert.equal(bench.campus.calls.scores, 3);
  });

  it('imitates throttling by a body of its own', async () => {
    bench.campus.faults.add({ at: 'scores', kind: 'status', status: 403, body: '403 Forbidden (Rate Limit Exceeded)' });
    const response = await postScore('2026-11-23T10:00:00Z');
    assert.equal(response.text, '403 Forbidden (Rate Limit Exceeded)');
  });

  it('drops the connection before the work, or after it', async () => {
    bench.campus.faults.add({ at: 'scores', kind: 'drop' });
    await assert.rejects(async () => postScore('2026-11-23T10:00:00Z'));
    assert.equal(bench.campus.state.grades.length, 0);
    bench.campus.faults.add({ at: 'scores', kind: 'drop-after' });
    await assert.rejects(async () => postScore('2026-11-23T10:00:00Z'));
    assert.equal(bench.campus.state.grades.length, 1);
    assert.deepEqual(
      bench.campus.scoresReceived.map(({ result }) => result.status),
      [0, 0],
    );
  });

  it('does the work twice and gives the second answer', async () => {
    bench.campus.faults.add({ at: 'scores', kind: 'twice' });
    await postScore('2026-11-23T10:00:00Z').expect(409);
    assert.equal(bench.campus.state.grades[0]?.score, 50);
  });

  it('waits: for one call by a fault, for all by the latency switch', async () => {
    bench.campus.faults.add({ at: 'jwks', kind: 'slow', delayMs: 60 });
    const slow = await elapsed(() => bench.http.get('/lti/jwks').expect(200));
    assert.ok(slow >= 55, `${slow} ms`);
    bench.campus.setSwitch('latencyMs', 60);
    const late = await elapsed(() => bench.http.get('/lti/jwks').expect(200));
    assert.ok(late >= 55, `${late} ms`);
  });

  it('hits only the service it was ordered for, token endpoint included', async () => {
    bench.campus.faults.add({ at: 'token', kind: 'status', status: 500 });
    await postScore('2026-11-23T10:00:00Z').expect(200);
    await assert.rejects(bench.bearer(...ALL_SCOPES), /no token/);
    await bench.bearer(...ALL_SCOPES);
  });

  it('is turned by JSON as well', async () => {
    const patched = await bench.http.patch('/campus/switches').send({ flavour: 'canvas', names: false }).expect(200);
    assert.equal(patched.body.switches.flavour, 'canvas');
    assert.equal(bench.campus.state.switches.names, false);
    await bench.http
      .post('/campus/faults')
      .set('accept', 'application/json')
      .send({ at: 'scores', kind: 'drop' })
      .expect(201);
    const shown = await bench.http.get('/campus/switches').set('accept', 'application/json');
    assert.equal(shown.body.faults[0].at, 'scores');
    await bench.http.delete('/campus/faults').expect(204);
    assert.deepEqual(bench.campus.faults.list(), []);
  });

  it('is turned by the forms of its page', async () => {
    const page = await bench.http.get('/campus/switches').set('accept', 'text/html');
    assert.match(page.text, /name="platformStorage" checked/);
    const form = { flavour: 'canvas', storageFrame: 'campus_storage', loginMethod: 'get', gradeService: 'scores' };
    const numbers = { latencyMs: '0', pageSize: '10' };
    await bench.http
      .post('/campus/switches')
      .type('form')
      .send({ ...form, ...numbers, names: 'on' })
      .expect(303);
    const expected = { ...form, latencyMs: 0, pageSize: 10, names: true, platformStorage: false };
    assert.deepEqual(bench.campus.state.switches, { ...expected, testStudent: false, roster: false });
    const fault = { at: 'scores', kind: 'status', status: '429', retryAfter: '', times: '3', delayMs: '5000' };
    await bench.http.post('/campus/faults').type('form').set('accept', 'text/html').send(fault).expect(303);
    assert.deepEqual([bench.campus.faults.list()[0]?.status, bench.campus.faults.list()[0]?.times], [429, 3]);
    await bench.http.post('/campus/faults/clear').expect(303);
  });

  it('refuses switches and faults that do not exist', async () => {
    await bench.http.patch('/campus/switches').send({ flavour: 'blackboard' }).expect(400);
    await bench.http.patch('/campus/switches').send({ unknown: true }).expect(400);
    await bench.http
      .post('/campus/faults')
      .set('accept', 'application/json')
      .send({ at: 'moon', kind: 'drop' })
      .expect(400);
    await bench.http.post('/campus/switches').type('form').send({ flavour: 'canvas' }).expect(400);
  });
});

async function elapsed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
