import assert from 'node:assert/strict';
import { freePort } from '../../src/embedded/server-process.js';
import { CLAIM } from '../../src/lti/launch/claims.js';
import { type Answer, ask, formBody } from '../attacks/support/ask.js';
import { openedBy } from '../attacks/support/attack-room.js';
import { endProcesses, startAttune } from '../cli/support/attune.js';
import { projectRoot } from '../support/services.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';
import { headingOf } from './support/words.js';

const SECOND_MS = 1_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly proof: string;
  readonly cookie: string;
  readonly token: string;
}

describe('acceptance: logins', function () {
  this.timeout(90_000);
  let door: Door;
  beforeEach(async () => {
    door = await Door.open();
  });
  afterEach(() => door?.close());

  /** A login of the home school, and the token with which its LMS answers it. */
  async function begin(sub = 'student-7'): Promise<Begun> {
    const { room } = door;
    const login = await room.login(room.home);
    return { ...login, token: await room.home.sign(room.claims(room.home, login.nonce, { sub })) };
  }
  const post = (fields: Record<string, string>, cookie = ''): Promise<Answer> =>
    door.room.post('/lti/launch', fields, cookie === '' ? {} : { cookie });
  const launch = ({ token, state, cookie }: Begun): Promise<Answer> => post({ id_token: token, state }, cookie);
  const sessions = () => door.room.app.storage.connection.collection('sessions').countDocuments();

  row('S4', 'missing, or another than we gave', async () => {
    for (const nonce of [undefined, null, '', 'made-up', ['x'], { $ne: '' }]) {
      await door.refuses(JSON.stringify(nonce) ?? 'none', () => door.launch({ nonce }), 'token-nonce');
    }
    const [mine, theirs] = [await begin(), await begin()];
    const crossed = () => post({ id_token: theirs.token, state: mine.state }, mine.cookie);
    await door.refuses('that of another login', crossed, 'token-nonce');
  });

  row('S4', 'one after the other, and after 11 and 75 seconds', async () => {
    const begun = await begin();
    openedBy(await launch(begun));
    for (const seconds of [0, 11, 64]) {
      door.room.clock.advance(seconds * SECOND_MS);
      await door.refuses(`${seconds} seconds later`, () => launch(begun), 'state-unknown');
    }
    // Nor with the state of a new login, which is all that a thief of the token could get.
    const fresh = await begin();
    await door.refuses('anew', () => launch({ ...fresh, token: begun.token }), 'token-nonce');
  });

  row('S4', 'twenty at a time over two processes', async () => {
    const before = await sessions();
    const begun = await begin();
    const doors = await Promise.all([startProcess(), startProcess()]);
    try {
      const body = formBody({ id_token: begun.token, state: begun.state });
      const headers = { ...FORM, cookie: begun.cookie };
      const posts = Array.from({ length: 20 }, (_, index) =>
        ask(doors[index % 2] ?? '', { method: 'POST', path: '/lti/launch', headers, body }),
      );
      const statuses = (await Promise.all(posts)).map(({ status }) => status);
      assert.deepEqual(statuses.sort(), [303, ...Array.from({ length: 19 }, () => 401)]);
      assert.equal(await sessions(), before + 1);
    } finally {
      endProcesses();
    }
  });

  /** This tool once more, in a process of its own; where it answers. */
  async function startProcess(): Promise<string> {
    const port = await freePort();
    const env = { ...door.room.environment, LOG_LEVEL: 'info', HOST: '127.0.0.1', PORT: String(port) };
    await startAttune(['serve', '--role', 'web', '--json'], { cwd: projectRoot, env }).says(/"port"/);
    return `http://127.0.0.1:${port}`;
  }

  row('S5', async () => {
    const { room } = door;
    const { token, cookie } = await begin();
    await door.refuses('no state', () => post({ id_token: token }, cookie), 'bad-parameters', { status: 400 });
    for (const state of ['x', 'x'.repeat(43), '$ne', 'a b', '<b>', '%00', '../x', '__proto__']) {
      await door.refuses(state, () => post({ id_token: token, state }, cookie), 'state-unknown');
    }
    const used = await begin();
    openedBy(await launch(used));
    const another = await room.home.sign(room.claims(room.home, used.nonce, { sub: 'student-8' }));
    await door.refuses('a state with another token', () => launch({ ...used, token: another }), 'state-unknown');

    const spoilt = await begin();
    await door.refuses('a wrong token', () => launch({ ...spoilt, token: `${spoilt.token}x` }), 'token-signature');
    await door.refuses('the right one after it', () => launch(spoilt), 'state-unknown');

    const [mine, theirs] = [await begin(), await begin()];
    const byProof = (proof: string) => () => post({ id_token: mine.token, state: mine.state, proof });
    await door.refuses('the secret of another browser', byProof(theirs.proof), 'proof-wrong');
    const named = `${mine.cookie.split('=')[0]}=${theirs.proof}`;
    await door.refuses('in its cookie', () => post({ id_token: mine.token, state: mine.state }, named), 'proof-wrong');
    openedBy(await launch(mine));

    const foreign = await room.login(room.other);
    const ours = await room.home.sign(room.claims(room.home, foreign.nonce, { sub: 'student-7' }));
    const crossed = () => post({ id_token: ours, state: foreign.state }, foreign.cookie);
    await door.refuses('a login of another platform', crossed, 'token-signature');

    const late = await begin();
    room.clock.advance(600 * SECOND_MS);
    await door.refuses('ten minutes later', () => launch(late), 'state-unknown');
  });

  row('S5', 'that of another client of the same platform', async () => {
    const { room } = door;
    const { registry } = room.administration;
    const second = { ...room.home.order, clientId: 'tool-client-2', frameOrigins: [] };
    const { id } = await registry.register(second);
    await registry.setActive(id, true);
    const begun = await begin();
    const claims = { ...room.claims(room.home, begun.nonce, { sub: 'student-7' }), aud: 'tool-client-2' };
    const token = await room.home.sign(claims);
    await door.refuses('a token of another client', () => launch({ ...begun, token }), 'token-audience');
  });

  row('S7', async () => {
    const { room } = door;
    const fields = { iss: room.home.issuer, login_hint: 'x', target_link_uri: `${room.url}/lti/launch` };
    const begins: [string, Record<string, string>][] = [
      ['an issuer that nobody registered', { iss: 'https://lms.example' }],
      ['a client that nobody registered', { client_id: 'somebody' }],
      ['the issuer of one and the client of none', { iss: room.other.issuer, client_id: 'tool-client-9' }],
    ];
    for (const [what, changes] of begins) {
      const ask = () => room.post('/lti/login', { ...fields, ...changes });
      await door.refuses(what, ask, 'unknown-platform', { status: 400 });
    }
    const waiting = { status: 403, mayWrite: /^(launch_refusals|login_states|deployments) / };
    for (const deployment of ['deployment-9', 'Deployment-1', 'deployment-1 ']) {
      const ask = () => door.launch({ [CLAIM.deploymentId]: deployment });
      const answer = await door.refuses(deployment, ask, 'deployment-pending', waiting);
      assert.match(headingOf(answer.text), /wait|approv/i);
    }
    const again = () => door.launch({ [CLAIM.deploymentId]: 'deployment-9' });
    await door.refuses('once more', again, 'deployment-pending', { status: 403 });
    // An approval for one platform opens no other one.
    const { deployments } = room.administration;
    await deployments.approve(await room.homePlatform(), 'deployment-9', 'home-school');
    openedBy(await again());
    const elsewhere = await room.answerTo(room.other, { sub: 'x', claims: { [CLAIM.deploymentId]: 'deployment-9' } });
    assert.equal(await door.codeOf(elsewhere), 'deployment-pending');
  });

  row('S8', 'by a form that somebody else filled in', async () => {
    const before = await sessions();
    const [attacker, victim] = [await begin('mallory'), await begin('victim')];
    for (const cookie of ['', victim.cookie]) {
      const page = await post({ id_token: attacker.token, state: attacker.state }, cookie);
      assert.equal(page.status, 200);
      assert.match(page.text, /data-launch-proof/, 'the page asks this browser for its proof');
      assert.equal(page.headers['set-cookie'], undefined);
    }
    assert.equal(await sessions(), before);
    openedBy(await launch(victim));
  });
});
