import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  answerQuestion,
  finishRound,
  goOn,
  openHint,
  showSolution,
  startRound,
} from '../../../../src/features/practice/index.js';
import type { Fault, Service } from '../../../lti/grades/support/ags-faults.js';
import type { Pupil } from '../../../support/classroom.js';
import type { DeliveringProcess, GradedRoom, Moment } from '../../../support/graded-room.js';
import { MOMENTS } from '../../../support/graded-room.js';
import type { GradeOracle } from './grade-oracle.js';
import type { Watch } from './grade-watch.js';

/** One learner, their grade on its way, and the process that delivers it. */
export interface Real {
  readonly graded: GradedRoom;
  readonly pupil: Pupil;
  readonly watch: Watch;
  process: DeliveringProcess;
}

type Command = fc.AsyncCommand<GradeOracle, Real, false>;

function command(
  name: string,
  check: (model: GradeOracle) => boolean,
  run: (model: GradeOracle, real: Real) => Promise<void>,
): Command {
  return { check, run, toString: () => name };
}

/** What the learner does; afterwards the program's own record says the same as the model. */
function work(
  name: string,
  check: (model: GradeOracle) => boolean,
  run: (model: GradeOracle, real: Real) => Promise<void>,
): Command {
  return command(name, check, async (model, real) => {
    await run(model, real);
    await real.watch.agree(model);
  });
}

const clockOf = ({ graded }: Real) => graded.room.app.clock;
const nowOf = (real: Real): number => clockOf(real)().getTime();
const isOpen = ({ round }: GradeOracle): boolean => round.open;
const always = (): boolean => true;

/** The step on the screen; a learner without an open round begins one. */
async function stepOf({ pupil, graded }: Real, model: GradeOracle) {
  if (!model.round.open) {
    await startRound(graded.room.deps, pupil.student);
    model.round = { number: model.round.number + 1, open: true };
    model.step = { hints: 0, tried: false };
  }
  const { decision, item, step, skill, tries, hints } = (await pupil.attempt()).current ?? assert.fail('no question');
  return { asked: { skill, harder: harderOf(item) }, hints, mark: { decision, step, tries } };
}

/** Of the five questions on each skill of the test course each is .05 harder than the one before. */
const harderOf = (item: string): number => 0.05 * (Number(item.split('-').at(-1)) - 3);

/** From a step that is done to the next question, or to the end of the round when all is mastered. */
async function leaveStep(model: GradeOracle, real: Real): Promise<void> {
  const { mark } = await stepOf(real, model);
  await goOn(real.graded.room.deps, real.pupil.student, mark.decision, mark.step);
  model.step = { hints: 0, tried: false };
  if (!model.mastered) return;
  model.report(nowOf(real), true);
  model.round.open = false;
}

const right = work('right', always, async (model, real) => {
  const { mark, asked } = await stepOf(real, model);
  await answerQuestion(real.graded.room.deps, real.pupil.student, mark, (await real.pupil.question()).right);
  if (!model.step.tried) model.answer(asked, true, nowOf(real));
  await leaveStep(model, real);
});

/** The step stays open: what follows is another try, which says nothing. */
const wrong = work('wrong', always, async (model, real) => {
  const { mark, asked } = await stepOf(real, model);
  await answerQuestion(real.graded.room.deps, real.pupil.student, mark, (await real.pupil.question()).wrong);
  if (!model.step.tried) model.answer(asked, false, nowOf(real));
  model.step.tried = true;
});

const hint = command(
  'hint',
  ({ step }) => !step.tried,
  async (model, real) => {
    const { mark, hints } = await stepOf(real, model);
    await openHint(real.graded.room.deps, real.pupil.student, { ...mark, hints });
    model.step.hints = (await stepOf(real, model)).hints;
  },
);

/** Before any try it is an honest wrong answer. */
const solution = work('solution', always, async (model, real) => {
  const { mark, asked } = await stepOf(real, model);
  await showSolution(real.graded.room.deps, real.pupil.student, mark);
  if (!model.step.tried) model.answer(asked, false, nowOf(real));
  await leaveStep(model, real);
});

const finish = work('finish', isOpen, async (model, real) => {
  await finishRound(real.graded.room.deps, real.pupil.student);
  model.report(nowOf(real), true);
  model.round.open = false;
});

const pass = (milliseconds: number): Command =>
  command(`${milliseconds} ms pass`, always, async (_model, real) => clockOf(real).advance(milliseconds));

const passDue = command('the due date passes', always, async ({ due }, real) =>
  clockOf(real).set(new Date(Math.max(due + 1, nowOf(real)))),
);

/** Further from any work than timestamps may run ahead, so that everybody agrees on what came first. */
const APART_MS = 40_000;

const teach = (score: number): Command =>
  command(`teacher ${score}`, always, async (model, real) => {
    const { lms } = real.graded;
    const [column] = await real.graded.columnsOf(real.pupil);
    if (!column) return;
    clockOf(real).advance(APART_MS);
    const ahead = lms.stampsAheadMs ?? 0;
    model.teacher = { score, at: nowOf(real) + ahead };
    lms.hold(column, await real.pupil.sub(), { score, timestamp: new Date(model.teacher.at) });
    clockOf(real).advance(APART_MS + ahead);
  });

/** One try at delivery after a while; with a death, by a process that dies in it, and another takes its place. */
const deliver = (waitMs: number, death: Moment | null = null): Command =>
  command(`deliver after ${waitMs} ms${death ? `, die ${death}` : ''}`, always, async (model, real) => {
    clockOf(real).advance(waitMs);
    if (death) real.process = real.graded.newProcess(death);
    await real.process.deliver(real.pupil.gradeId);
    if (death) real.process = real.graded.newProcess();
    await real.watch.delivery(model);
  });

/** An answer that comes while an earlier one is on its way: the entry must stay pending. */
const answerMeanwhile = work('right during a delivery', isOpen, async (model, real) => {
  const { mark, asked } = await stepOf(real, model);
  const { right: fields } = await real.pupil.question();
  clockOf(real).advance(1_500);
  real.graded.lms.fault('scores', { delay: 30 });
  const before = model.intended;
  await Promise.all([
    real.process.deliver(real.pupil.gradeId),
    answerQuestion(real.graded.room.deps, real.pupil.student, mark, fields),
  ]);
  if (!model.step.tried) model.answer(asked, true, nowOf(real));
  await real.watch.delivery(model, before);
  await leaveStep(model, real);
});

const restart = command('restart', always, async (_model, real) => {
  real.process = real.graded.newProcess();
});

const trouble = (service: Service, fault: Fault): Command =>
  command(
    `${service}: ${typeof fault === 'string' ? fault : JSON.stringify(fault)}`,
    always,
    async (_model, { graded }) => graded.lms.fault(service, fault),
  );

/** A conflict, and when the gradebook is asked what it holds, trouble. */
const conflictWithoutAnswer = (conflict: Fault): Command =>
  command('conflict without an answer', always, async (_model, { graded }) => {
    graded.lms.fault('scores', conflict);
    graded.lms.fault('results', { status: 500 });
  });

const revoke = command('tokens end', always, async (_model, { graded }) => graded.lms.tokens.revoke());

const THROTTLED: Fault = { status: 403, body: '403 Forbidden (Rate Limit Exceeded)' };
const CONFLICTS: readonly Fault[] = [
  { status: 409 },
  { status: 400, body: 'Provided timestamp of x before last updated timestamp of y' },
];
const FAULTS: readonly Fault[] = [
  ...[401, 403, 404, 422, 500, 503].map((status) => ({ status })),
  { status: 429, headers: { 'retry-after': '20' } },
  THROTTLED,
  'drop before work',
  'drop after work',
  { delay: 10 },
];

const steps: readonly fc.WeightedArbitrary<Command>[] = [
  { weight: 10, arbitrary: fc.constant(right) },
  { weight: 4, arbitrary: fc.constant(wrong) },
  { weight: 5, arbitrary: fc.constantFrom(hint, solution, finish) },
  { weight: 2, arbitrary: fc.constant(answerMeanwhile) },
  { weight: 4, arbitrary: fc.constantFrom(100, 400, 900, 1_000, 61_000).map(pass) },
  { weight: 2, arbitrary: fc.constantFrom(passDue, restart, restart, revoke, revoke) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1.25).map(teach) },
  { weight: 18, arbitrary: fc.constantFrom(0, 100, 1_500, 1_500, 65_000).map((wait) => deliver(wait)) },
  { weight: 4, arbitrary: fc.constantFrom(...MOMENTS).map((moment) => deliver(1_500, moment)) },
  { weight: 4, arbitrary: fc.constantFrom(...FAULTS).map((fault) => trouble('scores', fault)) },
  { weight: 4, arbitrary: fc.constantFrom<Fault>('drop after work', 'twice').map((fault) => trouble('scores', fault)) },
  { weight: 2, arbitrary: fc.constantFrom(...CONFLICTS).map((fault) => trouble('scores', fault)) },
  { weight: 2, arbitrary: fc.constantFrom(...CONFLICTS).map(conflictWithoutAnswer) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom<Service>('token', 'results', 'lineitems'), fc.constantFrom<Fault>(...FAULTS))
      .map(([service, fault]) => trouble(service, fault)),
  },
];

/** What happens to one learner's grade, in some order. */
export const commands = fc.array(fc.oneof(...steps), { minLength: 10, maxLength: 30, size: 'max' });
