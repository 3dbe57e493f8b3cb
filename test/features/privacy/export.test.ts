import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import request from 'supertest';
import { recordAudit } from '../../../src/storage/index.js';
import { type Actor, Classroom, type Pupil, signInAs } from '../../support/classroom.js';

/** Where each collection that names learners stands in the archive. */
const PLACES: Readonly<Record<string, string>> = {
  user_interactions: 'facts',
  enrolments: 'enrolments',
  attempts: 'attempts',
  open_questions: 'open_questions',
  free_runs: 'free_runs',
  goal_drafts: 'goal_drafts',
  decisions: 'decisions',
  grades: 'grades',
  content_recommendations: 'suggestions',
  learning_paths: 'paths',
  coach_messages: 'coach_messages',
  personalization_experiments: 'experiments',
  received_events: 'received',
  learner_features: 'features',
  learner_sequences: 'sequences',
  sessions: 'sessions',
  audit_log: 'audit',
};

/** The profile is told as what it means and as sums; files on their way in belong to staff. */
const ELSEWHERE = ['user_profiles', 'activity_uploads'];

/** What MongoDB says of a collection that has a validator. */
interface Validated {
  readonly validator?: { readonly $jsonSchema?: { readonly properties?: object } };
}

interface Download {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

describe('the export of one’s own data', function () {
  this.timeout(30_000);
  let room: Classroom;
  let ada: Pupil;
  let ben: Pupil;
  let downloaded: Download;
  let data: Record<string, unknown>;

  async function download({ base, token }: Actor): Promise<Download> {
    const { status, headers, body } = await request(room.app.app.web)
      .post(`${base}/privacy/export`)
      .type('form')
      .send({ session: token })
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      });
    const files = status === 200 ? unzipSync(new Uint8Array(body as Buffer)) : {};
    const texts = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
    return { status, headers, files: texts };
  }

  before(async () => {
    room = await Classroom.open();
    const link = { id: 'shared', title: 'Practice' };
    ada = await room.pupil({}, { link, name: 'Ada Example', sub: 'sub-of-ada' });
    ben = await room.pupil({}, { link, name: 'Ben Other', sub: 'sub-of-ben' });
    for (const pupil of [ada, ben]) {
      await pupil.post('privacy/choose', { consent: 'personal' });
      await pupil.post('next');
      await pupil.post('path/make');
      await pupil.post('coach');
      await pupil.post('practice/start');
      const { right } = await pupil.question();
      await pupil.press(await pupil.visit(), 'practice/answer', right);
    }
    downloaded = await download(ada);
    data = JSON.parse(downloaded.files['attune-data.json'] ?? '{}') as Record<string, unknown>;
  });
  after(() => room?.close());

  it('is one archive to save, with tables and a text beside the data', () => {
    assert.equal(downloaded.status, 200);
    assert.match(downloaded.headers['content-type'] ?? '', /^application\/zip/);
    assert.match(downloaded.headers['content-disposition'] ?? '', /^attachment; filename=attune-data-2086-03-04\.zip$/);
    assert.equal(downloaded.headers['cache-control'], 'no-store');
    const names = ['attune-data.json', 'read-me.txt', 'skills.csv', 'what-happened.csv'];
    assert.deepEqual(Object.keys(downloaded.files).sort(), names);
    assert.match(downloaded.files['read-me.txt'] ?? '', /Test School/);
  });

  it('holds everything that any collection has of the learner', async () => {
    const { userId } = ada.student;
    const { db } = room.app.app.storage.connection;
    const missing: string[] = [];
    const collections = (await db?.listCollections().toArray()) ?? [];
    for (const { name, options } of collections as { name: string; options?: Validated }[]) {
      const fields = options?.validator?.$jsonSchema?.properties ?? {};
      if (!Object.hasOwn(fields, 'user_id') || ELSEWHERE.includes(name)) continue;
      const own = (await db?.collection(name).countDocuments({ user_id: userId })) ?? 0;
      const rows = data[PLACES[name] ?? 'nowhere'];
      if (!Array.isArray(rows) || rows.length < own) missing.push(`${name}: ${own}`);
    }
    assert.deepEqual(missing, []);
    assert.equal((data.you as { name: string }).name, 'Ada Example');
    assert.equal((data.consent as { choice: string }).choice, 'personal');
    assert.equal((data.profile as { userId: string }).userId, userId);
    assert.ok(Object.keys(data.meanings as object).length > 10);
    assert.equal((data.facts as unknown[]).length, (await ada.facts()).length);
    for (const name of ['suggestions', 'paths', 'decisions', 'grades', 'attempts', 'audit']) {
      assert.ok((data[name] as unknown[]).length > 0, name);
    }
  });

  it('names nobody else, and opens nothing', async () => {
    const whole = Object.values(downloaded.files).join('\n');
    const learners = room.app.app.storage.connection.collection('learners');
    for await (const other of learners.find({ sub: { $ne: 'sub-of-ada' } })) {
      for (const mark of [String(other._id), `"${other.sub}"`, String(other.name)]) {
        assert.ok(!whole.includes(mark), mark);
      }
    }
    for (const pupil of [ada, ben]) {
      const [, , secret = pupil.token] = pupil.token.split('.');
      assert.ok(!whole.includes(secret));
    }
    assert.doesNotMatch(whole, /secret_hash|SOLUTION-|HINT-/);
  });

  it('says in the tables what happened, in words, and lets no cell become a formula', async () => {
    const lines = (downloaded.files['what-happened.csv'] ?? '').split('\r\n');
    assert.equal(lines.length - 2, (await ada.facts()).length);
    assert.match(lines.find((line) => line.includes('You answered')) ?? '', /^20\d\d-.*,yes,/);
    for (const line of lines) assert.doesNotMatch(line, /(?:^|,)[=+@]/);
    assert.match(downloaded.files['skills.csv'] ?? '', /Skill,Level/);
  });

  it('has the grades of this course, and of no other', async () => {
    const eve = await room.pupil();
    const { userId } = eve.student;
    for (const grade of [eve.gradeId, `elsewhere:${userId}`]) {
      const draft = { action: 'grade-accepted', actor: 'system', details: { grade, revision: 1 } } as const;
      await recordAudit(room.app.scope, draft, { id: `accepted ${grade}`, now: room.app.clock() });
    }
    const { audit } = JSON.parse((await download(eve)).files['attune-data.json'] ?? '{}');
    const graded = audit.filter(({ action }: { action: string }) => action === 'grade-accepted');
    assert.deepEqual(
      graded.map(({ details }: { details: { grade: string } }) => details.grade),
      [eve.gradeId],
    );
  });

  it('is for learners alone, each for themselves', async () => {
    const teacher = await room.app.arrive({ sub: 'teacher', role: 'staff', name: 'Tia Teacher' });
    assert.equal((await download(await signInAs(room, teacher, 'staff'))).status, 403);
    const whole = (await download(ben)).files['attune-data.json'] ?? '';
    assert.ok(whole.includes('Ben Other') && !whole.includes('Ada Example'));
  });

  it('is not made as often as somebody clicks, and is in the audit log', async () => {
    const cleo = await room.pupil();
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push((await download(cleo)).status);
    assert.deepEqual(answers, [200, 200, 200, 429]);
    room.app.clock.advance(11 * 60_000);
    assert.equal((await download(cleo)).status, 200);
    const audit = room.app.app.storage.connection.collection('audit_log');
    const entries = await audit.countDocuments({ user_id: cleo.student.userId, action: 'data-exported' });
    assert.equal(entries, 4);
  });
});
