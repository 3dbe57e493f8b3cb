import { AppError, notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import type { Item, Step } from '../catalogue/index.js';
import {
  AnswerMetrics,
  type Owner,
  type ProfileDocument,
  selectOptionalFact,
  selectProfile,
} from '../learners/index.js';
import { deskOfRound } from './answers.js';
import { type CurrentQuestion, type DecisionDocument, decisionCollection } from './model.js';
import { deskOfOpenQuestion, readFreePractice, selectOptionalOpenQuestion } from './open-questions.js';
import { type Needs, servedTo } from './ports.js';
import { nextStep } from './question.js';
import {
  commit,
  type Ground,
  type PracticeDependencies,
  type Practitioner,
  readAssignment,
  readStanding,
  situationOf,
} from './situation.js';
import {
  type AskedStep,
  answerKey,
  askedAt,
  type Desk,
  mayHint,
  type Sent,
  takeAnswer,
  takeHint,
  takeSolution,
} from './steps.js';

/** Which try at which step of which question is meant; sent twice, it is done once. */
export interface Moment {
  readonly decision: string;
  /** From 0. */
  readonly step: number;
  /** From 1. */
  readonly attempt: number;
}

/** What an answer changed, or had changed when it came the first time. */
export interface Answered {
  /** It had been taken before; nothing was changed now. */
  readonly replayed: boolean;
  /** Null for what could not be read. */
  readonly correct: boolean | null;
  readonly misconception: string | null;
  readonly item: Item;
  readonly step: Step;
  /** The question as it is now; null when the learner has gone on. */
  readonly current: CurrentQuestion | null;
  readonly ground: Ground;
  /** Null when it was replayed. */
  readonly before: ProfileDocument | null;
  readonly after: ProfileDocument;
}

/** Answers a step by the id of the decision that asked it. */
export async function answerByDecision(
  deps: PracticeDependencies,
  learner: Practitioner,
  moment: Moment,
  sent: Sent | 'show-solution',
): Promise<Answered> {
  const work: Work<Answered> = async (tx, place) => {
    const asked = await stepOf(tx, place, moment.step);
    if (asked?.current.tries !== moment.attempt - 1) {
      return { result: await replay(tx, learner, place, moment), entry: null };
    }
    const taken =
      sent === 'show-solution'
        ? await takeSolution(deps, tx, learner, asked)
        : await takeAnswer(deps, tx, learner, asked, sent);
    const { verdict, current, profile, entry } = taken;
    const { item, step, ground } = asked;
    const { misconception } = verdict;
    const correct = verdict.readable ? verdict.correct : null;
    const before = ground.profile;
    return {
      result: { replayed: false, correct, misconception, item, step, current, ground, before, after: profile },
      entry,
    };
  };
  // A later step may begin by being answered, and is foretold then.
  const needs = { foretells: moment.step > 0 };
  const answered = await atDecision(deps, learner, moment.decision, work, needs);
  if (!answered.item.steps[moment.step + 1]) return answered;
  // What is foretold of the step after it knows of this answer.
  const served = await servedTo(deps.ports, learner, { foretells: true });
  return { ...answered, ground: { ...answered.ground, served } };
}

/** The hint that was opened, or why none was. */
export interface Hinted {
  readonly asked: AskedStep;
  /** How many are open now. */
  readonly opened: number;
  /** Which one is meant, from 0. */
  readonly hint: number | null;
  readonly refused: 'none-left' | 'not-now' | null;
}

/**
 * Opens the next hint of a step.
 *
 * @param hint  from 0: one that is open already is given again, and costs nothing
 */
export function hintByDecision(
  deps: PracticeDependencies,
  learner: Practitioner,
  { decision, step, hint }: { readonly decision: string; readonly step: number; readonly hint: number | null },
): Promise<Hinted> {
  return atDecision<Hinted>(deps, learner, decision, async (tx, place) => {
    const asked = await stepOf(tx, place, step);
    if (!asked) throw stale();
    const opened = asked.current.hints;
    if (hint !== null && hint < opened) return { result: { asked, opened, hint, refused: null }, entry: null };
    if (hint !== null && hint > opened) throw stale();
    const allowed = mayHint(asked.ground, asked.current);
    const refused = opened >= asked.step.hints.length ? 'none-left' : allowed ? null : 'not-now';
    if (refused) return { result: { asked, opened, hint: null, refused }, entry: null };
    await takeHint(deps, tx, learner, asked);
    return { result: { asked, opened: opened + 1, hint: opened, refused: null }, entry: null };
  });
}

/** Where the question of a decision is. */
interface Place {
  readonly decision: DecisionDocument;
  /** Null when it is no longer on the screen. */
  readonly desk: Desk | null;
  readonly current: CurrentQuestion | null;
  readonly ground: Ground;
}

type Work<R> = (tx: Scope, place: Place) => Promise<{ readonly result: R; readonly entry: string | null }>;

/** @throws AppError not-found for a decision that is not this learner's; conflict for one that takes no answers now */
async function atDecision<R>(
  deps: PracticeDependencies,
  learner: Practitioner,
  id: string,
  work: Work<R>,
  needs: Needs = {},
): Promise<R> {
  const scope = deps.storage.scope(learner.tenant);
  const { userId, courseId } = learner;
  const filter = { _id: id, user_id: userId, course_id: courseId, kind: 'next-item' as const };
  const decision = await scope.collection(decisionCollection).findOne(filter);
  if (!decision) throw notFound('no such decision');
  const locate = await locatorOf(deps, learner, decision, needs);
  return commit(deps, learner.tenant, async (tx) => work(tx, await locate(tx)));
}

/** Reads what does not change by what learners do, and gives a function that reads the rest inside a transaction. */
async function locatorOf(
  deps: PracticeDependencies,
  learner: Practitioner,
  decision: DecisionDocument,
  needs: Needs,
): Promise<(tx: Scope) => Promise<Place>> {
  const now = deps.clock();
  if (decision.placement_id === null) {
    const practice = await readFreePractice(deps, learner, needs);
    if (!practice) throw stale();
    return async (tx) => {
      const ground = { ...practice, profile: await selectProfile(tx, learner), now };
      const open = await selectOptionalOpenQuestion(tx, learner, decision._id);
      return { decision, ground, current: open?.current ?? null, desk: open && deskOfOpenQuestion(ground, open) };
    };
  }
  const student = { ...learner, placementId: decision.placement_id, base: '' };
  const assignment = await readAssignment(deps, student, needs);
  if (!assignment) throw stale();
  return async (tx) => {
    const situation = situationOf(assignment, await readStanding(tx, student), now);
    const { attempt, closed } = situation;
    const here = attempt?.state === 'open' && attempt.current?.decision === decision._id && !closed;
    const current = here ? attempt.current : null;
    return { decision, ground: situation, current, desk: here ? deskOfRound(situation, attempt, student) : null };
  };
}

/** The step that can be answered now, if it is this one; the one after a finished one begins by being answered. */
async function stepOf(tx: Scope, { desk, current, ground }: Place, step: number): Promise<AskedStep | null> {
  if (!desk || !current) return null;
  const asked = await askedAt(tx, desk, current);
  if (current.step === step) return current.outcome === 'open' ? asked : null;
  if (current.step + 1 !== step || current.outcome === 'open') return null;
  const next = nextStep(ground, current, asked.item);
  return next && askedAt(tx, desk, next);
}

/** What became of an answer that was taken before. */
async function replay(tx: Scope, owner: Owner, place: Place, moment: Moment): Promise<Answered> {
  const { decision, ground, current } = place;
  const { profile } = ground;
  const view = await ground.catalogueAt(Number(decision.saw.revision));
  const item = await view.item(tx, decision.chosen);
  const step = item.steps[moment.step];
  const fact = step && (await selectOptionalFact(tx, owner, answerKey(decision._id, step.id, moment.attempt)));
  if (!step || !fact) throw stale();
  const { correct, misconception = null } = AnswerMetrics.parse(fact.performance_metrics);
  const here = current?.step === moment.step ? current : null;
  return { replayed: true, correct, misconception, current: here, item, step, ground, before: null, after: profile };
}

const stale = () => new AppError('conflict', 'errors.stale-question');
