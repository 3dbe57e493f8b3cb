import assert from 'node:assert/strict';
import { type FakeMachine, fakeMachine } from '../embedded/fakes.js';
import { findChromium } from './chromium.js';

describe('finding a browser for the tests', () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = fakeMachine();
  });
  afterEach(() => machine.remove());
  const find = (env: NodeJS.ProcessEnv = {}): Promise<string> =>
    findChromium({ say: machine.surroundings.say, env: { ...machine.surroundings.env, ...env } });

  it('takes the one that CHROMIUM_PATH names, before any on PATH', async () => {
    machine.program('chromium');
    const named = machine.program('my-browser');
    assert.equal(await find({ CHROMIUM_PATH: named }), named);
  });

  it('refuses a CHROMIUM_PATH with nothing there, instead of taking another', async () => {
    machine.program('chromium');
    await assert.rejects(
      find({ CHROMIUM_PATH: '/nowhere/chromium' }),
      /names \/nowhere\/chromium, and there is no such file/,
    );
  });

  it('takes the first name that is on PATH', async () => {
    machine.program('google-chrome');
    assert.match(await find(), /\/google-chrome$/);
    machine.program('chromium');
    assert.match(await find(), /\/chromium$/);
  });
});
