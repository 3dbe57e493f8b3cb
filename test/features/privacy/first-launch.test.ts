import assert from 'node:assert/strict';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import { type Answer, ask } from '../../attacks/support/ask.js';
import { AttackRoom, type Person, type Visit } from '../../attacks/support/attack-room.js';

const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const ofKind = (kind: string, sub: string): Visit => ({
  sub,
  link: `link of ${kind}`,
  consent: 'asked',
  claims: { [CLAIM.custom]: { attune_kind: kind } },
});

const asks = ({ text }: Answer): boolean => text.includes('name="consent"');
const shows = ({ text }: Answer, page: string): boolean => text.includes(`action="/app/`) && text.includes(page);

describe('the first launch of a learner in a course', function () {
  this.timeout(30_000);
  let room: AttackRoom;
  before(async () => {
    room = await AttackRoom.open();
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
  });
  after(() => room?.close());

  const launch = (visit: Visit): Promise<Person> => room.launch(room.home, { consent: 'asked', ...visit });
  const open = ({ base, landing, cookie }: Person, page = landing): Promise<Answer> =>
    room.get(`${base}/${page}`, { cookie });
  const choose = (person: Person, consent: string, page = person.landing, consent_version = '1'): Promise<Answer> =>
    room.send(person, page, { consent, consent_version });
  const count = (collection: string, { userId }: Person, more: object = {}): Promise<number> =>
    room.app.storage.connection.collection(collection).countDocuments({ user_id: userId, ...more });
  const profileOf = async ({ userId }: Person) =>
    room.app.storage.connection.collection('user_profiles').findOne({ user_id: userId });

  it('asks first, and then opens the graded assignment that it was going to', async () => {
    const ada = await launch({ sub: 'ada' });
    const asked = await open(ada);
    assert.equal(asked.status, 200);
    assert.ok(asks(asked));
    assert.match(asked.text, new RegExp(`action="${ada.base}/practice"`));
    for (const word of ['What is kept', 'What it is for', 'Who sees it', 'How long', 'What if you say no']) {
      assert.ok(asked.text.includes(word), word);
    }
    const opened = await choose(ada, 'personal');
    assert.equal(opened.status, 200);
    assert.ok(!asks(opened) && shows(opened, '/practice/start'));
    assert.ok(shows(await open(ada), '/practice/start'));
    assert.equal(await count('user_interactions', ada, { interaction_type: 'consent-given' }), 1);
    assert.equal((await profileOf(ada))?.controls.consent.choice, 'personal');
  });

  it('never asks again, whatever is launched', async () => {
    for (const visit of [{ sub: 'ada' }, ofKind('next', 'ada'), ofKind('path', 'ada')]) {
      const again = await launch(visit);
      assert.ok(!asks(await open(again)), again.landing);
    }
  });

  it('makes no suggestion before it was answered, and shows them right after', async () => {
    const ben = await launch(ofKind('next', 'ben'));
    assert.ok(asks(await open(ben)));
    assert.equal(await count('content_recommendations', ben), 0);
    const page = await choose(ben, 'personal');
    assert.match(page.text, /data-suggestion=/);
    assert.ok((await count('content_recommendations', ben, { seen_at: { $ne: null } })) > 0);
  });

  it('lets no program act for a session before, nor read for it', async () => {
    const ivo = await launch(ofKind('next', 'ivo'));
    const own = { accept: 'application/json', authorization: `Bearer ${ivo.token}` };
    const generate = () =>
      ask(room.url, {
        method: 'POST',
        path: '/api/ml/recommendations/generate',
        headers: { ...own, 'content-type': 'application/json' },
        body: JSON.stringify({ user_id: 'me' }),
      });
    const refused = await generate();
    assert.equal(refused.status, 403);
    assert.match(refused.text, /First choose what may be used/);
    assert.equal((await room.get('/api/users/me/profile', own)).status, 403);
    assert.equal(await count('content_recommendations', ivo), 0);
    await choose(ivo, 'personal');
    assert.equal((await room.get('/api/users/me/profile', own)).status, 200);
    assert.equal((await generate()).status, 201);
  });

  it('makes no path before it was answered, and shows it right after', async () => {
    const cleo = await launch(ofKind('path', 'cleo'));
    assert.ok(asks(await open(cleo)));
    assert.equal(await count('learning_paths', cleo), 0);
    const page = await choose(cleo, 'personal');
    assert.equal(page.status, 200);
    assert.equal(await count('learning_paths', cleo), 1);
    assert.ok(shows(page, '/path/wishes'));
  });

  it('works where the browser keeps no cookie', async () => {
    const { state, nonce, proof } = await room.login(room.home);
    const token = await room.home.sign(room.claims(room.home, nonce, { sub: 'dora' }));
    const own = { origin: room.url, 'sec-fetch-site': 'same-origin' };
    const between = await room.post('/lti/launch', { id_token: token, state, proof }, own);
    const [, address = '', secret = ''] = /action="([^"]+)"[\s\S]*?value="([^"]+)"/.exec(between.text) ?? [];
    const session = secret.replaceAll('&#x3D;', '=');
    const asked = await room.post(address, { session }, own);
    assert.ok(asks(asked));
    const opened = await room.post(address, { session, consent: 'personal', consent_version: '1' }, own);
    assert.ok(!asks(opened) && shows(opened, '/practice/start'));
  });

  it('takes a no: the fixed order, and practice and its grade all the same', async () => {
    const emil = await launch({ sub: 'emil' });
    await choose(emil, 'course-order');
    const controls = (await profileOf(emil))?.controls;
    assert.equal(controls.paused, true);
    assert.deepEqual(controls.signals_off, ['similar-learners', 'habits']);
    const question = await room.send(emil, 'practice/start');
    assert.match(question.text, /name="decision"/);
    const decision = await room.app.storage.connection
      .collection('decisions')
      .findOne({ user_id: emil.userId, kind: 'next-item' });
    assert.equal(decision?.policy, 'fixed');
  });

  it('is answered once in two tabs; the later word counts', async () => {
    const [left, right] = [await launch({ sub: 'fay' }), await launch({ sub: 'fay' })];
    assert.ok(asks(await open(left)) && asks(await open(right)));
    await choose(left, 'personal');
    assert.ok(!asks(await open(right)));
    const late = await choose(right, 'course-order');
    assert.ok(shows(late, '/practice/start'));
    assert.equal((await profileOf(left))?.controls.consent.choice, 'course-order');
    await choose(right, 'course-order');
    assert.equal(await count('user_interactions', left, { interaction_type: 'consent-given' }), 2);
  });

  it('lets nothing else through: no page, no command, no answer to other words', async () => {
    const gus = await launch({ sub: 'gus' });
    for (const page of ['next', 'path', 'settings', 'coach', 'privacy']) assert.ok(asks(await open(gus, page)), page);
    assert.ok(asks(await room.send(gus, 'practice/start')));
    assert.ok(asks(await choose(gus, 'personal', 'practice', '0')));
    assert.ok(asks(await choose(gus, 'everything')));
    assert.equal(await count('attempts', gus), 0);
    assert.equal(await count('user_interactions', gus, { interaction_type: 'consent-given' }), 0);
    const left = await room.send(gus, 'leave');
    assert.ok(!asks(left) && left.status === 200);
  });

  it('asks anew when the words have changed', async () => {
    const hal = await launch({ sub: 'hal' });
    await choose(hal, 'personal');
    const profiles = room.app.storage.connection.collection('user_profiles');
    await profiles.updateOne({ user_id: hal.userId }, { $set: { 'controls.consent.version': 0 } });
    assert.ok(asks(await open(await launch({ sub: 'hal' }))));
  });

  it('asks neither teachers nor test students', async () => {
    const teacher = await launch({ sub: 'teacher', role: 'Instructor' });
    assert.ok(!asks(await open(teacher)));
    const tested = await launch({ sub: 'test-student', claims: { [CLAIM.roles]: [LEARNER, TEST_USER] } });
    assert.ok(!asks(await open(tested)));
  });
});
