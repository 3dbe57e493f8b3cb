import { notFound } from '../../http/index.js';
import { selectProfile } from '../learners/index.js';
import { chooseQuestion, isAimed, type Wish } from './choose.js';
import type { CurrentQuestion } from './model.js';
import { openQuestion, readFreePractice } from './open-questions.js';
import { isPlaced } from './placement-rule.js';
import { decide } from './question.js';
import { advanceRound, beginRound, roundsLeft } from './rounds.js';
import {
  commit,
  type Ground,
  type PracticeDependencies,
  type Practitioner,
  readAssignment,
  readStanding,
  situationOf,
} from './situation.js';

/** What is asked for: in an assignment when it is named, else on skills of the course (all when none are named). */
export interface Asking {
  readonly placement: string | null;
  readonly skills: readonly string[];
  readonly wish: Wish;
}

/** Why no question came. */
export const ENDINGS = [
  'not-ready',
  'nothing-to-ask',
  'nothing-due',
  'placed',
  'closed',
  'no-rounds-left',
  'round-finished',
] as const;
export type Ending = (typeof ENDINGS)[number];

export type Served =
  | { readonly question: CurrentQuestion; readonly ground: Ground; readonly ended: null }
  | { readonly question: null; readonly ground: Ground | null; readonly ended: Ending };

/** Gives the learner a question, or says why there is none now. */
export function askNext(deps: PracticeDependencies, learner: Practitioner, asking: Asking): Promise<Served> {
  const { placement } = asking;
  return placement === null ? askFreely(deps, learner, asking) : askInRound(deps, learner, placement, asking.wish);
}

async function askFreely(deps: PracticeDependencies, learner: Practitioner, { skills, wish }: Asking): Promise<Served> {
  const scope = deps.storage.scope(learner.tenant);
  const now = deps.clock();
  const practice = await readFreePractice(deps, learner, { wanted: skills, ...needsOf(wish, now) });
  if (!practice) return ended('not-ready');
  if (skills.some((skill) => !practice.catalogue.skill(skill))) throw notFound('no such skill');
  const ground = { ...practice, profile: await selectProfile(scope, learner), now };
  if (wish.mode === 'placement' && isPlaced(ground.profile)) return ended('placed', ground);
  const choice = chooseQuestion(ground, deps.newId(), wish);
  if (!choice) return ended(wish.mode === 'review' ? 'nothing-due' : 'nothing-to-ask', ground);
  // Without a transaction: a decision whose question was not written is one that nobody saw.
  const question = await decide(scope, learner, ground, choice);
  await openQuestion(scope, learner, question, now);
  return { question, ground, ended: null };
}

/** The open question of the round once more, or the next one; a round begins when none is open. */
async function askInRound(
  deps: PracticeDependencies,
  learner: Practitioner,
  placementId: string,
  wish: Wish,
): Promise<Served> {
  const student = { ...learner, placementId, base: '' };
  const now = deps.clock();
  const assignment = await readAssignment(deps, student, needsOf(wish, now));
  if (!assignment) throw notFound('no such assignment');
  return commit<Served>(deps, learner.tenant, async (tx) => {
    const situation = situationOf(assignment, await readStanding(tx, student), now);
    if (situation.closed) return { result: ended('closed', situation), entry: null };
    const isOpen = situation.attempt?.state === 'open';
    if (!isOpen && roundsLeft(situation) === 0) return { result: ended('no-rounds-left', situation), entry: null };
    const done = isOpen
      ? await advanceRound(deps, tx, student, situation, wish)
      : await beginRound(deps, tx, student, situation, wish);
    const after = situationOf(assignment, await readStanding(tx, student), now);
    const current = after.attempt?.state === 'open' ? after.attempt.current : null;
    const result: Served = current ? { question: current, ground: after, ended: null } : ended('round-finished', after);
    return { result, entry: done?.entry ?? null };
  });
}

/** What serves is read before the transaction. */
const needsOf = (wish: Wish, now: Date) => ({ foretells: true, choosesAt: isAimed(wish) ? now : null });

const ended = (because: Ending, ground: Ground | null = null): Served => ({ question: null, ground, ended: because });
