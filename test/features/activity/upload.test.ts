import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { runCommandLine } from '../../../src/cli/run.js';
import { TENANT } from '../../support/app.js';
import { ActivityRoom } from './support/activity-room.js';
import { FakeLms, moodle } from './support/fake-lms.js';

const FILE = [
  'First name;Last name;Quiz (Percentage);Essay (Real)',
  'Ada;Lovelace;80,00 %;15,0',
  'Nemo;Nobody;10,00 %;1,0',
  'cleo;SERTORI;-;20,0',
].join('\n');

describe('a gradebook file', () => {
  let room: ActivityRoom;
  let lms: FakeLms;
  const folder = mkdtempSync(join(tmpdir(), 'attune-sheet-'));
  before(async () => {
    [room, lms] = [await ActivityRoom.open(), await FakeLms.start()];
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all([lms.close(), room.close()]);
  });

  const upload = (text: string, token = room.staff.token, base = room.staff.base) =>
    request(room.app.app.web)
      .post(`${base}/activity/upload`)
      .set('Accept', 'text/html')
      .field('session', token)
      .attach('file', Buffer.from(text), { filename: 'grades.csv', contentType: 'text/csv' });
  const scores = async (userId: string) =>
    (await room.facts({ userId, courseId: room.courseId }, 'grade-read')).map(({ performance_metrics: metrics }) => [
      metrics.label,
      metrics.score,
    ]);

  /** `attune …` on the database of the room. */
  const attune = async (...words: string[]) => {
    const { host, port, name } = room.app.app.storage.connection;
    const printed: string[] = [];
    const code = await runCommandLine(words, {
      cwd: folder,
      env: {
        ...{ NODE_ENV: 'test', MONGODB_URI: `mongodb://${host}:${port}/${name}?directConnection=true` },
        INSECURE_PLATFORM_ORIGINS: lms.origin,
      },
      clock: room.app.clock,
      say: (line) => void printed.push(line),
      print: (text) => void printed.push(text),
    });
    return { code, text: printed.join('\n') };
  };

  it('is shown before anything of it is kept', async () => {
    const page = await upload(FILE);
    assert.equal(page.status, 200);
    assert.match(page.text, /2 students of this course are in it/);
    assert.match(page.text, /Nemo Nobody/);
    assert.match(page.text, /Full marks: 100/);
    assert.deepEqual(await scores(room.ada.userId), []);
    const id = /name="upload" value="([^"]+)"/.exec(page.text)?.[1] ?? assert.fail();
    const columns = [...page.text.matchAll(/name="columns" value="([^"]+)"/g)].map(([, column = '']) => column);
    const [quiz = '', essay = ''] = columns;
    const wrong = await room.press('activity/import', { upload: id, columns, [`marks.${essay}`]: 'many' });
    assert.equal(wrong.status, 400);
    const done = await room.press('activity/import', { upload: id, columns, [`marks.${essay}`]: '20' });
    assert.equal(done.status, 200);
    assert.match(done.text, /3 grades are new/);
    assert.deepEqual(await scores(room.ada.userId), [
      ['Quiz', 0.8],
      ['Essay', 0.75],
    ]);
    assert.deepEqual(await scores(room.cleo.userId), [['Essay', 1]]);
    assert.ok(quiz.startsWith('csv:'));
    assert.equal((await room.press('activity/import', { upload: id, columns })).status, 404, 'it is gone');
  });

  it('that is none is refused in words, and one that is too large at once', async () => {
    for (const [text, words] of [
      ['', /The file is empty/],
      ['a,b\n1,2', /no students/],
      ['First name,Last name,Quiz (Letter)\nAda,Lovelace,A', /no grades with numbers/],
    ] as const) {
      const page = await upload(text);
      assert.equal(page.status, 400);
      assert.match(page.text, words);
    }
    assert.equal((await upload('x'.repeat(2_100_000))).status, 413);
    const broken = await request(room.app.app.web)
      .post(`${room.staff.base}/activity/upload`)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('nonsense');
    assert.equal(broken.status, 400);
  });

  it('is for staff alone', async () => {
    const student = await room.app.signIn(room.ada);
    assert.equal((await upload(FILE, student.token, student.base)).status, 403);
  });

  it('can be brought by a command, which keeps nothing unless told', async () => {
    writeFileSync(join(folder, 'grades.csv'), FILE.replace('80,00', '90,00'));
    const call = [
      'grades',
      'import-csv',
      join(folder, 'grades.csv'),
      '--institution',
      TENANT,
      '--course',
      room.courseId,
    ];
    const shown = await attune(...call);
    assert.equal(shown.code, 0, shown.text);
    assert.match(shown.text, /Nothing is kept yet/);
    assert.match(shown.text, /--full-marks "Essay=…"/);
    assert.match(shown.text, /Nemo Nobody/);
    const kept = await attune(...call, '--full-marks', 'Essay=20', '--apply');
    assert.match(kept.text, /1 grades were new and are kept/);
    assert.deepEqual((await scores(room.ada.userId)).at(-1), ['Quiz', 0.9]);
    assert.equal((await attune(...call, '--full-marks', 'Essay')).code, 2);
    assert.equal((await attune('grades', 'import-csv', 'nowhere.csv', ...call.slice(3))).code, 2);
  });

  it('has a sister in the connectors, by commands too', async () => {
    lms.answer = moodle({ ada: 41, ben: 42, teacher: 2, nobody: 99 });
    await room.app.arrive({ sub: '41', name: 'M One' });
    writeFileSync(join(folder, 'token.txt'), 'moodle-token\n');
    const where = ['--institution', TENANT];
    const draft = [
      '--course',
      room.courseId,
      '--kind',
      'moodle',
      '--lms-course',
      '7',
      '--token-file',
      join(folder, 'token.txt'),
    ];
    const refused = await attune('connectors', 'add', ...where, ...draft, '--base', 'http://10.0.0.1');
    assert.equal(refused.code, 2);
    const added = await attune('connectors', 'add', ...where, ...draft, '--base', lms.origin, '--json');
    assert.equal(added.code, 0, added.text);
    const { id } = JSON.parse(added.text) as { id: string };
    const listed = await attune('connectors', 'list', ...where, '--json');
    assert.match(listed.text, new RegExp(id));
    assert.doesNotMatch(listed.text, /token/);
    const read = await attune('connectors', 'sync', ...where);
    assert.equal(read.code, 0, read.text);
    assert.match(read.text, /2 facts are new, 2 people are not in the course here/);
    lms.answer = () => ({ status: 401, body: {} });
    const failed = await attune('connectors', 'sync', ...where);
    assert.equal(failed.code, 1);
    assert.match(failed.text, /refuses the token/);
    assert.equal((await attune('connectors', 'remove', id, ...where)).code, 0);
    assert.equal((await attune('connectors', 'remove', id, ...where)).code, 2);
  });
});
