import type { Scope } from '../../storage/index.js';
import type { PlacementDocument } from '../courses/index.js';
import { levelOf, recordFact } from '../learners/index.js';
import { chooseQuestion, type Wish } from './choose.js';
import { reviseGrade } from './grades.js';
import { type AttemptDocument, attemptCollection } from './model.js';
import { decide, nextStep, readQuestion } from './question.js';
import {
  commit,
  currentScore,
  isClosed,
  newestRound,
  type PracticeDependencies,
  readAssignment,
  readStanding,
  type Situation,
  type Student,
  situationOf,
} from './situation.js';

/** What a command does inside its transaction; the outbox entry it returns is announced after the commit. */
type Work = (tx: Scope, situation: Situation) => Promise<{ entry: string | null } | undefined>;

/**
 * Runs a command: reads how things stand, writes all or nothing, then tells the deliverers.
 *
 * @param asks  it may put a question on the screen
 */
export async function perform(
  deps: PracticeDependencies,
  student: Student,
  work: Work,
  { asks = false }: { readonly asks?: boolean } = {},
): Promise<void> {
  const now = deps.clock();
  const assignment = await readAssignment(deps, student, { foretells: asks, choosesAt: asks ? now : null });
  if (!assignment) return;
  await commit(deps, student.tenant, async (tx) => {
    const situation = situationOf(assignment, await readStanding(tx, student), now);
    const outcome = situation.closed ? undefined : await work(tx, situation);
    return { result: undefined, entry: outcome?.entry ?? null };
  });
}

/** Rounds that are still to be had; null means as many as the learner likes. */
export function roundsLeft({ placement, attempt }: Pick<Situation, 'placement' | 'attempt'>): number | null {
  const { attempts } = placement.settings;
  return attempts === null ? null : Math.max(0, attempts - (attempt?.number ?? 0));
}

/** Whether an assignment has anything left for a learner to do: it is not closed, and a round is open or to be had. */
export async function mayWorkOn(
  scope: Scope,
  placement: PlacementDocument,
  userId: string,
  now: Date,
): Promise<boolean> {
  if (isClosed(placement.settings, now)) return false;
  const attempt = await newestRound(scope, { placementId: placement._id, userId });
  return attempt?.state === 'open' || roundsLeft({ placement, attempt }) !== 0;
}

/** Begins a round with its first question. Does nothing while one is open, or when no round is left. */
export function startRound(deps: PracticeDependencies, student: Student): Promise<void> {
  const work: Work = async (tx, situation) => {
    if (situation.attempt?.state === 'open' || roundsLeft(situation) === 0) return undefined;
    return beginRound(deps, tx, student, situation);
  };
  return perform(deps, student, work, { asks: true });
}

/** From a finished step to the next one, or to the next question, or to the end of the round. */
export function goOn(deps: PracticeDependencies, student: Student, decision: string, step: number): Promise<void> {
  const work: Work = async (tx, situation) => {
    const current = situation.attempt?.current;
    const fresh = current?.decision === decision && current.step === step && current.outcome !== 'open';
    return fresh ? advanceRound(deps, tx, student, situation) : undefined;
  };
  return perform(deps, student, work, { asks: true });
}

/** `startRound` inside a transaction, for a learner without an open round who has one left. */
export async function beginRound(
  deps: PracticeDependencies,
  tx: Scope,
  student: Student,
  situation: Situation,
  wish?: Wish,
) {
  const { attempt, skills, profile: before, placement, now } = situation;
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
  return serveQuestion(deps, tx, student, { ...situation, profile }, fresh, wish);
}

/** `goOn` inside a transaction. Does nothing while the step on the screen is open. */
export async function advanceRound(
  deps: PracticeDependencies,
  tx: Scope,
  student: Student,
  situation: Situation,
  wish?: Wish,
) {
  const { attempt, now } = situation;
  const current = attempt?.current;
  if (attempt?.state !== 'open' || !current || current.outcome === 'open') return undefined;
  const { item } = await readQuestion(tx, situation, current);
  const next = nextStep(situation, current, item);
  if (next) {
    await tx.collection(attemptCollection).replace({ ...attempt, current: next, updated_at: now });
    return undefined;
  }
  if (isOver(situation, attempt)) return closeRound(deps, tx, student, situation, attempt);
  return serveQuestion(deps, tx, student, situation, attempt, wish);
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
  wish?: Wish,
) {
  const choice =
    chooseQuestion(situation, deps.newId(), wish) ??
    // A round goes on with practice when there is nothing to call back.
    (wish?.mode === 'review' ? chooseQuestion(situation, deps.newId()) : null);
  if (!choice) return closeRound(deps, tx, student, situation, attempt);
  const current = await decide(tx, student, situation, choice);
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
