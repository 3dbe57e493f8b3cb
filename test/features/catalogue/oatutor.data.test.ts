import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrange } from '../../../src/features/catalogue/arrangement.js';
import { OaStep } from '../../../src/features/catalogue/import-oatutor/layout.js';
import {
  checkAnswer,
  checkCourse,
  importOatutor,
  importOatutorZip,
  loadCatalogue,
  parseResponse,
  questionOf,
  type RawResponse,
  renderText,
  reportText,
  type Step,
  type TranslatedCourse,
  unpack,
} from '../../../src/features/catalogue/index.js';
import { createKeyring, migrateUp, openStorage } from '../../../src/storage/index.js';
import { projectRoot, uniqueDatabase } from '../../support/services.js';

const ARCHIVE = join(projectRoot, '../shared/data/oatutor-intro-stats.zip');

/** What the report of the real course says, kind by kind. */
const NOTES = {
  'choices-repeated': 11,
  'one-choice-only': 1,
  'answer-kept-as-text': 1,
  'hint-id-repeated': 4,
  'hints-flattened': 333,
  'figure-missing': 16,
  'figure-undescribed': 201,
  'title-missing': 7,
  'lesson-without-text': 62,
  'solution-composed': 1_145,
  'prerequisites-absent': 1,
};

describe('the OATutor course on statistics', () => {
  let files: Map<string, Uint8Array>;
  let translated: TranslatedCourse;
  let steps: Step[];
  /** The original answer of each step, as it stands in its file. */
  const originals = new Map<string, string>();

  before(function () {
    this.timeout(60_000);
    assert.ok(existsSync(ARCHIVE), 'the data folder lies beside the project');
    files = unpack(readFileSync(ARCHIVE));
    translated = importOatutor(files);
    steps = translated.course.items.flatMap((item) => item.steps);
    for (const [name, bytes] of files) {
      if (!/\/steps\/([^/]+)\/\1\.json$/.test(name)) continue;
      const step = OaStep.parse(JSON.parse(new TextDecoder().decode(bytes)));
      originals.set(step.id, step.stepAnswer[0] ?? '');
    }
  });

  /** The form that somebody fills in who gives the original answer. */
  function formOf(step: Step, seed: string): RawResponse {
    const original = originals.get(step.id) ?? '';
    if (step.answer.kind !== 'single-choice') return { answer: original };
    const { correct } = step.answer;
    const place = arrange(step.answer, seed).options.find(({ option }) => option.id === correct)?.place;
    return { answer: place ?? '' };
  }

  it('comes in whole: 867 problems, 1,145 steps, 114 skills, every hint and figure', () => {
    const { course, report } = translated;
    assert.equal(course.items.length, 867);
    assert.equal(steps.length, 1_145);
    assert.equal(originals.size, 1_145);
    assert.equal(course.skills.length, 114);
    assert.equal(course.figures.length, 201);
    assert.deepEqual(report.kinds, { 'single-choice': 580, numeric: 548, text: 17 });
    assert.equal(report.imported.hints, report.found.hints);
    assert.deepEqual(checkCourse(course), []);
    assert.deepEqual(new Set(steps.map(({ id }) => id)), new Set(originals.keys()));
  });

  it('takes every original answer for right, at any arrangement', () => {
    const wrong: string[] = [];
    for (const seed of ['s1', 's2', 's3']) {
      for (const step of steps) {
        const verdict = checkAnswer(step.answer, parseResponse(step.answer, formOf(step, seed), { seed }));
        if (!verdict.readable || !verdict.correct) wrong.push(`${step.id}: ${originals.get(step.id)} ${verdict.code}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('takes the right choice from the original, not from our own key', () => {
    const loose = (text: string): string =>
      text
        .replace(/\\(?:text|left|right)/g, '')
        .replace(/[^A-Za-z0-9]+/g, '')
        .toLowerCase();
    for (const { id, answer } of steps) {
      if (answer.kind !== 'single-choice') continue;
      const chosen = answer.options.find((option) => option.id === answer.correct)?.textMarkdown ?? '';
      assert.equal(loose(chosen), loose(originals.get(id) ?? ''), id);
    }
  });

  it('takes a wrong answer for wrong, and never for unreadable', () => {
    for (const step of steps) {
      const { answer } = step;
      const forms: RawResponse[] =
        answer.kind === 'single-choice'
          ? arrange(answer, 's')
              .options.filter(({ option }) => option.id !== answer.correct)
              .map(({ place }) => ({ answer: place }))
          : answer.kind === 'numeric'
            ? [1.1, -1, 0.9].map((factor) => ({ answer: String(answer.value === 0 ? factor : answer.value * factor) }))
            : [{ answer: 'something else' }, { answer: '(1.00,2.00)' }];
      assert.ok(forms.length > 0, step.id);
      for (const form of forms) {
        const verdict = checkAnswer(answer, parseResponse(answer, form, { seed: 's' }));
        assert.ok(verdict.readable && !verdict.correct, `${step.id}: ${JSON.stringify(form)} ${verdict.code}`);
      }
    }
  });

  it('accepts the decimal of a fraction and the fraction of a decimal', () => {
    const fractions = steps.filter(({ id }) => /^\$\$\\frac\{\d+\}\{\d+\}\$\$$/.test(originals.get(id) ?? ''));
    assert.ok(fractions.length > 100);
    for (const { id, answer } of fractions) {
      assert.ok(answer.kind === 'numeric');
      const typed = { kind: 'numeric' as const, text: answer.value.toPrecision(4) };
      const verdict = checkAnswer(answer, typed);
      assert.ok(verdict.readable && verdict.correct, `${id}: ${typed.text}`);
    }
  });

  it('shows every text, and its formulas but for those that the report names', () => {
    const unreadable = new Set(translated.report.notes.find(({ code }) => code === 'formula-unreadable')?.ids);
    for (const item of translated.course.items) {
      const own = [item.bodyMarkdown, ...item.steps.map(({ promptMarkdown }) => promptMarkdown)];
      for (const text of own) assert.ok(!renderText(text).includes('maths-source'), item.id);
      for (const step of item.steps) {
        for (const hint of step.hints) {
          if (unreadable.has(hint.id)) continue;
          assert.ok(!renderText(hint.textMarkdown).includes('maths-source'), hint.id);
        }
        const question = questionOf(item, step, { seed: 's', figureUrl: (name) => `/f/${name}` });
        assert.ok(!/\$\$|##\w/.test(question.bodyHtml + question.promptHtml), `${step.id}: ${question.promptHtml}`);
      }
    }
  });

  it('places each figure once, in the text or below it', () => {
    const { course } = translated;
    const shown = course.items.flatMap((item) => {
      const parts = item.steps.map((step) => questionOf(item, step, { seed: 's', figureUrl: (name) => `/f/${name}` }));
      const hints = item.steps.flatMap(({ hints }) => hints.map(({ textMarkdown }) => textMarkdown)).join(' ');
      const html = JSON.stringify(parts);
      return course.figures.filter(({ name }) => html.includes(`/f/${name}`) || hints.includes(`figure:${name}`));
    });
    assert.equal(new Set(shown.map(({ name }) => name)).size, 201);
  });

  it('reports the rest, with ids', () => {
    const notes = Object.fromEntries(translated.report.notes.map(({ code, count }) => [code, count]));
    for (const [code, count] of Object.entries(NOTES)) assert.equal(notes[code], count, code);
    for (const gone of ['step-left-out', 'problem-left-out', 'skill-missing', 'answer-not-among-choices']) {
      assert.equal(notes[gone], undefined, gone);
    }
    const text = reportText(translated.report);
    assert.match(text, /steps +1145 of 1145/);
    assert.match(text, /aa47f81type1a/);
  });

  it('is stored, found again as the same, and loaded fast', async function () {
    this.timeout(120_000);
    const storage = await openStorage(
      (await uniqueDatabase()).mongoUri,
      createKeyring([{ id: 'k', secret: Buffer.alloc(32, 1) }]),
    );
    try {
      await migrateUp(storage.connection);
      const scope = storage.scope('school');
      const bytes = readFileSync(ARCHIVE);
      const first = await importOatutorZip(scope, bytes, new Date('2026-09-01'));
      assert.equal(first.result.outcome, 'created');
      assert.equal((await importOatutorZip(scope, bytes, new Date('2026-09-02'))).result.outcome, 'unchanged');
      const view = await loadCatalogue(scope, first.result.catalogue);
      assert.equal(view.items.length, 867);
      for (const item of translated.course.items) assert.deepEqual(await view.item(scope, item.id), item);
    } finally {
      await storage.close();
    }
  });
});
