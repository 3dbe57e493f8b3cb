import assert from 'node:assert/strict';
import { type Machine, startMachine } from './machine.js';
import { describePlan, planOf } from './plan.js';
import { chaosRun } from './run.js';

/** A Moodle and a Canvas; more runs by `npm run chaos`. */
const SEEDS = ['5', '7'];

describe('while processes are killed and the LMS answers as it likes', function () {
  this.timeout(300_000);
  let machine: Machine;
  before(async () => {
    machine = await startMachine(() => undefined);
  });
  after(() => machine?.close());

  it('what goes wrong is the same for the same seed, and all kinds of it come', () => {
    const plans = Array.from({ length: 100 }, (_, seed) => planOf(String(seed)));
    assert.deepEqual(planOf('7'), plans[7]);
    const strikes = plans.flatMap(({ processes }) => processes.map(({ kind, victim }) => `${kind} ${victim}`));
    assert.equal(new Set(strikes).size, 12, 'six processes, each killed and stopped');
    assert.deepEqual(SEEDS.map((seed) => planOf(seed).flavour).toSorted(), ['canvas', 'moodle']);
    const statuses = plans.flatMap(({ lms }) => lms.map(({ order }) => order.status ?? order.kind));
    assert.deepEqual(
      new Set(statuses),
      new Set([401, 403, 404, 409, 422, 429, 500, 'slow', 'drop', 'drop-after', 'twice']),
    );
  });

  for (const seed of SEEDS) {
    it(`every answer stays, once, and every grade arrives: seed ${seed}`, async () => {
      const { broken, plan } = await chaosRun(machine, seed, new AbortController().signal);
      assert.deepEqual(broken, [], describePlan(plan));
    });
  }
});
