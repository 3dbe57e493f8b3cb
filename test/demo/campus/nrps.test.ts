import assert from 'node:assert/strict';
import { CLAIM, SCOPE } from '../../../demo/campus/vocabulary.js';
import { Bench, pathOf } from './bench.js';

interface Member {
  user_id: string;
  status: string;
  roles: string[];
  name?: string;
  email?: string;
  message?: Record<string, unknown>[];
}

describe('campus: roster', () => {
  let bench: Bench;
  let bearer: string;
  beforeEach(async () => {
    bench = await Bench.start();
    bearer = await bench.bearer(SCOPE.memberships);
  });
  afterEach(() => bench.close());

  async function ask(query = '') {
    const response = await bench.http
      .get(`/lti/courses/${bench.courseId}/memberships${query}`)
      .set({ authorization: bearer, 'user-agent': 'test' });
    const link = (relation: string) =>
      new RegExp(`<([^>]+)>; rel="${relation}"`).exec(response.headers.link ?? '')?.[1];
    const members: Member[] = response.body.members ?? [];
    return { status: response.status, members, next: link('next'), differences: link('differences') };
  }

  it('lists everyone enrolled, with roles of the course, without administrator and test student', async () => {
    const { members } = await ask('?limit=100');
    assert.equal(members.length, 36);
    const mia = members.find(({ user_id: id }) => id === bench.person('mia').sub);
    assert.deepEqual(mia?.roles, ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']);
    assert.equal(mia?.status, 'Active');
    assert.equal(mia?.name, 'Mia Novak');
    assert.equal(new Set(members.map(({ user_id: id }) => id)).size, 36);
    for (const id of ['administrator', 'test-student']) {
      assert.equal(
        members.some((member) => member.user_id === bench.person(id).sub),
        false,
      );
    }
  });

  it('sends ids, roles and status only while names are off', async () => {
    bench.campus.setSwitch('names', false);
    const { members } = await ask();
    assert.deepEqual(Object.keys(members[0] ?? {}).sort(), ['roles', 'status', 'user_id']);
  });

  it('pages to the end, each member once, with its filters kept', async () => {
    const seen: string[] = [];
    let page = await ask('?role=Learner&limit=10');
    seen.push(...page.members.map(({ user_id: id }) => id));
    for (let pages = 1; page.next !== undefined && pages < 10; pages += 1) {
      page = await ask(new URL(page.next).search);
      seen.push(...page.members.map(({ user_id: id }) => id));
    }
    assert.equal(seen.length, 32);
    assert.equal(new Set(seen).size, 32);
  });

  it('filters by short and full role, and gives nobody for a role that it does not know', async () => {
    const count = async (role: string) => (await ask(`?limit=100&role=${encodeURIComponent(role)}`)).members.length;
    assert.equal(await count('http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'), 2);
    assert.equal(await count('Instructor'), 2);
    assert.equal(await count('Wizard'), 0);
  });

  it('adds each member’s custom parameters for an activity', async () => {
    const { link } = bench.gradedLink({ who: '$User.id' });
    const { members } = await ask(`?rlid=${link.id}`);
    const mia = members.find(({ user_id: id }) => id === bench.person('mia').sub);
    assert.deepEqual(mia?.message?.[0]?.[CLAIM.custom], { who: bench.person('mia').sub });
    assert.equal((await ask('?rlid=999')).status, 404);
  });

  it('shows who left the course as inactive', async () => {
    const enrolment = bench.campus.state.courses[0]?.enrolments.find(({ personId }) => personId === 'mia');
    assert.ok(enrolment);
    enrolment.status = 'Inactive';
    const { members } = await ask();
    assert.equal(members.find(({ user_id: id }) => id === bench.person('mia').sub)?.status, 'Inactive');
  });

  it('tells who was removed, came or came back since a roster was read, and nobody else', async () => {
    const subOf = (id: string) => bench.person(id).sub;
    const said = ({ members }: { members: Member[] }) => members.map(({ user_id, status }) => [user_id, status]);
    const first = new URL((await ask('?limit=100')).differences ?? '').search;
    assert.deepEqual((await ask(first)).members, []);
    bench.now = new Date(bench.now.getTime() + 60_000);
    bench.campus.enrol(bench.courseId, 'mia', 'Deleted');
    bench.campus.enrol(bench.courseId, 'administrator', 'Active');
    assert.equal((await ask('?limit=100')).members.length, 36);
    assert.equal(
      said(await ask('?limit=100'))
        .flat()
        .includes(subOf('mia')),
      false,
    );
    const changed = await ask(first);
    assert.deepEqual(said(changed), [
      [subOf('mia'), 'Deleted'],
      [subOf('administrator'), 'Active'],
    ]);
    bench.now = new Date(bench.now.getTime() + 60_000);
    bench.campus.enrol(bench.courseId, 'mia', 'Active');
    const later = new URL((await ask(first)).differences ?? '').search;
    assert.deepEqual(said(await ask(later)), [[subOf('mia'), 'Active']]);
  });

  it('puts a bookmark longer than 2,000 characters into the links of its Canvas flavour', async () => {
    bench.campus.setSwitch('flavour', 'canvas');
    const { next } = await ask('?limit=20');
    assert.ok((next ?? '').length > 2_048);
    assert.equal((await ask(new URL(next ?? '').search)).members.length, 16);
  });

  it('refuses without a token, without the scope, for other media types and wrong limits', async () => {
    const path = pathOf(`http://campus/lti/courses/${bench.courseId}/memberships`);
    await bench.http.get(path).expect(401);
    await bench.http
      .get(path)
      .set('authorization', await bench.bearer(SCOPE.score))
      .expect(401);
    await bench.http.get(path).set('authorization', bearer).set('accept', 'text/html').expect(406);
    assert.equal((await ask('?limit=0')).status, 400);
    assert.equal((await ask('?limit=many')).status, 400);
  });
});
