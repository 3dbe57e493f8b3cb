import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import request from 'supertest';
import { createKey } from '../../../src/features/api-keys/index.js';
import { byteRange } from '../../../src/features/lessons/byte-range.js';
import { sessionCookieName } from '../../../src/lti/sessions/session-cookie.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { testCourse } from '../../support/course.js';

const FILM = readFileSync(new URL('../../../content/poker/videos/outs.webm', import.meta.url));
const CAPTIONS = readFileSync(new URL('../../../content/poker/videos/outs.vtt', import.meta.url), 'utf8');

function courseWithFilm() {
  const course = testCourse({ id: 'lessons-with-film' });
  const [counting, ...others] = course.lessons;
  assert.ok(counting);
  const media = {
    kind: 'video' as const,
    name: 'outs.webm',
    seconds: 32,
    captions: { en: CAPTIONS },
    transcriptMarkdown: 'No sound. **Nine** outs.',
  };
  return testCourse({
    id: 'lessons-with-film',
    lessons: [{ ...counting, media, tags: ['first steps'], level: 'introductory', objectives: ['Count.'] }, ...others],
    videos: [{ name: 'outs.webm', mediaType: 'video/webm', base64: FILM.toString('base64') }],
  });
}

describe('byteRange', () => {
  const table: [string | undefined, ReturnType<typeof byteRange>][] = [
    [undefined, null],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-900', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-900', { start: 0, end: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=20-10', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['lines=0-1', null],
  ];
  for (const [header, range] of table) {
    it(`reads ${header} of 100 bytes`, () => assert.deepEqual(byteRange(header, 100), range));
  }

  it('never leaves the file', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 1_000 }),
        (junk, a, b, length) => {
          for (const header of [junk, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
            const range = byteRange(header, length);
            if (range === null || range === 'unsatisfiable') continue;
            assert.ok(0 <= range.start && range.start <= range.end && range.end < length);
          }
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe('lessons', function () {
  this.timeout(60_000);
  let room: Classroom;
  let pupil: Pupil;
  before(async () => {
    room = await Classroom.open({ course: courseWithFilm() });
    pupil = await room.pupil();
  });
  after(() => room?.close());

  const web = () => room.app.app.web;
  const cookieOf = ({ base, token }: Pupil) => `${sessionCookieName(base.split('/')[2] ?? '')}=${token}`;
  const film = (headers: Record<string, string> = {}, lesson = 'lesson.counting') =>
    request(web())
      .get(`${pupil.base}/lessons/${lesson}/video?revision=1`)
      .set({ Cookie: cookieOf(pupil), ...headers })
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });

  it('show their film with captions and transcript, and writes nothing when they are only looked at', async () => {
    const page = await pupil.visit('lessons/lesson.counting');
    assert.equal(page.status, 200);
    assert.match(page.html, /<video controls/);
    assert.match(
      page.html,
      /<track kind="captions" src="[^"]+\/captions\/en\?revision&#x3D;1" srclang="en" label="English" default>/,
    );
    assert.match(page.html, /<strong>Nine<\/strong> outs/);
    assert.deepEqual(await pupil.facts('lesson-opened'), []);
    assert.doesNotMatch((await pupil.visit('lessons/lesson.ratios')).html, /<video/);
    for (const id of ['nothing', '__proto__', 'constructor']) {
      assert.equal((await pupil.visit(`lessons/${id}`)).status, 404);
    }
  });

  it('give their film whole, in pieces, and not at all to others', async () => {
    const whole = await film();
    assert.deepEqual([whole.status, whole.headers['content-type']], [200, 'video/webm']);
    assert.equal(whole.headers['accept-ranges'], 'bytes');
    assert.match(whole.headers['content-security-policy'] ?? '', /default-src 'none'; sandbox/);
    assert.ok(FILM.equals(whole.body as Buffer));
    const piece = await film({ Range: 'bytes=100-199' });
    assert.equal(piece.status, 206);
    assert.equal(piece.headers['content-range'], `bytes 100-199/${FILM.length}`);
    assert.ok(FILM.subarray(100, 200).equals(piece.body as Buffer));
    const etag = whole.headers.etag ?? '';
    assert.equal((await film({ Range: 'bytes=0-9', 'If-Range': etag })).status, 206);
    assert.equal((await film({ Range: 'bytes=0-9', 'If-Range': '"other"' })).status, 200);
    const behind = await film({ Range: `bytes=${FILM.length}-` });
    assert.deepEqual([behind.status, behind.headers['content-range']], [416, `bytes */${FILM.length}`]);
    assert.equal((await film({}, 'lesson.ratios')).status, 404);
    const address = `${pupil.base}/lessons/lesson.counting`;
    assert.equal((await request(web()).get(`${address}/video?revision=1`)).status, 401);
    assert.equal((await request(web()).get(`${address}/video?revision=2`).set('Cookie', cookieOf(pupil))).status, 404);
    const stranger = await room.pupil({}, { context: { id: 'another', title: 'Another course' } });
    const theirs = `${stranger.base}/lessons/lesson.counting/video?revision=1`;
    assert.equal((await request(web()).get(theirs).set('Cookie', cookieOf(stranger))).status, 404);
  });

  it('give their captions as WebVTT', async () => {
    const get = (language: string) =>
      request(web())
        .get(`${pupil.base}/lessons/lesson.counting/captions/${language}?revision=1`)
        .set('Cookie', cookieOf(pupil));
    const captions = await get('en');
    assert.equal(captions.headers['content-type'], 'text/vtt; charset=utf-8');
    assert.equal(captions.text, CAPTIONS);
    for (const other of ['de', 'constructor']) assert.equal((await get(other)).status, 404);
  });

  it('keep what was opened, watched and done, each quarter once', async () => {
    const other = await room.pupil();
    const path = 'lessons/lesson.counting';
    await other.post(path);
    await other.post(path);
    assert.equal((await other.facts('lesson-opened')).length, 1);
    for (const quarter of ['25', '50', '50', '75', '100']) {
      const { status } = await other.post(`${path}/watched`, { quarter, seconds: '8' });
      assert.equal(status, 204);
    }
    const seen = await other.facts('content-viewed');
    assert.deepEqual(
      seen.map(({ performance_metrics }) => performance_metrics.share),
      [0.25, 0.5, 0.75, 1],
    );
    const done = await other.post(`${path}/done`);
    assert.match(done.html, /Noted/);
    const completed = await other.facts('lesson-completed');
    assert.deepEqual(
      completed.map(({ content_id, performance_metrics }) => [content_id, performance_metrics.modality]),
      [['lesson.counting', 'video']],
      'said once more after its film, it is the same',
    );
    const { behavioral_metrics: behaviour } = await other.profile();
    assert.equal(behaviour.weeks.at(-1)?.seconds, 4 * 8, 'each quarter once, and not once more at the end');
    for (const fields of [{ quarter: '33', seconds: '1' }, { quarter: '25', seconds: '-1' }, {}] as Record<
      string,
      string
    >[]) {
      assert.equal((await other.post(`${path}/watched`, fields)).status, 400);
    }
    assert.equal((await other.post('lessons/lesson.ratios/watched', { quarter: '25', seconds: '1' })).status, 404);
  });

  describe('for programs', () => {
    const content = (query: string, token = pupil.token, course = pupil.student.courseId) =>
      request(web()).get(`/api/courses/${course}/content?${query}`).set('Authorization', `Bearer ${token}`);
    type Entry = { id: string; kind: string; skills: { id: string }[]; difficulty: number | null; fit: number | null };
    const all = async (query: string) => {
      const found: Entry[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { status, body } = await content(`${query}&limit=7${cursor && `&cursor=${cursor}`}`);
        assert.equal(status, 200);
        found.push(...(body.items as Entry[]));
        cursor = body.next as string | null;
      }
      return found;
    };

    it('come in the order of the course, each once, over all pages', async () => {
      const found = await all('order=sequence');
      assert.equal(found.length, 21 + 3);
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
      assert.equal(found[0]?.id, 'lesson.counting');
      const order = found.map(({ skills }) => skills.map(({ id }) => id));
      assert.ok(
        order.findIndex((skills) => skills.includes('ratios')) > order.findIndex(([skill]) => skill === 'counting'),
      );
    });

    it('can be filtered', async () => {
      const ids = async (query: string) => (await all(query)).map(({ id }) => id);
      assert.deepEqual(await ids('modality=video'), ['lesson.counting']);
      assert.deepEqual(await ids('tag=first%20steps'), ['lesson.counting']);
      assert.deepEqual(await ids('modality=text&skill=ratios'), ['lesson.ratios']);
      assert.deepEqual(await ids('skill=__proto__'), []);
      assert.ok((await all('skill=ratios')).every(({ skills }) => skills.some(({ id }) => id === 'ratios')));
      assert.ok((await all('kind=item&level=introductory')).every(({ difficulty }) => (difficulty ?? 9) < -0.5));
      assert.deepEqual(await ids('language=de'), []);
    });

    it('can be had easiest first, and for a learner with what they are ready for before what they are not', async () => {
      const difficulties = (await all('kind=item&order=difficulty')).map(({ difficulty }) => difficulty ?? 0);
      assert.deepEqual(
        difficulties,
        [...difficulties].sort((a, b) => a - b),
      );
      const found = await all('order=for-learner');
      const fits = found.map(({ fit }) => fit ?? -1);
      assert.deepEqual(
        fits,
        [...fits].sort((a, b) => b - a),
      );
      assert.ok(fits.every((fit) => fit >= 0 && fit <= 1));
      const place = (id: string) => found.findIndex((one) => one.id === id);
      assert.ok(place('lesson.counting') < place('lesson.ratios'), 'prerequisites first');
    });

    it('are for those of the course, and for keys that may', async () => {
      assert.equal((await content('', 'nobody')).status, 401);
      assert.equal((await content('', pupil.token, 'another-course')).status, 404);
      for (const bad of ['order=random', 'limit=0', 'level=hard', 'modality=smell']) {
        assert.equal((await content(bad)).status, 400, bad);
      }
      assert.equal((await content('cursor=x')).status, 404);
      const key = async (...scopes: ('courses:read' | 'learners:read')[]) =>
        createKey(
          room.app.scope,
          { name: 'k', scopes, expiresAt: null },
          { id: randomUUID(), secret: randomBytes(32).toString('base64url'), now: room.app.clock() },
        );
      const reader = await key('courses:read');
      assert.equal((await content('', reader)).status, 200);
      assert.equal((await content('order=for-learner', reader)).status, 409);
      const user = `order=for-learner&user=${pupil.student.userId}`;
      assert.equal((await content(user, reader)).status, 403);
      const both = await key('courses:read', 'learners:read');
      assert.equal((await content(user, both)).status, 200);
      assert.equal((await content('order=for-learner&user=stranger', both)).status, 404);
    });
  });
});
