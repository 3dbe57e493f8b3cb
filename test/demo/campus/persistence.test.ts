import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { CLAIM } from '../../../demo/campus/vocabulary.js';
import { Bench } from './bench.js';

describe('campus: a restart', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'campus-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps activities, grades, switches and people, in a folder that was not there before', async () => {
    const stateFile = join(folder, 'not/there/yet/campus.json');
    const first = await Bench.start({ stateFile });
    const { link } = first.gradedLink({ a: 'b' });
    first.campus.setSwitch('names', false);
    const form = { person: 'mia', item: first.campus.state.lineItems[0]?.id, score: '10' };
    const request = first.http.post(`/courses/${first.courseId}/grades`).set('cookie', 'campus_person=instructor');
    await request.type('form').send(form).expect(303);
    const before = structuredClone(first.campus.state);
    await first.close();

    const second = await Bench.start({ stateFile, seed: 'another' });
    try {
      assert.deepEqual(second.campus.state, before);
      assert.equal(second.campus.gradebook(second.courseId).rows.length, 32);
      assert.notEqual(second.gradedLink().link.id, link.id);
    } finally {
      await second.close();
    }
  });

  it('keeps several deployments of one client apart, and refuses a course in one that it does not have', async () => {
    const courses = [
      { title: 'Here', label: 'A' },
      { title: 'There', label: 'B', deploymentId: '2' },
    ];
    const bench = await Bench.start({ courses, deploymentIds: ['1', '2'] });
    const tokenFor = async (courseId: string) => decodeJwt(await bench.campus.mintIdToken({ deepLinkInto: courseId }));
    const ids = bench.campus.state.courses.map(({ id }) => id);
    const deployments = await Promise.all(ids.map(async (id) => (await tokenFor(id))[CLAIM.deploymentId]));
    assert.deepEqual(deployments, ['1', '2']);
    await bench.close();
    await assert.rejects(Bench.start({ courses, deploymentIds: ['1'] }), /deployment 2/);
  });

  it('says so when the file is not a campus state', async () => {
    const stateFile = join(folder, 'campus.json');
    await writeFile(stateFile, '{"people":[]}');
    await assert.rejects(Bench.start({ stateFile }), /is not a campus state/);
  });
});
