import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { recordFact, selectOptionalProfile } from '../../src/features/learners/index.js';
import { answer, PLAIN } from '../features/learners/some-facts.js';
import { createHttpVisitor } from './http-visitor.js';
import { startVisitor, type Visitor } from './visitor.js';
import { startWorld, type World } from './world.js';

describe('e2e: the dashboard', function () {
  this.timeout(120_000);
  let world: World;
  let visitor: Visitor | undefined;
  before(async () => {
    world = await startWorld({ worker: false });
  });
  after(async () => {
    await visitor?.close();
    await world?.close();
  });

  const addLink = (kind: string) => {
    const { demo } = world;
    const url = `${demo.toolUrl}/lti/launch`;
    return demo.campus.addLink({
      courseId: demo.courseId,
      title: `Widget ${kind}`,
      url,
      custom: { attune_kind: kind },
    });
  };

  it('and each of its parts is opened by a link of its kind', async () => {
    for (const [kind, sign] of [
      ['dashboard', /data-live="dashboard"/],
      ['skills', /data-live="skills"[\s\S]*Where you are/],
      ['insights', /data-live="insights"[\s\S]*How it goes/],
      ['goals', /data-live="goal-tracker"[\s\S]*Your goal/],
      ['reviews', /data-live="review-queue"[\s\S]*Nothing to call back today/],
      ['free', /data-live="free-choice"[\s\S]*How long\?/],
      ['progress', /data-live="progress-chart"[\s\S]*Over time/],
    ] as const) {
      const { id } = addLink(kind);
      const page = await createHttpVisitor().open('tariq', `${world.demo.campusUrl}/lti/start/${id}`);
      assert.equal(page.status, 200, kind);
      assert.match(page.html, sign);
      assert.ok(page.has(/\/dashboard$/) || kind === 'dashboard');
    }
  });

  it('shows what happens elsewhere, and leaves its reader where they are', async () => {
    visitor = await startVisitor(world);
    await visitor.enter('mia');
    addLink('dashboard');
    const frame = await visitor.open('Widget dashboard');
    const why = frame.getByText('Why this?').first();
    await why.click();
    const four = frame.locator('input[name=score][value="4"]').first();
    await four.check();
    await four.focus();
    await frame.evaluate(() => document.querySelector('main')?.setAttribute('data-old', ''));

    const { connection } = world.demo.program.app.storage;
    const learner = await connection.collection<{ _id: string }>('learners').findOne({ sub: world.subOf('mia') });
    const course = await connection.collection<{ _id: string }>('courses').findOne({ context_id: world.demo.courseId });
    const owner = { userId: learner?._id ?? '', courseId: course?._id ?? '' };
    assert.ok(await selectOptionalProfile(world.scope, owner));
    await world.scope.transaction((tx) => {
      const now = new Date();
      const metrics = answer({ decision: randomUUID(), skill: 'outs', skills: [{ id: 'outs', ...PLAIN }] });
      const draft = { type: 'answer', key: randomUUID(), contentId: 'item', metrics, at: now } as const;
      return recordFact(tx, owner, draft, { id: randomUUID(), now });
    });

    await frame.getByRole('heading', { name: 'Where you are' }).waitFor();
    assert.equal(await frame.locator('main[data-old]').count(), 0, 'the main part is another one');
    const after = await frame.evaluate(() => {
      const active = document.activeElement;
      return {
        open: active?.closest('details')?.open ?? false,
        focus: active instanceof HTMLInputElement ? [active.name, active.value, active.checked] : [],
        said: document.getElementById('announcer')?.textContent,
      };
    });
    assert.deepEqual(after, {
      open: true,
      focus: ['score', '4', true],
      said: 'Something new is known. This page is up to date again.',
    });
  });
});
