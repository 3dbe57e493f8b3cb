import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  answerQuestion,
  createGradebook,
  finishRound,
  goOn,
  showSolution,
  startRound,
} from '../../../src/features/practice/index.js';
import type { GradeDocument } from '../../../src/features/practice/model.js';
import { TENANT } from '../../support/app.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { problem, testCourse } from '../../support/course.js';

type Policy = 'best' | 'latest' | 'at-due';

const SKILLS = ['counting', 'constructor', 'odds.basic'];
const TARGET = 0.8;
const BKT: Record<string, { prior: number; learn: number; guess: number; slip: number }> = {
  counting: { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 },
  constructor: { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 },
  'odds.basic': { prior: 0.3, learn: 0.1, guess: 0.25, slip: 0.05 },
};

/** What should be, worked out without any code of the program. */
interface Model {
  readonly policy: Policy;
  readonly lateCounts: boolean;
  readonly due: number;
  readonly known: Map<string, number>;
  round: { number: number; open: boolean };
  intended: { score: number; revision: number; completed: boolean; round: number; at: number } | null;
  sent: { revision: number; timestamp: number; score: number } | null;
  earned: { score: number | null; revision: number; superseded: boolean } | null;
}

interface Real {
  readonly room: Classroom;
  readonly pupil: Pupil;
}

const scoreOf = ({ known }: Model): number =>
  SKILLS.reduce((sum, skill) => sum + Math.min(1, (known.get(skill) ?? 0) / TARGET), 0) / SKILLS.length;

function learnFrom(model: Model, skill: string, correct: boolean): void {
  const { prior, learn, guess, slip } = BKT[skill] ?? assert.fail(skill);
  const before = model.known.get(skill) ?? prior;
  const odds = (before / (1 - before)) * (correct ? (1 - slip) / guess : slip / (1 - guess));
  const posterior = odds / (1 + odds);
  model.known.set(skill, posterior + (1 - posterior) * learn);
}

/** The rule of each policy in a few lines. */
function report(model: Model, now: number, finished: boolean): void {
  const late = now > model.due;
  if (late && (model.policy === 'at-due' || !model.lateCounts)) return;
  const { intended: before, round } = model;
  const current = scoreOf(model);
  const score = before && model.policy === 'best' ? Math.max(before.score, current) : current;
  const ends = finished && !(before?.completed && before.round === round.number);
  if (before && Math.abs(score - before.score) < 1e-12 && !ends) return;
  model.intended = { score, revision: (before?.revision ?? 0) + 1, completed: finished, round: round.number, at: now };
}

function close(actual: number | null | undefined, expected: number | null, what: string): void {
  if (expected === null) assert.equal(actual ?? null, null, what);
  else
    assert.ok(typeof actual === 'number' && Math.abs(actual - expected) < 1e-9, `${what}: ${actual}, not ${expected}`);
}

async function agree(model: Model, { room, pupil }: Real): Promise<void> {
  const grade: GradeDocument | null = await pupil.grade();
  assert.equal(grade?.intended?.revision ?? 0, model.intended?.revision ?? 0, 'revision');
  close(grade?.intended?.score, model.intended?.score ?? null, 'intended');
  assert.equal(grade?.intended?.completed, model.intended?.completed, 'completed');
  if (grade) close(grade.now, scoreOf(model), 'now');
  close(grade?.earned?.score, model.earned?.score ?? null, 'earned');
  assert.equal(grade?.earned?.revision, model.earned?.revision, 'earned revision');
  assert.equal(grade?.earned?.superseded, model.earned?.superseded, 'superseded');
  assert.equal((await room.outboxOf(pupil.gradeId))?.revision ?? 0, model.intended?.revision ?? 0, 'outbox');
}

type Command = fc.AsyncCommand<Model, Real, false>;

function command(
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Command {
  return {
    check,
    run: async (model, real) => {
      await run(model, real);
      await agree(model, real);
    },
    toString: () => name,
  };
}

const answering = (correct: boolean): Command =>
  command(
    correct ? 'right' : 'wrong',
    ({ round }) => round.open,
    async (model, { room, pupil }) => {
      const { decision, step, skill } = (await pupil.attempt()).current ?? assert.fail('no question');
      const { right, wrong } = await pupil.question();
      const mark = { decision, step, tries: 0 };
      await answerQuestion(room.deps, pupil.student, mark, correct ? right : wrong);
      learnFrom(model, skill, correct);
      report(model, room.app.clock().getTime(), false);
      if (!correct) await showSolution(room.deps, pupil.student, { ...mark, tries: 1 });
      await goOn(room.deps, pupil.student, decision, step);
      if (scoreOf(model) < 1 - 1e-12) return;
      report(model, room.app.clock().getTime(), true);
      model.round.open = false;
    },
  );

const finish = command(
  'finish',
  ({ round }) => round.open,
  async (model, { room, pupil }) => {
    await finishRound(room.deps, pupil.student);
    report(model, room.app.clock().getTime(), true);
    model.round.open = false;
  },
);

const begin = command(
  'new round',
  ({ round }) => !round.open,
  async (model, { room, pupil }) => {
    await startRound(room.deps, pupil.student);
    model.round = { number: model.round.number + 1, open: true };
  },
);

const pass = (milliseconds: number): Command =>
  command(
    `${milliseconds} ms pass`,
    () => true,
    async (_model, { room }) => room.app.clock.advance(milliseconds),
  );

const passDue = command(
  'the due date passes',
  () => true,
  async (model, { room }) => room.app.clock.set(new Date(Math.max(model.due + 1, room.app.clock().getTime()))),
);

/** One try at delivery: the LMS takes it, has something newer, or the answer is lost on the way. */
const deliver = (outcome: 'accepted' | 'superseded' | 'failed'): Command =>
  command(
    `delivery ${outcome}`,
    ({ intended, earned }) => intended !== null && intended.revision !== earned?.revision,
    async (model, { room, pupil }) => {
      const book = createGradebook(room.deps);
      const now = room.app.clock();
      const { intended, sent: before } = model;
      assert.ok(intended);
      const sent = await book.beginSend(TENANT, pupil.gradeId, now);
      assert.equal(sent.revision, intended.revision);
      close(sent.score, intended.score, 'sent');
      const timestamp = sent.timestamp.getTime();
      assert.equal(sent.repeated, before?.revision === sent.revision);
      if (before && sent.repeated) assert.equal(timestamp, before.timestamp);
      else if (before) assert.ok(Math.floor(timestamp / 1_000) > Math.floor(before.timestamp / 1_000));
      assert.ok(timestamp >= intended.at, 'never before its event');
      if (!before) assert.equal(timestamp, intended.at);
      model.sent = { revision: sent.revision, timestamp, score: sent.score };
      if (outcome === 'failed') return;
      const superseded = outcome === 'superseded';
      const held = superseded ? 0.42 : null;
      await book.settle(TENANT, pupil.gradeId, { revision: sent.revision, outcome, earned: held, at: now });
      model.earned = { score: superseded ? held : sent.score, revision: sent.revision, superseded };
    },
  );

const commands = fc.commands<Model, Real, false>(
  [
    fc.constant(answering(true)),
    fc.constant(answering(true)),
    fc.constant(answering(false)),
    fc.constant(begin),
    fc.constant(finish),
    fc.constantFrom(0, 1, 400, 1_000, 61_000).map(pass),
    fc.constantFrom('accepted' as const, 'accepted' as const, 'superseded' as const, 'failed' as const).map(deliver),
    fc.constant(passDue),
  ],
  { size: '+1', maxCommands: 60 },
);

describe('grades under every policy, against a model', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    const items = testCourse().items.filter(({ id }) => id !== problem().id);
    room = await Classroom.open({ course: testCourse({ id: 'grading', items }) });
  });
  after(() => room?.close());

  for (const [policy, afterDue] of [
    ['best', 'practice'],
    ['best', 'keep'],
    ['latest', 'practice'],
    ['latest', 'keep'],
    ['at-due', 'keep'],
  ] as const) {
    it(`"${policy}", and "${afterDue}" after the due date`, async () => {
      const highest = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(commands, async (list) => {
          const due = room.app.clock().getTime() + 120_000;
          const pupil = await room.pupil({
            attune_skills: SKILLS.join(','),
            attune_target: String(TARGET),
            attune_grade: policy,
            attune_due: afterDue,
            attune_due_at: new Date(due).toISOString(),
          });
          const setup = () => ({
            model: {
              policy,
              lateCounts: afterDue === 'keep',
              due,
              known: new Map<string, number>(),
              round: { number: 0, open: false },
              intended: null,
              sent: null,
              earned: null,
            },
            real: { room, pupil },
          });
          await fc.asyncModelRun(setup, list);
          const score = (await pupil.grade())?.intended?.score ?? 0;
          highest.set(pupil.gradeId, score);
        }),
        { seed: 31, numRuns: 8, endOnFailure: true },
      );
      assert.ok(
        [...highest.values()].some((score) => score > 0.3),
        'the runs got somewhere',
      );
    });
  }
});
