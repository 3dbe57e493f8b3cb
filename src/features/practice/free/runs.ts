import { isDeepStrictEqual } from 'node:util';
import { notFound } from '../../../http/index.js';
import type { Scope } from '../../../storage/index.js';
import { selectProfile } from '../../learners/index.js';
import { isNow, type Mark } from '../answers.js';
import type { Ending } from '../ask-next.js';
import { type Choice, chooseQuestion, isAimed, USUAL_WISH, type Wish } from '../choose.js';
import { deskOfOpenQuestion, openQuestion, readFreePractice, selectOptionalOpenQuestion } from '../open-questions.js';
import { decide, nextStep, readQuestion } from '../question.js';
import { assignedSkills, commit, type Ground, type PracticeDependencies, type Practitioner } from '../situation.js';
import { type AskedStep, askedAt, levelBefore, type Sent, takeAnswer, takeHint, takeSolution } from '../steps.js';
import { type FreeRunDocument, freeRunCollection, type Purpose, type RunLength } from './model.js';

/** What a learner wants to practise. */
export interface Wanted {
  readonly purpose: Purpose;
  /** Empty: every skill of the course. */
  readonly skills: readonly string[];
  readonly length: RunLength;
  readonly back: string | null;
}

/** So many questions tell enough of one skill to change our mind. */
const CHECK_QUESTIONS = 3;
const MINUTE_MS = 60_000;

const WISHES: Readonly<Record<Purpose, Wish>> = {
  session: USUAL_WISH,
  check: { mode: 'placement' },
  reviews: { mode: 'review' },
};

/** The run that goes on, else the newest; null before the first. */
export async function selectOptionalRun(
  scope: Scope,
  { userId, courseId }: Pick<Practitioner, 'userId' | 'courseId'>,
): Promise<FreeRunDocument | null> {
  const own = { user_id: userId, course_id: courseId };
  const [runs, newest] = [scope.collection(freeRunCollection), { sort: { started_at: -1 as const } }];
  return (await runs.findOne({ ...own, state: 'open' }, newest)) ?? runs.findOne(own, newest);
}

/**
 * Begins a run with its first question; one that goes on ends. Sent twice, it is begun once, and of two at the same time
 * one goes on.
 *
 * @returns why no question came; null when one did, or the course is not ready
 * @throws AppError not-found for a skill that the course has not
 */
export async function startRun(
  deps: PracticeDependencies,
  learner: Practitioner,
  wanted: Wanted,
): Promise<Ending | null> {
  const plan = planOf(wanted);
  const { skills } = plan;
  return perform(deps, learner, WISHES[plan.purpose], async (tx, ground, newest) => {
    const { catalogue } = ground;
    if (skills.some((skill) => !catalogue.skill(skill))) throw notFound('no such skill');
    if (skills.length > 0 && skills.every((skill) => catalogue.itemsOn(skill).length === 0)) return 'nothing-to-ask';
    if (newest?.state === 'open' && (await isSame(tx, newest, plan, learner))) return null;
    const fresh: Fresh = {
      ...plan,
      _id: deps.newId(),
      user_id: learner.userId,
      course_id: learner.courseId,
      skills: [...skills],
      state: 'open',
      ended: null,
      asked: 0,
      decision: null,
      start_levels: catalogue.skills.map(({ id }) => levelBefore(ground.profile, id)),
      started_at: ground.now,
      finished_at: null,
      updated_at: ground.now,
    };
    const offered = within(ground, fresh);
    const choice = chooseFor(deps, offered, fresh);
    if (!choice) return endingWithout(fresh);
    if (newest?.state === 'open') await close(tx, newest, ground.now, null);
    await show(tx, learner, offered, fresh, choice);
    return null;
  }).catch(begunElsewhere);
}

const DUPLICATE_KEY = 11_000;

/** The database keeps a second open run out: another tab was first, and its run is the one that goes on. */
function begunElsewhere(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY) return null;
  throw error;
}

/** Answers the step on the screen. */
export const answerInRun = (deps: PracticeDependencies, learner: Practitioner, mark: Mark, sent: Sent): Promise<void> =>
  atStep(deps, learner, mark, (tx, asked) => takeAnswer(deps, tx, learner, asked, sent));

/** Opens the next hint. @param mark  with the hints that were open then: a double click opens one */
export const hintInRun = (
  deps: PracticeDependencies,
  learner: Practitioner,
  mark: Mark & { readonly hints: number },
): Promise<void> =>
  atStep(deps, learner, mark, async (tx, asked) => {
    if (asked.current.hints === mark.hints) await takeHint(deps, tx, learner, asked);
  });

/** Gives the worked solution. */
export const solutionInRun = (deps: PracticeDependencies, learner: Practitioner, mark: Mark): Promise<void> =>
  atStep(deps, learner, mark, (tx, asked) => takeSolution(deps, tx, learner, asked));

/** From a finished step to the next one, the next question, or the end of the run. */
export async function goOnInRun(
  deps: PracticeDependencies,
  learner: Practitioner,
  { decision, step }: Pick<Mark, 'decision' | 'step'>,
): Promise<void> {
  const wish = await wishOfNewest(deps, learner);
  await perform(deps, learner, wish, async (tx, ground, run) => {
    if (run?.state !== 'open' || run.decision !== decision) return null;
    const open = await selectOptionalOpenQuestion(tx, learner, decision);
    if (!open || open.current.step !== step || open.current.outcome === 'open') return null;
    const { item } = await readQuestion(tx, ground, open.current);
    const next = nextStep(ground, open.current, item);
    if (next) await deskOfOpenQuestion(ground, open).keep(tx, next);
    else if (isOver(run, ground.now)) await close(tx, run, ground.now, null);
    else {
      const offered = within(ground, run);
      const choice = chooseFor(deps, offered, run);
      if (choice) await show(tx, learner, offered, run, choice);
      else await close(tx, run, ground.now, endingWithout(run));
    }
    return null;
  });
}

/** The learner stops here. What they showed stays. */
export async function finishRun(deps: PracticeDependencies, learner: Practitioner): Promise<void> {
  await deps.storage.scope(learner.tenant).transaction(async (tx) => {
    const run = await selectOptionalRun(tx, learner);
    if (run?.state === 'open') await close(tx, run, deps.clock(), null);
  });
}

type Fresh = Omit<FreeRunDocument, 'tenant'>;
type Work = (tx: Scope, ground: Ground, newest: FreeRunDocument | null) => Promise<Ending | null>;

/** Reads how things stand and writes all or nothing; does nothing in a course that is not ready. */
async function perform(
  deps: PracticeDependencies,
  learner: Practitioner,
  wish: Wish | null,
  work: Work,
): Promise<Ending | null> {
  const now = deps.clock();
  const needs = wish ? { foretells: true, choosesAt: isAimed(wish) ? now : null } : {};
  const practice = await readFreePractice(deps, learner, needs);
  if (!practice) return null;
  return commit(deps, learner.tenant, async (tx) => {
    const ground = { ...practice, profile: await selectProfile(tx, learner), now };
    return { result: await work(tx, ground, await selectOptionalRun(tx, learner)), entry: null };
  });
}

async function atStep(
  deps: PracticeDependencies,
  learner: Practitioner,
  mark: Mark,
  work: (tx: Scope, asked: AskedStep) => Promise<unknown>,
): Promise<void> {
  await perform(deps, learner, null, async (tx, ground, run) => {
    if (run?.state !== 'open' || run.decision !== mark.decision) return null;
    const open = await selectOptionalOpenQuestion(tx, learner, mark.decision);
    if (open?.current.outcome !== 'open' || !isNow(open.current, mark)) return null;
    await work(tx, await askedAt(tx, deskOfOpenQuestion(ground, open), open.current));
    return null;
  });
}

async function wishOfNewest({ storage }: PracticeDependencies, learner: Practitioner): Promise<Wish | null> {
  const run = await selectOptionalRun(storage.scope(learner.tenant), learner);
  return run && WISHES[run.purpose];
}

/** A check looks at one skill and is short; reviews end when none is due. */
function planOf({ purpose, skills, length, back }: Wanted): Wanted {
  const wanted = [...new Set(skills)];
  if (purpose === 'session') return { purpose, skills: wanted, length, back };
  if (purpose === 'reviews') return { purpose, skills: [], length: null, back };
  return { purpose, skills: wanted.slice(0, 1), length: { unit: 'questions', count: CHECK_QUESTIONS }, back };
}

/** The skills of a run, of those that can be asked about. */
const within = (ground: Ground, { skills }: Pick<FreeRunDocument, 'skills'>): Ground => ({
  ...ground,
  skills: assignedSkills(ground.catalogue, skills),
});

/** Whether a run is what is wanted and has not been touched: then it was asked for twice. */
async function isSame(tx: Scope, run: FreeRunDocument, wanted: Wanted, learner: Practitioner): Promise<boolean> {
  const { purpose, skills, length } = run;
  const same = isDeepStrictEqual([purpose, skills, length], [wanted.purpose, wanted.skills, wanted.length]);
  if (!same || run.asked > 1 || run.decision === null) return false;
  const current = (await selectOptionalOpenQuestion(tx, learner, run.decision))?.current;
  return current?.step === 0 && current.tries === 0 && current.hints === 0;
}

function isOver({ length, asked, started_at }: FreeRunDocument, now: Date): boolean {
  if (length === null) return false;
  if (length.unit === 'questions') return asked >= length.count;
  return now.getTime() - started_at.getTime() >= length.count * MINUTE_MS;
}

const chooseFor = ({ newId }: PracticeDependencies, ground: Ground, { purpose }: Fresh): Choice | null =>
  chooseQuestion(ground, newId(), WISHES[purpose]);

/** Why a run ends for which no question is found. */
const endingWithout = ({ purpose }: Fresh): Ending => (purpose === 'reviews' ? 'nothing-due' : 'nothing-to-ask');

/** Puts the next question of a run on the screen. */
async function show(tx: Scope, learner: Practitioner, ground: Ground, run: Fresh, choice: Choice): Promise<void> {
  const current = await decide(tx, learner, ground, choice);
  await openQuestion(tx, learner, current, ground.now);
  const next = { ...run, asked: run.asked + 1, decision: current.decision, updated_at: ground.now };
  await tx.collection(freeRunCollection).replace(next);
}

async function close(tx: Scope, run: FreeRunDocument, now: Date, ended: Ending | null): Promise<void> {
  const closed = { ...run, state: 'finished' as const, ended, decision: null, finished_at: now, updated_at: now };
  await tx.collection(freeRunCollection).replace(closed);
}
