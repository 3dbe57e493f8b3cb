import type { Scope } from '../../storage/index.js';
import { levelOf, recordFact } from '../learners/index.js';
import { chooseQuestion } from './choose.js';
import { ANNOUNCE_AFTER_MS, reviseGrade } from './grades.js';
import { type AttemptDocument, attemptCollection, type CurrentQuestion, decisionCollection } from './model.js';
import { readQuestion } from './question.js';
import {
  currentScore,
  type PracticeDependencies,
  readAssignment,
  readStanding,
  type Situation,
  type Student,
  situationOf,
} from './situation.js';

/** What a command does inside its transaction; the outbox entry it returns is announced after the commit. */
type Work = (tx: Scope, situation: Situation) => Promise<{ entry: string | null } | undefined>;

/** Runs a command: reads how things stand, writes all or nothing, then tells the deliverers. */
export async function perform(deps: PracticeDependencies, student: Student, work: Work): Promise<void> {
  const scope = deps.storage.scope(student.tenant);
  const assignment = await readAssignment(scope, student);
  if (!assignment) return;
  const outcome = await scope.transaction(async (tx) => {
    const situation = situationOf(assignment, await readStanding(tx, student), deps.clock());
    return situation.closed ? undefined : work(tx, situation);
  });
  if (outcome?.entry) deps.announce(outcome.entry, ANNOUNCE_AFTER_MS);
}

/** Rounds that are still to be had; null means as many as the learner likes. */
export function roundsLeft({ placement, attempt }: Situation): number | null {
  const { attempts } = placement.settings;
  return attempts === null ? null : Math.max(0, attempts - (attempt?.number ?? 0));
}

/** Begins a round with its first question. Does nothing while one is open, or when no round is left. */
export function startRound(deps: PracticeDependencies, student: Student): Promise<void> {
  return perform(deps, student, async (tx, situation) => {
    const { attempt, skills, profile: before, placement, now } = situation;
    if (attempt?.state === 'open' || roundsLeft(situation) === 0) return;
    const number = (attempt?.number ?? 0) + 1;
    const fresh: Omit<AttemptDocument, 'tenant'> = {
      _id: deps.newId(),
      user_id: student.userId,
      course_id: student.courseId,
      placement_id: placement._id,
      number,
      state: 'open',
      asked: 0,
      start_levels: Object.fromEntries(skills.map((skill) => [skill, levelOf(before, skill)?.known ?? null])),
      current: null,
      started_at: now,
      finished_at: null,
      updated_at: now,
    };
    const { profile } = await recordFact(
      tx,
      student,
      {
        type: 'round-started',
        key: `round:${placement._id}:${number}:started`,
        contentId: placement._id,
        metrics: { placement: placement._id, attempt: number },
        at: now,
        completion: 'started',
      },
      { id: deps.newId(), now, before },
    );
    return serveQuestion(deps, tx, student, { ...situation, profile }, fresh);
  });
}

/** From a finished step to the next one, or to the next question, or to the end of the round. */
export function goOn(deps: PracticeDependencies, student: Student, decision: string, step: number): Promise<void> {
  return perform(deps, student, async (tx, situation) => {
    const { attempt, now } = situation;
    const current = attempt?.current;
    const fresh = current?.decision === decision && current.step === step && current.outcome !== 'open';
    if (attempt?.state !== 'open' || !fresh) return;
    const { item } = await readQuestion(tx, situation, current);
    if (current.step + 1 < item.steps.length) {
      const next: CurrentQuestion = {
        ...current,
        ...blankStep(now),
        step: current.step + 1,
        done: [...current.done, current.outcome],
      };
      await tx.collection(attemptCollection).replace({ ...attempt, current: next, updated_at: now });
      return;
    }
    if (isOver(situation, attempt)) return closeRound(deps, tx, student, situation, attempt);
    return serveQuestion(deps, tx, student, situation, attempt);
  });
}

/** The learner stops here. What they showed stays; the round is over. */
export function finishRound(deps: PracticeDependencies, student: Student): Promise<void> {
  return perform(deps, student, async (tx, situation) => {
    const { attempt } = situation;
    if (attempt?.state !== 'open') return;
    return closeRound(deps, tx, student, situation, attempt);
  });
}

function isOver(situation: Situation, attempt: AttemptDocument): boolean {
  const { length } = situation.placement.settings;
  return currentScore(situation) >= 1 || (length !== null && attempt.asked >= length);
}

async function serveQuestion(
  deps: PracticeDependencies,
  tx: Scope,
  student: Student,
  situation: Situation,
  attempt: Omit<AttemptDocument, 'tenant'>,
) {
  const choice = chooseQuestion(situation, deps.newId());
  if (!choice) return closeRound(deps, tx, student, situation, attempt);
  const { decision, item, skill } = choice;
  await tx.collection(decisionCollection).insert({ ...decision, user_id: student.userId, course_id: student.courseId });
  const current: CurrentQuestion = {
    decision: decision._id,
    item,
    revision: situation.catalogue.revision,
    skill,
    step: 0,
    done: [],
    ...blankStep(situation.now),
  };
  await tx
    .collection(attemptCollection)
    .replace({ ...attempt, asked: attempt.asked + 1, current, updated_at: situation.now });
  return undefined;
}

async function closeRound(
  deps: PracticeDependencies,
  tx: Scope,
  student: Student,
  situation: Situation,
  attempt: Omit<AttemptDocument, 'tenant'>,
) {
  const { placement, now, skills, profile: before } = situation;
  await tx
    .collection(attemptCollection)
    .replace({ ...attempt, state: 'finished', current: null, finished_at: now, updated_at: now });
  const { profile } = await recordFact(
    tx,
    student,
    {
      type: 'round-finished',
      key: `round:${placement._id}:${attempt.number}:finished`,
      contentId: placement._id,
      metrics: { placement: placement._id, attempt: attempt.number },
      at: now,
      completion: 'completed',
    },
    { id: deps.newId(), now, before },
  );
  return student.synthetic ? undefined : reviseGrade(tx, { placement, skills, profile, attempt, finished: true }, now);
}

function blankStep(now: Date): Pick<CurrentQuestion, 'tries' | 'hints' | 'outcome' | 'last' | 'step_started_at'> {
  return { tries: 0, hints: 0, outcome: 'open', last: null, step_started_at: now };
}
