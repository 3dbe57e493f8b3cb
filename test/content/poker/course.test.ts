import assert from 'node:assert/strict';
import { pokerCourse } from '../../../content/poker/course.js';
import { generators } from '../../../content/poker/generators/index.js';
import {
  CoachMoment,
  Course,
  checkAnswer,
  checkCourse,
  renderText,
  type Step,
} from '../../../src/features/catalogue/index.js';

const LONG = process.env.ATTUNE_LONG === '1';
const course = pokerCourse({ seed: 'course test', variants: 8 });
const steps = course.items.flatMap((item) =>
  item.steps.map((step) => ({ item, step, where: `${item.id} ${step.id}` })),
);

/** Every text of the course that a reader may see, with where it is. */
function texts(): { where: string; text: string }[] {
  const ofSteps = steps.flatMap(({ step, where }) => [
    { where, text: step.promptMarkdown },
    { where, text: step.solutionMarkdown },
    ...step.hints.flatMap((hint) => [
      { where, text: hint.textMarkdown },
      ...(hint.ask ? [{ where, text: hint.ask.answerMarkdown }] : []),
    ]),
    ...optionsOf(step).map((option) => ({ where, text: option.textMarkdown })),
  ]);
  return [
    ...ofSteps,
    ...course.items.map(({ id, bodyMarkdown }) => ({ where: id, text: bodyMarkdown })),
    ...course.lessons.map(({ id, bodyMarkdown }) => ({ where: id, text: bodyMarkdown })),
    ...course.skills.map(({ id, description }) => ({ where: id, text: description })),
    ...course.coaches.flatMap(({ id, personality, lines }) =>
      [personality, ...Object.values(lines).flatMap((each) => each ?? [])].map((text) => ({ where: id, text })),
    ),
  ];
}

function optionsOf({ answer }: Step) {
  if (answer.kind === 'matching') return [...answer.left, ...answer.right];
  return 'options' in answer ? answer.options : [];
}

describe('poker course', () => {
  it('is a course that the catalogue takes', () => {
    assert.deepEqual(checkCourse(Course.parse(structuredClone(course))), []);
  });

  it('is made in less than three seconds', () => {
    const start = performance.now();
    pokerCourse({ seed: 'another' });
    assert.ok(performance.now() - start < 3000);
  });

  it('is the same, byte for byte, for the same seed, and another one for another seed', () => {
    const again = JSON.stringify(pokerCourse({ seed: 'course test', variants: 8 }));
    assert.equal(again, JSON.stringify(course));
    const generated = (seed: string | number) =>
      new Set(
        pokerCourse({ seed, variants: 4 })
          .items.filter(({ tags }) => tags.includes('generated'))
          .map(({ id }) => id),
      );
    const [one, two] = [generated('one'), generated(2)];
    assert.ok([...one].filter((id) => two.has(id)).length < one.size / 2);
  });

  it('is sound for many seeds', function () {
    this.timeout(LONG ? 240_000 : 20_000);
    for (let seed = 0; seed < (LONG ? 300 : 10); seed += 1) {
      const { items } = pokerCourse({ seed, variants: 16 });
      for (const { id, steps: asked } of items) {
        for (const { answer } of asked) {
          if (answer.kind === 'single-choice') assert.ok(answer.options.length >= 3, id);
          if (answer.kind === 'numeric') assert.ok(Number.isFinite(answer.value), id);
        }
      }
    }
  });

  it('gives the same id to the same question, whatever the seed', () => {
    const wording = new Map<string, string>();
    for (const seed of ['x', 'y', 'z']) {
      for (const { id, bodyMarkdown, steps: asked } of pokerCourse({ seed, variants: 24 }).items) {
        const words = [bodyMarkdown, ...asked.map((step) => step.promptMarkdown)].join('\n');
        assert.equal(wording.get(id) ?? words, words);
        wording.set(id, words);
      }
    }
  });

  it('has a seed and eight variants by default', () => {
    assert.deepEqual(pokerCourse(), pokerCourse({ seed: 'attune', variants: 8 }));
  });

  it('makes up to 24 variants a level and refuses what it cannot make', () => {
    const { items } = pokerCourse({ seed: 1, variants: 24 });
    const levels = generators.reduce((sum, { levels: each }) => sum + each.length, 0);
    assert.equal(items.filter(({ tags }) => tags.includes('generated')).length, 24 * levels);
    for (const variants of [0, -1, 1.5, Number.NaN])
      assert.throws(() => pokerCourse({ seed: 1, variants }), RangeError);
    assert.throws(() => pokerCourse({ seed: 1, variants: 5000 }), /has only \d+ different questions/);
  });

  it('teaches at least 24 skills, each after those that it leans on', () => {
    assert.ok(course.skills.length >= 24);
    const taught = new Set<string>();
    for (const { id, prerequisites } of course.skills) {
      for (const { skill } of prerequisites) assert.ok(taught.has(skill), `${id} leans on ${skill}, which comes later`);
      taught.add(id);
    }
  });

  it('has a lesson of 150 to 300 words for every skill', () => {
    for (const { id } of course.skills) {
      const lesson = course.lessons.find(({ skills }) => skills.includes(id));
      assert.ok(lesson, `no lesson for ${id}`);
      // What a figure says to those who cannot see it is not on top of the text for those who can.
      const words = lesson.bodyMarkdown.replace(/!\[[^\]]*\]\([^)]*\)/g, '').split(/\s+/).length;
      assert.ok(words >= 150 && words <= 300, `${lesson.id} has ${words} words`);
      assert.match(lesson.bodyMarkdown, /example/i, `${lesson.id} has no example`);
    }
  });

  it('has a generator for at least 20 skills, each with three degrees of difficulty or more', () => {
    assert.ok(new Set(generators.map(({ skill }) => skill)).size >= 20);
    for (const { id, levels } of generators) {
      const degrees = levels.map(({ difficulty }) => difficulty);
      assert.ok(new Set(degrees).size >= 3, id);
      assert.deepEqual(
        degrees,
        [...degrees].sort((a, b) => a - b),
        `${id} does not grow harder`,
      );
      for (const { difficulty, discrimination } of levels) {
        assert.ok(Math.abs(difficulty) <= 1.5 && discrimination >= 0.8 && discrimination <= 1.6, id);
      }
    }
  });

  it('has at least 60 hand-written items, at least one for every skill', () => {
    const fixed = course.items.filter(({ tags }) => tags.includes('fixed'));
    assert.ok(fixed.length >= 60);
    const covered = new Set(fixed.flatMap(({ steps: asked }) => asked.flatMap(({ skills }) => skills)));
    assert.deepEqual(
      course.skills.map(({ id }) => id).filter((id) => !covered.has(id)),
      [],
    );
  });

  it('asks in all seven ways, and in problems of several steps', () => {
    assert.equal(new Set(steps.map(({ step }) => step.answer.kind)).size, 7);
    assert.ok(course.items.filter(({ steps: asked }) => asked.length >= 3).length >= 20);
  });

  it('gives each step hints and a worked solution', () => {
    for (const { step, where } of steps) {
      assert.ok(step.hints.length >= 2, `${where} has ${step.hints.length} hints`);
      assert.ok(step.solutionMarkdown.length > 5, where);
    }
  });

  it('shows different options, and says of each wrong one in a single choice which idea leads there', () => {
    for (const { step, where } of steps) {
      const shown = step.answer.kind === 'matching' ? step.answer.left : optionsOf(step);
      assert.equal(new Set(shown.map(({ textMarkdown }) => textMarkdown)).size, shown.length, where);
      if (step.answer.kind !== 'single-choice') continue;
      const { options, correct } = step.answer;
      assert.ok(options.length >= 3, where);
      assert.deepEqual(
        options.filter(({ misconception }) => misconception === undefined).map(({ id }) => id),
        [correct],
        where,
      );
    }
  });

  it('takes the answer of a reader who rounds as asked', () => {
    for (const { step, where } of steps) {
      if (step.answer.kind !== 'numeric') continue;
      const { value, unit } = step.answer;
      const places = /two decimal places/.test(step.promptMarkdown)
        ? 2
        : /one decimal place/.test(step.promptMarkdown)
          ? 1
          : 0;
      const exact = Math.abs(Math.round(value * 100) / 100 - value) < 1e-9;
      const typed = places > 0 || !exact ? value.toFixed(places) : String(Number(value.toFixed(2)));
      for (const text of [typed, `${typed} ${unit?.label ?? ''}`.trim()]) {
        const verdict = checkAnswer(step.answer, { kind: 'numeric', text });
        assert.ok(verdict.readable && verdict.correct, `${where}: ${text} for ${value}`);
      }
    }
  });

  it('takes its own formulas, and no other', () => {
    for (const { step, where } of steps) {
      if (step.answer.kind !== 'expression') continue;
      const [form = ''] = step.answer.accepted;
      const right = checkAnswer(step.answer, { kind: 'expression', text: form });
      assert.ok(right.readable && right.correct, `${where}: ${form}`);
      const wrong = checkAnswer(step.answer, { kind: 'expression', text: `(${form}) + 1/7` });
      assert.ok(wrong.readable && !wrong.correct, where);
    }
  });

  it('asks for decimal places only when it takes them', () => {
    for (const { step, where } of steps) {
      if (step.answer.kind !== 'numeric' || !/whole (per cent|number|chip)/.test(step.promptMarkdown)) continue;
      assert.ok(step.answer.tolerance >= 0.5, where);
    }
  });

  it('has no hole in its texts, and formulas that can be set', () => {
    for (const { where, text } of texts()) {
      assert.doesNotMatch(text, /undefined|NaN|Infinity|\[object|\$\{/, where);
      // MathML carries the source of a formula as a note; all other TeX in the result is a formula that failed.
      const shown = renderText(text).replace(/<annotation[^>]*>[^<]*<\/annotation>/g, '');
      assert.doesNotMatch(shown, /\$|\\[a-z]+/i, `${where}: ${text}`);
    }
  });

  it('keeps to plain grammar around numbers', () => {
    for (const { where, text } of texts()) {
      assert.doesNotMatch(
        text,
        /(?<![\d.,{}-])1 (chips|cards|outs|points|hands|players|times|tries|combinations|big blinds|units|of the [\w ]+ (are|have))\b/,
        `${where}: ${text}`,
      );
      const prose = text.replace(/^\|.*$/gm, '');
      assert.doesNotMatch(prose, / {2}|\.\.(?!\.)|,,|\( | \)/, `${where}: ${text}`);
    }
  });

  it('has four coaches who differ, with three lines or more for every moment', () => {
    assert.equal(course.coaches.length, 4);
    assert.equal(new Set(course.coaches.map(({ teachingStyle }) => teachingStyle)).size, 4);
    const said = course.coaches.flatMap(({ lines }) => Object.values(lines).flat());
    assert.equal(new Set(said).size, said.length, 'two coaches say the same');
    for (const { id, lines } of course.coaches) {
      for (const moment of CoachMoment.options) assert.ok((lines[moment]?.length ?? 0) >= 3, `${id} at ${moment}`);
    }
    const topics = course.coaches.flatMap((coach) => coach.topics);
    assert.deepEqual(topics.sort(), course.skills.map(({ id }) => id).sort());
  });
});
