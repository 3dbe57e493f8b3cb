import assert from 'node:assert/strict';
import { revokeDeployment } from '../../../src/lti/index.js';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import { AttackRoom, type Person } from '../../attacks/support/attack-room.js';
import type { Claims } from '../support/fake-platform.js';

const ROLES = 'https://purl.imsglobal.org/spec/lti/claim/roles';
const ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';
const INSTRUCTOR = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';

describe('the page of refused launches', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  let administrator: Person;
  let reference: string;
  /** What makes a launch one that adds content. */
  let adding: Claims;
  before(async () => {
    room = await AttackRoom.open();
    adding = {
      [CLAIM.messageType]: 'LtiDeepLinkingRequest',
      [CLAIM.resourceLink]: undefined,
      [CLAIM.deepLinking]: { deep_link_return_url: `${room.home.origin}/back`, accept_types: ['ltiResourceLink'] },
    };
    administrator = await room.launch(room.home, { sub: 'admin', claims: { [ROLES]: [ADMINISTRATOR] } });
    const refused = await room.answerTo(room.home, { sub: 'ada', claims: { iat: 1, name: 'Ada Sample' } });
    reference = /Reference: ([A-Za-z0-9_-]{12})/.exec(refused.text)?.[1] ?? '';
    await room.answerTo(room.other, { sub: 'bea', claims: { nonce: 'made-up' } });
  });
  after(() => room?.close());

  it('tells an administrator when, why and what to do, and nobody’s name', async () => {
    const page = await room.send(administrator, 'refusals');
    assert.equal(page.status, 200);
    assert.match(page.text, new RegExp(`${reference}[\\s\\S]*token-times`));
    assert.match(page.text, /Set both by a time server/);
    assert.ok(!page.text.includes('Ada'));
    assert.equal((await room.get(`${administrator.base}/refusals`, { cookie: administrator.cookie })).status, 200);
  });

  it('shows those of the own institution only', async () => {
    const page = await room.send(administrator, 'refusals');
    assert.ok(!page.text.includes('token-nonce'));
    const other = await room.launch(room.other, { sub: 'admin', claims: { [ROLES]: [ADMINISTRATOR] } });
    const theirs = await room.send(other, 'refusals', { reference });
    assert.match(theirs.text, /No refused launch of your institution has the reference/);
    assert.match((await room.send(other, 'refusals')).text, /token-nonce/);
  });

  it('goes by the deployment, not by the platform that several institutions share', async () => {
    const { administration } = room;
    const guests = 'guest-school';
    const shared = await administration.deployments.approve(await room.homePlatform(), 'shared', guests);
    const through = { [CLAIM.deploymentId]: 'shared' };
    const theirs = await room.launch(room.home, { sub: 'admin', claims: { ...through, [ROLES]: [ADMINISTRATOR] } });
    await room.answerTo(room.home, {
      sub: 'eve',
      claims: {
        ...through,
        ...adding,
      },
    });
    assert.match((await room.send(theirs, 'refusals')).text, /staff-only/);
    assert.doesNotMatch((await room.send(administrator, 'refusals')).text, /staff-only/);
    await revokeDeployment(administration, shared._id);
    await room.answerTo(room.home, { sub: 'eve', claims: through });
    assert.doesNotMatch((await room.send(administrator, 'refusals')).text, /deployment-revoked/);
    const listed = room.app.storage.connection.collection('launch_refusals');
    assert.equal(await listed.countDocuments({ tenant: guests, code: 'deployment-revoked' }), 1);
  });

  it('finds one by its reference', async () => {
    await room.answerTo(room.home, { sub: 'cem', claims: { nonce: 'made-up' } });
    const found = await room.send(administrator, 'refusals', { reference: ` ${reference} ` });
    assert.match(found.text, /token-times/);
    assert.doesNotMatch(found.text, /token-nonce/);
    for (const wrong of ['<script>', '$ne', 'x'.repeat(40)]) {
      const none = await room.send(administrator, 'refusals', { reference: wrong });
      assert.equal(none.status, 200);
      assert.ok(!none.text.includes('<script>'));
    }
  });

  it('can be reached from where an administrator lands, also one who teaches', async () => {
    assert.equal(administrator.landing, 'home');
    const opens = (person: Person) => new RegExp(`action="${person.base}/refusals"`);
    assert.match((await room.send(administrator, 'home')).text, opens(administrator));
    const both = await room.launch(room.home, { sub: 'head', claims: { [ROLES]: [ADMINISTRATOR, INSTRUCTOR] } });
    assert.match((await room.send(both, 'staff')).text, opens(both));
    const teacher = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    assert.doesNotMatch((await room.send(teacher, 'staff')).text, opens(teacher));
    assert.equal((await room.send(teacher, 'refusals')).status, 403);
  });

  it('leads back to where its reader came from', async () => {
    const roles = { [ROLES]: [ADMINISTRATOR, INSTRUCTOR] };
    const backOf = async (person: Person) => {
      const { text } = await room.send(person, 'refusals');
      return [...text.matchAll(new RegExp(`action="${person.base}/([a-z-]+)"`, 'g'))].at(-1)?.[1];
    };
    assert.equal(await backOf(administrator), 'home');
    const head = await room.launch(room.home, { sub: 'head', claims: roles });
    assert.equal(await backOf(head), 'staff');
    const adder = await room.launch(room.home, { sub: 'head', claims: { ...roles, ...adding } });
    assert.deepEqual([adder.landing, await backOf(adder)], ['deep-link', 'deep-link']);
    const courses = room.app.storage.connection.collection<{ _id: string }>('courses');
    await courses.updateOne({ _id: head.courseId }, { $set: { catalogue_id: null } });
    assert.equal(await backOf(head), 'catalogue');
  });
});
