import { AppError } from '../../http/index.js';
import { figureAddresses, type Question, questionOf, type RawResponse } from '../catalogue/index.js';
import { selectProfile } from '../learners/index.js';
import { askNext, type Ending } from './ask-next.js';
import { answerByDecision } from './by-decision.js';
import type { CurrentQuestion } from './model.js';
import { deskOfOpenQuestion, readFreePractice, selectOptionalOpenQuestion } from './open-questions.js';
import { mostQuestionsLeft } from './placement-rule.js';
import { nextStep, readQuestion, seedOf } from './question.js';
import type { PracticeDependencies, Practitioner } from './situation.js';

/** A question of the test as its page shows it. Nothing in it says whether an answer was right. */
export interface PlacementQuestion {
  readonly decision: string;
  readonly step: number;
  readonly tries: number;
  readonly hints: readonly never[];
  readonly ask: Question;
  readonly outcome: 'open';
  readonly given: RawResponse | null;
  /** Only for what could not be read. */
  readonly feedback: { readonly code: string; readonly values: Readonly<Record<string, string | number>> } | null;
  /** With this one, at the most. */
  readonly left: number;
}

/** Where the test goes on: at the question of this decision, or nowhere. */
export type Placing =
  | { readonly decision: string; readonly ended: null }
  | { readonly decision: null; readonly ended: Ending };

/** Which try at which step an answer of the page is. */
export interface PlacementMark {
  readonly decision: string;
  readonly step: number;
  readonly tries: number;
}

/** Only a right answer leads to the further steps of a question; the first try is all that is asked for. */
const waits = ({ tries, outcome }: CurrentQuestion): boolean => tries === 0 && outcome === 'open';

/**
 * The test goes on after the question of this decision, if that is over: with its next step, or with another question.
 *
 * @param decision  null at the beginning
 */
export async function goOnPlacing(
  deps: PracticeDependencies,
  learner: Practitioner,
  decision: string | null,
): Promise<Placing> {
  if (decision !== null && (await staysAt(deps, learner, decision))) return { decision, ended: null };
  const served = await askNext(deps, learner, { placement: null, skills: [], wish: { mode: 'placement' } });
  if (served.ended !== null) return { decision: null, ended: served.ended };
  return { decision: served.question.decision, ended: null };
}

/** Whether something of this question is still to be answered; puts its next step on the screen where there is one. */
async function staysAt(deps: PracticeDependencies, learner: Practitioner, decision: string): Promise<boolean> {
  const practice = await readFreePractice(deps, learner, { foretells: true });
  if (!practice) return false;
  return deps.storage.scope(learner.tenant).transaction(async (tx) => {
    const open = await selectOptionalOpenQuestion(tx, learner, decision);
    if (!open) return false;
    if (waits(open.current)) return true;
    if (open.current.outcome !== 'right') return false;
    const ground = { ...practice, profile: await selectProfile(tx, learner), now: deps.clock() };
    const { item } = await readQuestion(tx, practice, open.current);
    const next = nextStep(ground, open.current, item);
    if (next) await deskOfOpenQuestion(ground, open).keep(tx, next);
    return next !== null;
  });
}

/** Takes an answer, or "I do not know", which counts as a wrong one. What was taken before changes nothing. */
export async function answerPlacement(
  deps: PracticeDependencies,
  learner: Practitioner,
  { decision, step, tries }: PlacementMark,
  raw: RawResponse | null,
): Promise<void> {
  const sent = raw === null ? 'show-solution' : { given: { kind: 'response' as const, raw } };
  try {
    await answerByDecision(deps, learner, { decision, step, attempt: tries + 1 }, sent);
  } catch (error) {
    // An old tab or the back button: the page shows where the test stands.
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}

/**
 * The question of a decision while it waits for an answer.
 *
 * @param base  the address of the session's pages
 */
export async function placementQuestion(
  deps: PracticeDependencies,
  learner: Practitioner,
  decision: string,
  base: string,
): Promise<PlacementQuestion | null> {
  const scope = deps.storage.scope(learner.tenant);
  const [practice, open, profile] = await Promise.all([
    readFreePractice(deps, learner),
    selectOptionalOpenQuestion(scope, learner, decision),
    selectProfile(scope, learner),
  ]);
  if (!practice || !open || !waits(open.current)) return null;
  const { current } = open;
  const { catalogue, item, step } = await readQuestion(scope, practice, current);
  const figureUrl = figureAddresses(base, catalogue);
  const figureAlt = (name: string) => catalogue.figureAlt(name) ?? '';
  return {
    decision,
    step: current.step,
    tries: current.tries,
    hints: [],
    ask: questionOf(item, step, { seed: seedOf(current, step), figureUrl, figureAlt }),
    outcome: 'open',
    given: current.last?.given ?? null,
    feedback: current.last && { code: current.last.code, values: current.last.values },
    left: Math.max(1, mostQuestionsLeft(profile)),
  };
}
