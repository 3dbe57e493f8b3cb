import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOutbox, enqueue } from '../../src/storage/index.js';
import { migratedDatabase } from '../support/services.js';
import { Administrator } from './support/administrator.js';

describe('the commands of administrators', function () {
  this.timeout(30_000);
  let admin: Administrator;
  before(async () => {
    admin = await Administrator.begin(await migratedDatabase());
  });
  after(() => admin.end());

  describe('grades', () => {
    before(async () => {
      const outbox = createOutbox(admin.storage.connection);
      const now = new Date('2026-03-02T08:00:00.000Z');
      for (const [id, tenant, dead] of [
        ['grade:1', 'north', true],
        ['grade:2', 'north', false],
        ['grade:3', 'south', true],
      ] as const) {
        await enqueue(admin.storage.scope(tenant), { id, kind: 'grade', subject: {}, now });
        const entry = dead ? await outbox.claim(id, 'w', now, 1_000) : null;
        if (entry) await outbox.dead(entry, 'w', now, 'Check the enrolment.');
      }
    });
    type Row = { _id: string; state: string };
    const ids = async (...words: string[]) =>
      (await admin.json<Row[]>('grades', 'list', ...words)).map(({ _id }) => _id).sort();

    it('list: all of them, or those of a state or an institution', async () => {
      assert.deepEqual(await ids(), ['grade:1', 'grade:2', 'grade:3']);
      assert.deepEqual(await ids('--state', 'dead'), ['grade:1', 'grade:3']);
      assert.deepEqual(await ids('--institution', 'south'), ['grade:3']);
      assert.equal((await ids('--limit', '2')).length, 2);
      assert.match(
        await admin.text('grades', 'list', '--state', 'dead', '--institution', 'north'),
        /^delivery +institution +state +tries +problem\ngrade:1 +north +dead +1 +Check the enrolment\.$/,
      );
      assert.equal(await admin.text('grades', 'list', '--institution', 'west'), 'None.');
    });

    it('resend: one, those of an institution, or all', async () => {
      assert.match(await admin.failure(1, 'grades', 'resend', 'grade:9'), /^No delivery grade:9 was given up here\.$/);
      assert.match(await admin.failure(1, 'grades', 'resend', 'grade:2'), /^No delivery grade:2/);
      assert.match(
        await admin.failure(1, 'grades', 'resend', 'grade:1', '--institution', 'south'),
        /^No delivery grade:1/,
      );
      assert.equal(await admin.text('grades', 'resend', 'grade:1'), '1 deliveries will be tried again.');
      assert.deepEqual(await admin.json('grades', 'resend', '--institution', 'north'), { resent: 0 });
      assert.deepEqual(await admin.json('grades', 'resend'), { resent: 1 });
      assert.deepEqual(await ids('--state', 'dead'), []);
    });

    it('resend --waiting: also those that wait for their next try', async () => {
      const outbox = createOutbox(admin.storage.connection);
      const now = new Date('2026-03-02T08:30:00.000Z');
      const entry = await outbox.claim('grade:2', 'w', now, 1_000);
      assert.ok(entry);
      await outbox.retry(entry, 'w', now, new Date('2026-03-02T12:00:00.000Z'), 'The LMS was away.');
      assert.match(await admin.failure(1, 'grades', 'resend', 'grade:2'), /^No delivery grade:2 was given up here\.$/);
      assert.match(
        await admin.failure(1, 'grades', 'resend', 'grade:9', '--waiting'),
        /^No delivery grade:9 was given up or/,
      );
      assert.deepEqual(await admin.json('grades', 'resend', '--waiting', '--institution', 'south'), { resent: 0 });
      assert.deepEqual(await admin.json('grades', 'resend', '--waiting'), { resent: 1 });
      assert.deepEqual((await outbox.due(new Date('2026-03-02T09:00:00.000Z'), 10)).map(({ id }) => id).sort(), [
        'grade:1',
        'grade:2',
        'grade:3',
      ]);
    });
  });

  describe('import', () => {
    const file = (name: string, content: string): string => {
      writeFileSync(join(admin.folder, name), content);
      return join(admin.folder, name);
    };
    const course = {
      id: 'sums',
      title: 'Sums',
      language: 'en',
      licence: 'CC0-1.0',
      skills: [{ id: 'adding', title: 'Adding', description: 'To add.' }],
      items: [
        {
          id: 'one-and-one',
          title: 'One and one',
          steps: [
            {
              id: 'step',
              promptMarkdown: '1 + 1',
              answer: { kind: 'numeric', value: 2, tolerance: 0 },
              skills: ['adding'],
              solutionMarkdown: '2',
            },
          ],
        },
      ],
    };

    it('course: brings it in, and says what became of it', async () => {
      const path = file('sums.json', JSON.stringify(course));
      const words = ['import', 'course', path, '--institution', 'example-school'];
      assert.equal(await admin.text(...words), 'sums: created; 1 skills, 1 items, 1 steps.');
      assert.equal((await admin.json(...words)).outcome, 'unchanged');
    });

    it('course: refuses what is no course', async () => {
      const into = ['--institution', 'example-school'];
      const noJson = await admin.attune('import', 'course', file('plain.json', 'no json'), ...into);
      assert.deepEqual([noJson.code, /is not JSON\.$/.test(noJson.err)], [2, true]);
      assert.match(await admin.failure(1, 'import', 'course', file('empty.json', '{}'), ...into), /id/);
      const lost = {
        ...course,
        id: 'lost',
        items: course.items.map((item) => ({
          ...item,
          steps: item.steps.map((step) => ({ ...step, skills: ['none'] })),
        })),
      };
      assert.match(
        await admin.failure(1, 'import', 'course', file('lost.json', JSON.stringify(lost)), ...into),
        /none/,
      );
    });

    it('course: says no more than a screen about one that is all wrong', async () => {
      const items = Array.from({ length: 500 }, () => ({}));
      const err = await admin.failure(
        1,
        'import',
        'course',
        file('wrong.json', JSON.stringify({ ...course, items })),
        '--institution',
        'a',
      );
      assert.ok(err.split('\n').length <= 21);
      assert.ok(!err.includes('"code"'), 'words, not objects');
    });

    it('oatutor: refuses what is no archive', async () => {
      const words = ['import', 'oatutor', file('plain.zip', 'no zip'), '--institution', 'example-school'];
      assert.equal(await admin.failure(1, ...words), 'This is not a zip archive.');
      assert.match(
        await admin.failure(1, ...words.map((word) => (word.endsWith('.zip') ? file('cut.zip', 'PK\x03\x04') : word))),
        /./,
      );
    });
  });

  describe('rebuild', () => {
    it('folds again what there is', async () => {
      assert.deepEqual(await admin.json('rebuild', '--dry-run'), { profiles: 0, different: 0 });
      assert.equal(
        await admin.text('rebuild', '--institution', 'example-school'),
        '0 profiles folded again; 0 changed.',
      );
    });
  });
});
