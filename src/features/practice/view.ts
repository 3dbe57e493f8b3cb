import { skillMastery } from '../../engine/tracing/mastery.js';
import {
  figureAddresses,
  hintOf,
  type Question,
  questionOf,
  type RawResponse,
  renderText,
  type ShownHint,
} from '../catalogue/index.js';
import { placementTitle } from '../courses/index.js';
import { levelOf, MASTERED } from '../learners/index.js';
import { selectOptionalGrade } from './grades.js';
import type { AttemptDocument, CurrentQuestion, GradeDocument, StepOutcome } from './model.js';
import { restDue } from './pacing.js';
import { readQuestion, seedOf } from './question.js';
import { type Reason, reasonsOf } from './reasons.js';
import { roundsLeft } from './rounds.js';
import {
  currentScore,
  knownOf,
  type PracticeDependencies,
  readAssignment,
  readStanding,
  type Situation,
  type Student,
  situationOf,
} from './situation.js';
import { isSending } from './staff.js';
import { mayHint } from './steps.js';
import { type WhereToLook, whereToLook } from './where-to-look.js';

/** What the practice page shows. Keys and unopened hints are not in it, so they cannot reach a browser. */
export type PracticeView =
  | { readonly state: 'not-ready' }
  | ({ readonly state: 'start'; readonly again: boolean; readonly roundsLeft: number | null } & Common)
  | ({ readonly state: 'question'; readonly question: QuestionView } & Common)
  | ({
      readonly state: 'end';
      readonly learned: readonly Gain[];
      readonly roundsLeft: number | null;
      readonly done: boolean;
    } & Common)
  | ({ readonly state: 'closed' } & Common);

interface Common {
  readonly title: string;
  readonly synthetic: boolean;
  readonly progress: Progress;
  /** Minutes worked today, when they are as many as the learner wants a day. */
  readonly rest: number | null;
}

export interface Progress {
  /** Score of the profile now, in [0, 1]: what "now" says. */
  readonly now: number;
  /** What the gradebook has from us, in [0, 1]; null until the first delivery. */
  readonly earned: number | null;
  /** The gradebook keeps a grade that a teacher gave instead. */
  readonly superseded: boolean;
  /** A grade is on its way. */
  readonly sending: boolean;
  readonly policy: 'best' | 'latest' | 'at-due';
  readonly target: number;
  readonly asked: number;
  readonly length: number | null;
  readonly dueAt: Date | null;
  readonly late: boolean;
  readonly skills: readonly SkillProgress[];
}

export interface SkillProgress {
  readonly id: string;
  readonly title: string;
  readonly known: number;
  /** 80 % interval of `known`. */
  readonly low: number;
  readonly high: number;
  /** False: too few answers to call it a level. */
  readonly enough: boolean;
  readonly reached: boolean;
  /** The skill of the question on screen. */
  readonly current: boolean;
}

/** How a skill changed over the round; `before` is null when it was new. */
export interface Gain {
  readonly title: string;
  readonly before: number | null;
  readonly after: number;
  readonly reached: boolean;
}

export interface QuestionView {
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
  readonly feedback: { readonly code: string; readonly values: Readonly<Record<string, string | number>> } | null;
  /** Where to look after an answer that shows a well-known wrong idea; else null. */
  readonly lookAt: WhereToLook | null;
  readonly solutionHtml: string | null;
  readonly lastStep: boolean;
  /** Why this question: structured, in words on the page. */
  readonly why: readonly Reason[];
}

export async function practiceView(deps: PracticeDependencies, student: Student): Promise<PracticeView> {
  const scope = deps.storage.scope(student.tenant);
  const [assignment, standing, grade] = await Promise.all([
    readAssignment(deps, student),
    readStanding(scope, student),
    selectOptionalGrade(scope, student.placementId, student.userId),
  ]);
  if (!assignment) return { state: 'not-ready' };
  const situation = situationOf(assignment, standing, deps.clock());
  const { attempt, placement } = situation;
  const common = {
    title: placementTitle(placement, situation.catalogue),
    synthetic: student.synthetic,
    progress: progressOf(situation, grade),
    rest: restDue(situation.profile, situation.now),
  };
  if (situation.closed) return { state: 'closed', ...common };
  if (attempt?.state === 'open' && attempt.current) {
    return { state: 'question', question: await questionView(deps, student, situation, attempt.current), ...common };
  }
  if (attempt?.state === 'finished') {
    const done = currentScore(situation) >= 1;
    return { state: 'end', learned: gainsOf(situation, attempt), roundsLeft: roundsLeft(situation), done, ...common };
  }
  return { state: 'start', again: false, roundsLeft: roundsLeft(situation), ...common };
}

function progressOf(situation: Situation, grade: GradeDocument | null): Progress {
  const { placement, attempt, skills, now } = situation;
  const { target, length, dueAt, grade: policy } = placement.settings;
  return {
    now: currentScore(situation),
    earned: grade?.earned?.score ?? null,
    superseded: grade?.earned?.superseded ?? false,
    sending: isSending(grade),
    policy,
    target,
    asked: attempt?.state === 'open' ? attempt.asked : 0,
    length,
    dueAt,
    late: dueAt !== null && now > dueAt,
    skills: skills.map((skill) => skillProgressOf(situation, skill, target, attempt?.current?.skill)),
  };
}

/** A skill as pages show it, with how sure we are. */
export function skillProgressOf(
  { profile, catalogue }: Pick<Situation, 'profile' | 'catalogue'>,
  id: string,
  target = MASTERED,
  current?: string,
): SkillProgress {
  const level = levelOf(profile, id);
  const { known, low, high, enough } = skillMastery(knownOf({ profile, catalogue }, id), level?.evidence ?? 0);
  const reached = level !== undefined && known >= target;
  return { id, title: catalogue.skillTitle(id), known, low, high, enough, reached, current: id === current };
}

function gainsOf({ profile, catalogue, placement }: Situation, attempt: AttemptDocument): Gain[] {
  return Object.entries(attempt.start_levels).flatMap(([skill, before]) => {
    const after = levelOf(profile, skill)?.known;
    if (after === undefined || after === before) return [];
    return [{ title: catalogue.skillTitle(skill), before, after, reached: after >= placement.settings.target }];
  });
}

async function questionView(
  deps: PracticeDependencies,
  student: Student,
  situation: Situation,
  current: CurrentQuestion,
): Promise<QuestionView> {
  const scope = deps.storage.scope(student.tenant);
  const { catalogue, item, step } = await readQuestion(scope, situation, current);
  const over = current.outcome !== 'open';
  const opened = step.hints.slice(0, current.hints);
  const options = {
    seed: seedOf(current, step),
    figureUrl: figureAddresses(student.base, catalogue),
    figureAlt: (name: string) => catalogue.figureAlt(name) ?? '',
  };
  return {
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
    mayHint: !over && step.hints.length > opened.length && mayHint(situation, current),
    outcome: current.outcome,
    given: current.last?.given ?? null,
    feedback: current.last ? { code: current.last.code, values: current.last.values } : null,
    lookAt: current.last?.code === 'misconception' ? whereToLook(situation, step, current) : null,
    solutionHtml: over ? renderText(step.solutionMarkdown, { figureUrl: options.figureUrl }) : null,
    lastStep: current.step + 1 >= item.steps.length,
    why: await reasonsOf(scope, catalogue, current.decision),
  };
}
