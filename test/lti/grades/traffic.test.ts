import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createBreaker } from '../../../src/lti/services/breaker.js';
import { createGate } from '../../../src/lti/services/gate.js';
import { limitsFor } from '../../../src/lti/services/http-client.js';
import { linkTo } from '../../../src/lti/services/link-header.js';
import { retryAfterMs } from '../../../src/lti/services/throttling.js';

const never = new AbortController().signal;

describe('the gate', () => {
  it('lets so many calls through at once for each host, in the order of arrival', async () => {
    const gate = createGate(2);
    const order: number[] = [];
    const running = { here: 0, most: 0 };
    const ends: (() => void)[] = [];
    const call = (index: number) =>
      gate.pass('https://a.example', never, async () => {
        order.push(index);
        running.most = Math.max(running.most, ++running.here);
        await new Promise<void>((resolve) => ends.push(resolve));
        running.here -= 1;
      });
    const calls = [0, 1, 2, 3].map(call);
    const elsewhere = await gate.pass('https://b.example', never, async () => 'not held up');
    assert.equal(elsewhere, 'not held up');
    for (let index = 0; index < 8; index += 1) {
      ends[index]?.();
      await calls[index];
      if (index < 4) calls.push(call(index + 4));
    }
    assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.equal(running.most, 2);
  });

  it('lets the next one in after a failure, and lets one leave that waits too long', async () => {
    const gate = createGate(1);
    let fail: (error: Error) => void = () => undefined;
    const failing = gate.pass('https://a.example', never, () => new Promise((_, reject) => (fail = reject)));
    const leaver = new AbortController();
    const leaving = gate.pass('https://a.example', leaver.signal, async () => 'too late');
    const next = gate.pass('https://a.example', never, async () => 'in');
    leaver.abort(new Error('left'));
    await assert.rejects(leaving, /left/);
    fail(new Error('failed'));
    await assert.rejects(failing, /failed/);
    assert.equal(await next, 'in');
    assert.equal(await gate.pass('https://a.example', never, async () => 'free again'), 'free again');
    await assert.rejects(
      gate.pass('https://a.example', leaver.signal, async () => 'never'),
      /left/,
    );
  });
});

describe('the limits of calls', () => {
  it('fit into a delivery', () => {
    const of = (deliveryMs: number) => [limitsFor(deliveryMs).callMs, limitsFor(deliveryMs).breaker.openMs];
    assert.deepEqual(of(45_000), [10_000, 30_000]);
    assert.deepEqual(of(300_000), [10_000, 30_000]);
    assert.deepEqual(of(3_000), [3_000, 2_000]);
  });
});

describe('the breaker', () => {
  const HOST = 'https://a.example';

  it('lets one call try a host that rested, and holds the others until it reported', () => {
    let now = 0;
    const breaker = createBreaker({ failures: 2, openMs: 1_000 }, () => new Date(now));
    breaker.failed(HOST);
    assert.equal(breaker.enter(HOST), 0);
    breaker.failed(HOST);
    assert.equal(breaker.enter(HOST), 1_000);
    assert.equal(breaker.enter('https://b.example'), 0);
    now = 1_000;
    assert.equal(breaker.enter(HOST), 0);
    assert.ok(breaker.enter(HOST) > 0);
    breaker.answered(HOST);
    assert.equal(breaker.enter(HOST), 0);
    assert.equal(breaker.enter(HOST), 0);
  });

  it('keeps a pause that was asked for when another call succeeds meanwhile', () => {
    const breaker = createBreaker({ failures: 2, openMs: 1_000 }, () => new Date(0));
    breaker.pause(HOST, 60_000);
    breaker.answered(HOST);
    assert.equal(breaker.enter(HOST), 60_000);
  });
});

describe('Retry-After', () => {
  it('never makes us wait longer than an hour, nor backwards, whatever it says', () => {
    const now = new Date('2026-11-23T09:00:00Z');
    const said = fc.oneof(
      fc.string(),
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(said, (text) => {
        const wait = retryAfterMs(new Headers({ 'retry-after': text }), now);
        assert.ok(wait === undefined || (wait >= 0 && wait <= 3_600_000), `${text}: ${wait}`);
      }),
      { seed: 41, numRuns: 500 },
    );
    assert.equal(retryAfterMs(new Headers(), now), undefined);
    assert.equal(retryAfterMs(new Headers({ 'retry-after': '0' }), now), 0);
  });
});

describe('the next page', () => {
  for (const [header, expected] of [
    [null, null],
    ['', null],
    ['<https://a.example/2>; rel="next"', 'https://a.example/2'],
    ['<https://a.example/2>;rel=next', 'https://a.example/2'],
    [
      '<https://a.example/1>; rel="first", <https://a.example/2?a=1,2&b=3>; REL="NEXT"',
      'https://a.example/2?a=1,2&b=3',
    ],
    ['<https://a.example/2>; title="more"; rel="last next"', 'https://a.example/2'],
    ['<https://a.example/1>; rel="prev"', null],
    ['<https://a.example/1>; rel="nextish"', null],
    ['<https://a.example/1>; title="rel=next"', null],
    ['https://a.example/2; rel="next"', null],
    ['<https://a.example/2; rel="next"', null],
  ] as const) {
    it(`of ${header === null ? 'no header' : `"${header}"`} is ${expected ?? 'none'}`, () => {
      assert.equal(linkTo('next', header), expected);
    });
  }

  it('is found among many links, and looking for it never takes long', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (before, after) => {
        const link = (rel: string) => (index: number) => `<https://a.example/?page=${index}>; rel="${rel}"`;
        const links = [
          ...Array.from({ length: before }, (_, index) => link('item')(index)),
          link('next')(99),
          ...Array.from({ length: after }, (_, index) => link('item')(index)),
        ];
        assert.equal(linkTo('next', links.join(', ')), 'https://a.example/?page=99');
      }),
      { seed: 42 },
    );
    const started = performance.now();
    for (const piece of ['<', '<>', '<>;', 'rel=', '<>;rel="']) linkTo('next', piece.repeat(20_000));
    assert.ok(performance.now() - started < 1_000);
  });
});
