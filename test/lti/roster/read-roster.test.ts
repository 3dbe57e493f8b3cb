import assert from 'node:assert/strict';
import { INSTRUCTOR, LEARNER, learners, RosterWorld, rosterOf } from './support/roster-world.js';

describe('a roster', () => {
  let world: RosterWorld;
  beforeEach(async () => {
    world = await RosterWorld.start();
  });
  afterEach(() => world.lms.close());

  const subs = async () => rosterOf(await world.read()).members.map(({ sub }) => sub);

  it('is asked for with its media type, a token for it alone, and a wish for the size of pages', async () => {
    world.members = learners(1);
    assert.deepEqual(await subs(), ['learner-1']);
    const [token] = world.lms.to('token');
    assert.equal(
      new URLSearchParams(token?.body).get('scope'),
      'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
    );
    const [asked] = world.asked;
    assert.equal(asked?.headers.accept, 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json');
    assert.match(asked?.headers['user-agent'] ?? '', /^Attune\//);
    assert.deepEqual(Object.fromEntries(asked?.query ?? []), { ctx: '9', limit: '100' });
  });

  it('is read to its last page, whatever size the LMS gives them, by links that are used as they are', async () => {
    world.members = learners(121);
    assert.equal(new Set(await subs()).size, 121);
    assert.deepEqual(
      world.asked.map(({ query }) => query.get('from')),
      [null, '50', '100'],
    );
    assert.deepEqual(
      world.asked.map(({ query }) => query.getAll('ctx').join()),
      ['9', '9', '9'],
    );
  });

  it('is read whole when its links are longer than 2,000 characters', async () => {
    world.members = learners(101);
    world.links = ({ next }) => (next === null ? {} : { next: `${next}&page=bookmark:${'W'.repeat(3_000)}` });
    assert.equal((await subs()).length, 101);
    assert.equal(world.asked.length, 3);
  });

  it('of which nothing is told but ids and roles has active people without names', async () => {
    world.members = [
      { user_id: '5', roles: [LEARNER] },
      { user_id: 6, roles: [INSTRUCTOR] },
      { user_id: '7', roles: [] },
    ];
    const nothing = { active: true, name: null, custom: {}, testUser: false };
    assert.deepEqual(rosterOf(await world.read()), {
      members: [
        { sub: '5', role: 'learner', ...nothing },
        { sub: '6', role: 'staff', ...nothing },
        { sub: '7', role: 'guest', ...nothing },
      ],
      differences: null,
    });
  });

  it('tells names where it may, whole or in parts, and who is in the course no more', async () => {
    const roles = [LEARNER];
    world.members = [
      { user_id: '1', roles, name: ' Ada Lovelace ', given_name: 'A', email: 'ada@example.org', status: 'Active' },
      { user_id: '2', roles, given_name: 'Grace', family_name: 'Hopper', status: 'Inactive' },
      { user_id: '3', roles, name: '', given_name: 'Plato', status: 'Deleted' },
      { user_id: '4', roles, name: null, status: null },
      { user_id: '5', roles, name: 7, status: 'Somewhere' },
    ];
    assert.deepEqual(
      rosterOf(await world.read()).members.map(({ name, active }) => [name, active]),
      [
        ['Ada Lovelace', true],
        ['Grace Hopper', false],
        ['Plato', false],
        [null, true],
        [null, true],
      ],
    );
  });

  it('has everybody once, as the LMS said last, when people enrol while it is read', async () => {
    world.mostOnPage = 2;
    world.members = learners(4);
    world.beforePage = (from) => {
      // One more at the top: the second learner moves to the second page, and has become staff by then.
      if (from !== 2) return;
      world.members = [{ user_id: 'newcomer', roles: [LEARNER] }, ...learners(4)];
      world.members[2] = { user_id: 'learner-2', roles: [INSTRUCTOR] };
    };
    assert.deepEqual(
      rosterOf(await world.read()).members.map(({ sub, role }) => [sub, role]),
      [
        ['learner-1', 'learner'],
        ['learner-2', 'staff'],
        ['learner-3', 'learner'],
        ['learner-4', 'learner'],
      ],
    );
  });

  it('tells where to ask for what has changed, and that address is used as it is', async () => {
    world.members = learners(51);
    const address = (name: string) => `${world.lms.origin}/course/7/memberships?token=${name}%20%7Eq`;
    world.links = ({ next, from }) => ({ ...(next !== null && { next }), differences: address(`at-${from}`) });
    const { differences } = rosterOf(await world.read());
    assert.equal(differences, address('at-0'), 'changes of other pages count from the first one on');
    world.members = [{ user_id: 'learner-9', roles: [LEARNER], status: 'Deleted' }];
    const changes = rosterOf(await world.readDifferences(differences ?? ''));
    assert.deepEqual(
      changes.members.map(({ sub, active }) => [sub, active]),
      [['learner-9', false]],
    );
    assert.deepEqual(Object.fromEntries(world.asked.at(-1)?.query ?? []), { token: 'at-0 ~q' });
  });

  it('can be narrowed to a role and to a link, with what a launch by each member would say', async () => {
    const custom = {
      'https://purl.imsglobal.org/spec/lti/claim/custom': { due: '2026-12-01', group: '$Unknown.group' },
    };
    const type = { 'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest' };
    world.members = [{ user_id: '1', roles: [LEARNER], message: [{ ...type, ...custom }] }];
    const { members } = rosterOf(await world.read({ role: LEARNER, resourceLinkId: 'link 4' }));
    assert.deepEqual(members[0]?.custom, { due: '2026-12-01' });
    assert.deepEqual(Object.fromEntries(world.asked[0]?.query ?? []), {
      ctx: '9',
      role: LEARNER,
      rlid: 'link 4',
      limit: '100',
    });
    await world.read({ role: 'Learner' });
    assert.equal(world.asked[1]?.query.get('role'), 'Learner');
  });
});
