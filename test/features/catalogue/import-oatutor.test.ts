import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import {
  ArchiveRefused,
  checkAnswer,
  checkCourse,
  importOatutor,
  type NoteCode,
  questionOf,
  renderText,
  reportText,
  type Step,
  unpack,
} from '../../../src/features/catalogue/index.js';
import { oatutorFiles, zipped } from './support/oatutor.js';

describe('importOatutor', () => {
  const { course, report } = importOatutor(unpack(zipped(oatutorFiles())));
  const steps = new Map(course.items.flatMap((item) => item.steps).map((step) => [step.id, step]));
  const stepOf = (id: string): Step => {
    const step = steps.get(id);
    assert.ok(step, id);
    return step;
  };
  const noted = (code: NoteCode): readonly string[] => report.notes.find((note) => note.code === code)?.ids ?? [];

  it('makes a course without problems, and counts what it found', () => {
    assert.deepEqual(checkCourse(course), []);
    assert.equal(course.id, 'small-odd-things');
    assert.equal(course.licence, 'CC BY 4.0 (https://example.org/by)');
    assert.deepEqual(report.found, { problems: 3, steps: 14, skills: 3, hints: 5, figures: 3 });
    assert.deepEqual(report.imported, { items: 2, steps: 12, skills: 4, hints: 4, figures: 2 });
    assert.deepEqual(noted('step-left-out'), ['empty1a', 'odd1c']);
    assert.deepEqual(noted('problem-left-out'), ['empty1']);
    assert.deepEqual(noted('file-unreadable'), ['content-pool/broken1/broken1.json', 'plain1-notes.txt']);
  });

  it('makes of each answer a key that takes it', () => {
    const right: [string, string][] = [
      ['plain1a', '1/4'],
      ['plain1a', '0.25'],
      ['odd1d', '1+2x'],
      ['odd1e', 'About right'],
      ['odd1g', 'gauss'],
      ['odd1h', '23%'],
      ['odd1h', '23'],
      ['odd1i', '7'],
      ['odd1k', '5'],
    ];
    for (const [id, text] of right) {
      const { answer } = stepOf(id);
      assert.ok(answer.kind === 'numeric' || answer.kind === 'text' || answer.kind === 'expression', id);
      assert.equal(checkAnswer(answer, { kind: answer.kind, text }).code, 'right', `${id}: ${text}`);
    }
    assert.deepEqual(noted('answer-kept-as-text'), ['odd1e']);
    assert.deepEqual(noted('several-answers'), ['odd1f', 'odd1g']);
    assert.deepEqual(noted('unknown-type'), ['odd1k']);
    assert.deepEqual(noted('variables-fixed'), ['odd1i']);
    assert.match(renderText(stepOf('odd1i').promptMarkdown), /What is 7\?/);
  });

  it('mends choices and says so', () => {
    const words = (id: string) => {
      const { answer } = stepOf(id);
      assert.ok(answer.kind === 'single-choice' || answer.kind === 'multiple-choice');
      const correct = [answer.correct].flat();
      return answer.options.map(({ id: option, textMarkdown }) =>
        correct.includes(option) ? `*${textMarkdown}` : textMarkdown,
      );
    };
    assert.deepEqual(words('plain1b'), ['*Yes', 'No', 'None of the above']);
    assert.deepEqual(words('odd1a'), ['A', 'B', '*C']);
    assert.deepEqual(words('odd1b'), ['*A', 'None of these.']);
    assert.deepEqual(words('odd1f'), ['*A', '*B', 'C']);
    assert.deepEqual(noted('choices-repeated'), ['odd1b', 'plain1b']);
    assert.deepEqual(noted('answer-not-among-choices'), ['odd1a']);
    assert.deepEqual(noted('one-choice-only'), ['odd1b']);
    for (const seed of ['1', '2', '3', '4']) {
      const item = course.items.find(({ id }) => id === 'plain1');
      assert.ok(item);
      assert.equal(questionOf(item, stepOf('plain1b'), { seed }).options.at(-1)?.html, 'None of the above');
    }
  });

  it('turns its text into ours: formulas, money, lines, lists and figures', () => {
    const { promptMarkdown, hints } = stepOf('plain1a');
    assert.equal(promptMarkdown, 'Half of 0.5 costs \\$3?\n\nSee\n\n![A 1/2 title](figure:plain1-figure1.png)');
    assert.equal(hints[0]?.textMarkdown, 'First\n\n- one\n- two with $x<y$');
    const plain = course.items.find(({ id }) => id === 'plain1');
    assert.equal(plain?.title, 'A 1/2 title');
    assert.deepEqual(plain?.figures, ['plain1-figure2.gif'], 'a figure that no text names stands below');
    assert.deepEqual(
      course.figures.map(({ name, mediaType }) => [name, mediaType]),
      [
        ['plain1-figure1.png', 'image/png'],
        ['plain1-figure2.gif', 'image/png'],
      ],
    );
    assert.deepEqual(noted('figure-missing'), ['odd1j']);
    assert.deepEqual(noted('maths-unbalanced'), ['odd1j']);
    assert.match(renderText(stepOf('odd1j').promptMarkdown), /Open/);
  });

  it('keeps hints in order, with their questions, and composes a solution', () => {
    const { hints, solutionMarkdown } = stepOf('plain1a');
    assert.deepEqual(
      hints.map(({ id, ask }) => [id, ask?.answerMarkdown ?? null]),
      [
        ['plain1a-h1', null],
        ['plain1a-h1-2', '2'],
        ['plain1a-h1-s1', null],
        ['plain1a-h3', null],
      ],
    );
    assert.deepEqual(noted('hint-id-repeated'), ['plain1a-h1']);
    assert.deepEqual(noted('hint-order'), ['plain1a-h1']);
    assert.deepEqual(noted('hint-without-text'), ['plain1a-h1-s2']);
    assert.deepEqual(noted('hint-question-left-out'), ['plain1a-h3']);
    assert.match(solutionMarkdown, /⇒ \$\\frac\{1\}\{4\}\$$/);
  });

  it('takes over skills, their parameters and lessons, and makes up no prerequisites', () => {
    assert.deepEqual(
      course.skills.map(({ id, title, prerequisites }) => [id, title, prerequisites.length]),
      [
        ['quarters', 'Quarters', 0],
        ['odd_things', 'Odd (things)', 0],
        ['nameless', 'Nameless', 0],
        ['other_questions', 'Other questions', 0],
      ],
    );
    assert.deepEqual(course.skills[0]?.parameters, { prior: 0.01, learn: 0.1, guess: 0.2, slip: 0.49 });
    assert.deepEqual(noted('parameters-clamped'), ['quarters']);
    assert.deepEqual(stepOf('plain1a').skills, ['quarters', 'odd_things']);
    assert.deepEqual(stepOf('odd1a').skills, ['other_questions']);
    assert.ok(noted('skill-missing').includes('odd1a'));
    assert.deepEqual(noted('field-ignored'), ['lesson.allowRecycle', 'hint.oer', 'hint.license']);
  });

  it('tells a reader all of it', () => {
    const text = reportText(report);
    assert.match(text, /steps +12 of 14/);
    for (const { count, ids } of report.notes) {
      assert.ok(text.includes(String(count)));
      assert.ok(text.includes(ids[0] ?? '?'));
    }
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  });

  it('asks which course when there are several, and refuses an archive without one', () => {
    const two = oatutorFiles({ 'small/coursePlans.json': [{ courseName: 'One' }, { courseName: 'Two' }] });
    const files = new Map(Object.entries(two));
    assert.throws(() => importOatutor(files), /"One", "Two"/);
    assert.equal(importOatutor(files, { courseName: 'Two' }).course.title, 'Two');
    assert.throws(() => importOatutor(new Map([['a.txt', new Uint8Array()]])), ArchiveRefused);
  });
});

describe('unpack', () => {
  const zeros = new Uint8Array(2_000_000);

  it('gives the files of an archive', () => {
    const files = unpack(zipSync({ 'a/b.txt': new Uint8Array([1, 2]), 'c.txt': new Uint8Array(70_000).fill(7) }));
    assert.deepEqual([...(files.get('a/b.txt') ?? [])], [1, 2]);
    assert.equal(files.get('c.txt')?.length, 70_000);
  });

  it('stops a file that unpacks to more than it may', () => {
    assert.throws(() => unpack(zipSync({ bomb: zeros }), { fileBytes: 1_000_000 }), /larger than 1 MB/);
  });

  it('stops a file that lies about its size', () => {
    const archive = zipSync({ bomb: zeros });
    const view = new DataView(archive.buffer, archive.byteOffset);
    view.setUint32(22, 10, true);
    assert.throws(() => unpack(archive, { fileBytes: 1_000_000 }), ArchiveRefused);
  });

  it('stops an archive with too much or too many in it', () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`f${index}`, zeros.subarray(0, 100_000)]),
    );
    assert.throws(() => unpack(zipSync(many), { allBytes: 1_000_000 }), /larger than 1 MB/);
    assert.throws(() => unpack(zipSync(many), { files: 10 }), /more than 10 files/);
    assert.throws(() => unpack(zipSync(many), { archiveBytes: 100 }), ArchiveRefused);
  });

  it('refuses what is no archive, or a damaged one', () => {
    assert.throws(() => unpack(new Uint8Array([1, 2, 3])), /not a zip archive/);
    const source = seededRandom('archive');
    const random = new Uint8Array(20_000).map(() => Math.floor(source.next() * 16));
    const archive = zipSync({ a: random });
    archive.fill(0xff, 200, 5_000);
    assert.throws(() => unpack(archive), ArchiveRefused);
    assert.throws(() => unpack(zipSync({ a: random }).subarray(0, 3_000)), ArchiveRefused);
  });
});
