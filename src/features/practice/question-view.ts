import type { Scope } from '../../storage/index.js';
import {
  figureAddresses,
  hintOf,
  type Question,
  questionOf,
  type RawResponse,
  readAsFormula,
  renderText,
  type ShownHint,
} from '../catalogue/index.js';
import type { Owner } from '../learners/index.js';
import { type DifficultyView, difficultyOf } from './difficulty-view.js';
import { selectOptionalFelt } from './felt.js';
import { type CurrentQuestion, decisionCollection, type StepOutcome } from './model.js';
import { movesOf, type SkillMove } from './moves.js';
import { type Pacing, pacingOf } from './pacing.js';
import { readQuestion, seedOf } from './question.js';
import { type Reason, wordsOfReasons } from './reasons.js';
import type { Ground } from './situation.js';
import { mayHint } from './steps.js';
import { type WhereToLook, whereToLook } from './where-to-look.js';
import { type PracticeWishes, wishesOf } from './wishes.js';

/** A question as a page shows it, in an assignment and outside. */
export interface QuestionView {
  /** The page that it is on: its commands are sent there. */
  readonly at: 'practice' | 'free';
  readonly decision: string;
  readonly step: number;
  readonly tries: number;
  /** Title of the skill that the question was chosen for. */
  readonly skill: string;
  readonly ask: Question;
  /** Opened hints; the answer to a small question inside one is told with the hint after it. */
  readonly hints: readonly (ShownHint & { readonly answered: boolean })[];
  readonly hintsLeft: number;
  readonly mayHint: boolean;
  readonly outcome: StepOutcome;
  readonly given: RawResponse | null;
  /** What was given, as a formula, where an expression was asked for and could be read. */
  readonly givenHtml: string | null;
  readonly feedback: { readonly code: string; readonly values: Readonly<Record<string, string | number>> } | null;
  /** Where to look after an answer that shows a well-known wrong idea; else null. */
  readonly lookAt: WhereToLook | null;
  /** What the first try moved. */
  readonly moves: readonly SkillMove[];
  /** A word on how sure they were; null when it says nothing new, or nobody asked. */
  readonly sureness: 'sure-but-wrong' | 'unsure-but-right' | null;
  readonly solutionHtml: string | null;
  readonly lastStep: boolean;
  /** Why this question: structured, in words on the page. */
  readonly why: readonly Reason[];
  /** Null: switched off, or nothing was foretold. */
  readonly difficulty: DifficultyView | null;
  readonly pacing: PacingView;
  readonly wishes: PracticeWishes;
}

/** How the page paces this learner. */
export interface PacingView {
  /** Why a hint is offered now, before it is asked for. */
  readonly hint: Exclude<Pacing['hint']['because'], 'known-well'> | null;
  /** Why a break is suggested, now that the question is over. */
  readonly pause: Pacing['breakBecause'];
  /** Minutes of this stretch of work. */
  readonly minutes: number;
  readonly example: Pacing['workedExample'];
}

/** Where the page of a question is. */
export interface QuestionPage {
  readonly at: QuestionView['at'];
  /** The address of the session's pages. */
  readonly base: string;
}

export async function questionView(
  scope: Scope,
  owner: Owner,
  ground: Ground,
  current: CurrentQuestion,
  { at, base }: QuestionPage,
): Promise<QuestionView> {
  const { catalogue, item, step } = await readQuestion(scope, ground, current);
  const over = current.outcome !== 'open';
  const opened = step.hints.slice(0, current.hints);
  const options = {
    seed: seedOf(current, step),
    figureUrl: figureAddresses(base, catalogue),
    figureAlt: (name: string) => catalogue.figureAlt(name) ?? '',
  };
  const decision = await scope.collection(decisionCollection).findOne({ _id: current.decision });
  const felt = over ? await selectOptionalFelt(scope, owner, current.decision) : null;
  const wishes = wishesOf(ground);
  const lastStep = current.step + 1 >= item.steps.length;
  const given = current.last?.given ?? null;
  return {
    at,
    decision: current.decision,
    step: current.step,
    tries: current.tries,
    skill: catalogue.skillTitle(current.skill),
    ask: questionOf(item, step, options),
    hints: opened.map((hint, index) => ({
      ...hintOf(hint, { ...options, seed: `${options.seed}:${hint.id}` }),
      answered: over || index + 1 < opened.length,
    })),
    hintsLeft: step.hints.length - opened.length,
    mayHint: !over && step.hints.length > opened.length && mayHint(ground, current),
    outcome: current.outcome,
    given,
    givenHtml:
      step.answer.kind === 'expression' && typeof given?.answer === 'string' ? readAsFormula(given.answer) : null,
    feedback: current.last ? { code: current.last.code, values: current.last.values } : null,
    lookAt: current.last?.code === 'misconception' ? whereToLook(ground, step, current) : null,
    moves: movesOf(ground, current),
    sureness: surenessOf(current),
    solutionHtml: over ? renderText(step.solutionMarkdown, { figureUrl: options.figureUrl }) : null,
    lastStep,
    why: wordsOfReasons(catalogue, decision?.reasons ?? []),
    difficulty: wishes.difficulty ? difficultyOf(ground, current, decision?.saw ?? {}, felt) : null,
    pacing: await pacingView(scope, ground, current, { lastStep, figureUrl: options.figureUrl }),
    wishes,
  };
}

async function pacingView(
  scope: Scope,
  ground: Ground,
  current: CurrentQuestion,
  { lastStep, ...figures }: { readonly lastStep: boolean } & Parameters<typeof pacingOf>[3],
): Promise<PacingView> {
  const { hint, breakBecause, sessionMinutes, workedExample } = await pacingOf(scope, ground, current, figures);
  const open = current.outcome === 'open';
  const untouched =
    current.hints === 0 && (hint.offer === 'now' || (hint.offer === 'after-wrong' && current.tries > 0));
  return {
    hint: open && untouched && hint.because !== 'known-well' ? hint.because : null,
    pause: !open && lastStep ? breakBecause : null,
    minutes: Math.round(sessionMinutes),
    example: open && current.step === 0 ? workedExample : null,
  };
}

/** From here on somebody was sure, and up to there they were not. */
const SURE = 0.75;
const UNSURE = 0.5;

function surenessOf({ confidence, tries, outcome }: CurrentQuestion): QuestionView['sureness'] {
  if (confidence === null || confidence === undefined || tries !== 1) return null;
  if (outcome === 'right') return confidence <= UNSURE ? 'unsure-but-right' : null;
  return confidence >= SURE && outcome === 'open' ? 'sure-but-wrong' : null;
}
