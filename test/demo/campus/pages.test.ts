import assert from 'node:assert/strict';
import { Bench, LAUNCH_URL, ORIGIN, TOOL_ORIGIN } from './bench.js';

describe('campus: pages', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
  });
  afterEach(() => bench.close());

  const get = (path: string, person: string) => bench.http.get(path).set('cookie', `campus_person=${person}`);
  const post = (path: string, person: string, form: object) =>
    bench.http.post(path).set('cookie', `campus_person=${person}`).type('form').send(form);

  const activityForm = {
    title: 'By hand',
    text: '',
    url: LAUNCH_URL,
    custom: 'attune_kind=practice\n\nattune_skills = outs, pot-odds',
    points: '20',
    due: '2026-12-01T18:30',
  };

  it('lets anyone become anyone with one click, and stay on the page', async () => {
    const entered = await bench.http.post('/campus/enter').type('form').send({ person: 'mia', here: '/courses/12' });
    assert.equal(entered.status, 303);
    assert.equal(entered.headers.location, '/courses/12');
    assert.match(String(entered.headers['set-cookie']), /campus_person=mia; Path=\/; HttpOnly; SameSite=Lax/);
    const home = await get('/', 'mia');
    assert.match(home.text, /You are <strong>Mia Novak<\/strong>/);
    assert.match(home.text, /Poker mathematics/);
  });

  it('offers somebody who is nobody yet three ways in, and each works', async () => {
    const welcome = await bench.http.get('/').expect(200);
    const ways = [...welcome.text.matchAll(/name="person" value="([^"]+)">Enter as ([^<]+)</g)];
    assert.deepEqual(
      ways.map(([, person]) => person),
      ['mia', 'student-01', 'instructor'],
    );
    for (const [, person = '', name = ''] of ways) {
      const entered = await bench.http.post('/campus/enter').type('form').send({ person, here: '/courses/12' });
      assert.equal(entered.headers.location, '/courses/12');
      const course = await get('/courses/12', person).expect(200);
      assert.ok(course.text.includes(`You are <strong>${name}</strong>`), name);
    }
    const people = await get('/courses/12/people', 'mia');
    assert.match(people.text, /name="person" value="mentor">Enter<span class="sr"> as Carmen Novak</);
  });

  it('copies a course for its teacher: the activities come along, the grades do not', async () => {
    const { link } = bench.gradedLink({ attune_placement: 'stable' });
    await post(`/courses/${bench.courseId}/copy`, 'mia', {}).expect(403);
    const copied = await post(`/courses/${bench.courseId}/copy`, 'instructor', {}).expect(303);
    const course = bench.campus.state.courses.at(-1);
    assert.equal(copied.headers.location, `/courses/${course?.id}`);
    const [copy] = bench.campus.state.links.filter(({ courseId }) => courseId === course?.id);
    assert.deepEqual([copy?.custom, copy?.history], [link.custom, [link.id]]);
    assert.match((await get('/', 'mia')).text, /Poker mathematics \(copy\)/);
  });

  it('never leads to another site after entering, and knows no strangers', async () => {
    for (const here of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const entered = await bench.http.post('/campus/enter').type('form').send({ person: 'mia', here });
      assert.equal(entered.headers.location, '/');
    }
    await bench.http.post('/campus/enter').type('form').send({ person: 'nobody', here: '/' }).expect(400);
  });

  it('refuses forms that another site sends', async () => {
    const form = bench.http.post('/campus/enter').type('form').send({ person: 'mia', here: '/' });
    await form.set('origin', TOOL_ORIGIN).expect(403);
    const own = bench.http.post('/campus/enter').type('form').send({ person: 'mia', here: '/' });
    await own.set('origin', ORIGIN).expect(303);
  });

  it('shows members their course, strangers nothing, and settings to staff only', async () => {
    const { link } = bench.gradedLink();
    await bench.http.get(`/courses/${bench.courseId}`).expect(403);
    const student = await get(`/courses/${bench.courseId}`, 'mia');
    assert.match(student.text, new RegExp(`href="/activities/${link.id}"`));
    assert.equal(student.text.includes('Add activity'), false);
    const teacher = await get(`/courses/${bench.courseId}`, 'instructor');
    assert.match(teacher.text, /Add activity/);
    for (const path of [`/activities/${link.id}/settings`, `/courses/${bench.courseId}/add`]) {
      await get(path, 'mia').expect(403);
      await get(path, 'instructor').expect(200);
    }
    for (const path of ['settings', 'delete'])
      await post(`/activities/${link.id}/${path}`, 'mia', activityForm).expect(403);
    await post(`/courses/${bench.courseId}/add`, 'mia', activityForm).expect(403);
    await post(`/courses/${bench.courseId}/grades`, 'mia', {}).expect(403);
    assert.equal(bench.campus.state.links.length, 1);
  });

  it('frames the tool, and lets nobody frame the campus', async () => {
    const { link } = bench.gradedLink();
    const page = await get(`/activities/${link.id}`, 'mia');
    assert.match(
      page.text,
      new RegExp(`<iframe class="tool" name="tool" title="Practice"[^>]+src="/lti/start/${link.id}"`),
    );
    const policy = String(page.headers['content-security-policy']);
    assert.ok(policy.includes(`frame-src 'self' ${TOOL_ORIGIN}`));
    assert.ok(policy.includes("frame-ancestors 'self'"));
  });

  it('makes an activity by hand, changes it, and deletes it with its column', async () => {
    const added = await post(`/courses/${bench.courseId}/add`, 'instructor', { ...activityForm, section: 's3' });
    assert.equal(added.status, 303);
    const link = bench.campus.state.links[0];
    assert.deepEqual(link?.custom, { attune_kind: 'practice', attune_skills: 'outs, pot-odds' });
    assert.deepEqual([link?.sectionId, link?.dueAt], ['s3', '2026-12-01T18:30:00.000Z']);
    assert.equal(bench.campus.state.lineItems[0]?.scoreMaximum, 20);

    const settings = await get(`/activities/${link?.id}/settings`, 'instructor');
    assert.match(settings.text, /attune_kind=practice|attune_kind&#x3D;practice/);
    const changed = { ...activityForm, custom: 'attune_target=0.9', points: '40', due: '', openIn: 'window' };
    await post(`/activities/${link?.id}/settings`, 'instructor', changed).expect(303);
    assert.deepEqual(bench.campus.state.links[0]?.custom, { attune_target: '0.9' });
    assert.deepEqual([link?.dueAt, link?.openIn], [null, 'window']);
    assert.equal(bench.campus.state.lineItems[0]?.scoreMaximum, 40);

    await post(`/activities/${link?.id}/settings`, 'instructor', { ...changed, points: '' }).expect(303);
    assert.equal(bench.campus.state.lineItems.length, 0);
    await post(`/activities/${link?.id}/delete`, 'instructor', {}).expect(303);
    assert.equal(bench.campus.state.links.length, 0);
  });

  it('refuses activities that lead elsewhere or whose parameters cannot be read', async () => {
    const add = (change: object) =>
      post(`/courses/${bench.courseId}/add`, 'instructor', { ...activityForm, ...change });
    await add({ url: 'https://evil.example/' }).expect(400);
    await add({ custom: 'no equals sign' }).expect(400);
    await add({ title: ' ' }).expect(400);
    await add({ points: '0' }).expect(400);
    assert.equal(bench.campus.state.links.length, 0);
  });

  it('shows staff the whole gradebook, a student only what is theirs', async () => {
    bench.gradedLink();
    const item = bench.campus.state.lineItems[0];
    const grade = { person: 'mia', item: item?.id, score: '41.5', comment: 'Well argued' };
    await post(`/courses/${bench.courseId}/grades`, 'instructor', grade).expect(303);
    const book = await get(`/courses/${bench.courseId}/grades`, 'instructor');
    assert.match(book.text, /41\.5 \/ 50/);
    assert.match(book.text, /23 Nov 2026, 10:00 UTC/);
    assert.match(book.text, /Tariq Fontaine/);
    const own = await get(`/courses/${bench.courseId}/grades`, 'mia');
    assert.match(own.text, /41\.5 \/ 50/);
    assert.match(own.text, /Well argued/);
    const other = await get(`/courses/${bench.courseId}/grades`, 'tariq');
    assert.equal(other.text.includes('41.5'), false);
    assert.equal(other.text.includes('Mia Novak'), false);
    await post(`/courses/${bench.courseId}/grades`, 'instructor', { ...grade, score: '51' }).expect(400);
    await post(`/courses/${bench.courseId}/grades`, 'instructor', { ...grade, person: 'test-student' }).expect(400);
  });

  it('says what the tool sent back with a returning student, as text', async () => {
    const page = await bench.http.get(
      `/courses/${bench.courseId}/returned?lti_errormsg=${encodeURIComponent('<b>No</b>')}`,
    );
    assert.match(page.text, /&lt;b&gt;No&lt;\/b&gt;/);
  });

  it('has the same people for the same seed, and others for another', async () => {
    const subs = (campus: Bench) => campus.campus.state.people.map(({ sub }) => sub);
    const same = await Bench.start();
    const other = await Bench.start({ seed: 'another' });
    try {
      assert.deepEqual(subs(same), subs(bench));
      assert.equal(
        subs(other).some((sub) => subs(bench).includes(sub)),
        false,
      );
      assert.equal(bench.campus.state.people.filter(({ kind }) => kind === 'student').length, 32);
    } finally {
      await same.close();
      await other.close();
    }
  });
});
