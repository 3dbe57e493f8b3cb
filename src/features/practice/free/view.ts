import type { CatalogueView } from '../../catalogue/index.js';
import { selectProfile } from '../../learners/index.js';
import { planReviews } from '../../reviews/index.js';
import type { Ending } from '../ask-next.js';
import { moveOf, type SkillMove } from '../moves.js';
import { readFreePractice, selectOptionalOpenQuestion } from '../open-questions.js';
import { type QuestionView, questionView } from '../question-view.js';
import type { Ground, PracticeDependencies, Student } from '../situation.js';
import { type SkillProgress, skillProgressOf } from '../view.js';
import { practiceDays } from '../wishes.js';
import type { FreeRunDocument, Purpose, RunLength } from './model.js';
import { selectOptionalRun } from './runs.js';

/** What the page of free practice shows. */
export type FreeView =
  | { readonly state: 'not-ready' }
  | ({
      readonly state: 'choose';
      readonly skills: readonly SkillToChoose[];
      readonly ticked: boolean;
      readonly back: string | null;
    } & Common)
  | ({
      readonly state: 'question';
      readonly question: QuestionView;
      readonly run: RunView;
      readonly skills: readonly SkillProgress[];
    } & Common)
  | ({
      readonly state: 'end';
      readonly run: RunView;
      readonly learned: readonly SkillMove[];
      readonly days: number;
      readonly reviews: NextReviews;
    } & Common);

interface Common {
  readonly synthetic: boolean;
}

export interface SkillToChoose {
  readonly id: string;
  readonly title: string;
  readonly chosen: boolean;
}

export interface RunView {
  readonly purpose: Purpose;
  /** Titles; empty: every skill. */
  readonly skills: readonly string[];
  /** What would begin the same again. */
  readonly wanted: { readonly skills: readonly string[]; readonly length: string };
  readonly back: string | null;
  readonly asked: number;
  /** Questions at most; null when it is not counted in questions. */
  readonly questions: number | null;
  /** Minutes that are left; null when it is not counted in minutes. */
  readonly minutesLeft: number | null;
  readonly ended: Ending | null;
}

/** When the next reviews come. */
export interface NextReviews {
  /** Still due today. */
  readonly today: number;
  readonly days: readonly { readonly day: Date; readonly count: number }[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** So many days with reviews are named ahead. */
const DAYS_NAMED = 3;

/**
 * @param choosing  the learner wants to choose anew: with these skills ticked, and this way back
 */
export async function freeView(
  deps: PracticeDependencies,
  student: Student,
  choosing: { readonly skills: readonly string[]; readonly back: string | null } | null = null,
): Promise<FreeView> {
  const scope = deps.storage.scope(student.tenant);
  const [practice, run] = await Promise.all([readFreePractice(deps, student), selectOptionalRun(scope, student)]);
  if (!practice) return { state: 'not-ready' };
  const { synthetic } = student;
  if (choosing !== null || run === null) {
    const { skills: ticked, back } = choosing ?? { skills: [], back: null };
    const offered = skillsToChoose(practice, ticked);
    const chosen = offered.some((skill) => skill.chosen);
    return { state: 'choose', skills: offered, ticked: chosen, back, synthetic };
  }
  const ground: Ground = { ...practice, profile: await selectProfile(scope, student), now: deps.clock() };
  const shown = runView(run, ground);
  const open = run.decision === null ? null : await selectOptionalOpenQuestion(scope, student, run.decision);
  if (run.state === 'open' && open) {
    const question = await questionView(scope, student, ground, open.current, { at: 'free', base: student.base });
    const level = skillProgressOf(ground, open.current.skill, undefined, open.current.skill);
    return { state: 'question', question, run: shown, skills: [level], synthetic };
  }
  const days = practiceDays(ground.profile, ground.now);
  return { state: 'end', run: shown, learned: learnedIn(run, ground), days, reviews: nextReviews(ground), synthetic };
}

/** The skills that can be practised. @param ticked  those that are chosen already */
export const skillsToChoose = (
  { catalogue, skills }: Pick<Ground, 'catalogue' | 'skills'>,
  ticked: readonly string[],
): SkillToChoose[] => skills.map((id) => ({ id, title: catalogue.skillTitle(id), chosen: ticked.includes(id) }));

function runView(run: FreeRunDocument, { catalogue, now }: Pick<Ground, 'catalogue' | 'now'>): RunView {
  const { purpose, skills, length, back, asked, ended, started_at } = run;
  const minutes = length?.unit === 'minutes' ? length.count - (now.getTime() - started_at.getTime()) / MINUTE_MS : null;
  return {
    purpose,
    skills: titlesOf(catalogue, skills),
    wanted: { skills, length: lengthName(length) },
    back,
    asked,
    questions: length?.unit === 'questions' ? length.count : null,
    minutesLeft: minutes === null ? null : Math.max(0, Math.ceil(minutes)),
    ended,
  };
}

const titlesOf = (catalogue: CatalogueView, skills: readonly string[]): string[] =>
  skills.map((skill) => catalogue.skillTitle(skill));

/** A length as a form says it. */
const lengthName = (length: RunLength): string =>
  length === null ? 'open' : `${length.count}${length.unit === 'minutes' ? 'm' : ''}`;

/** What changed over the run; of a check also that nothing did. */
function learnedIn({ start_levels, purpose, skills }: FreeRunDocument, ground: Ground): SkillMove[] {
  return start_levels.flatMap((level) => {
    const move = moveOf(ground, level);
    if (!move) return [];
    const asked = purpose === 'check' && skills.includes(level.skill);
    return asked || move.after !== level.known ? [move] : [];
  });
}

function nextReviews({ profile, catalogue, served, now }: Ground): NextReviews {
  if (!served) return { today: 0, days: [] };
  const { load, today } = planReviews({ profile, catalogue, model: served.memory, now });
  const days = load.flatMap((count, day) =>
    day > 0 && count > 0 ? [{ day: new Date(now.getTime() + day * DAY_MS), count }] : [],
  );
  return { today: today.length, days: days.slice(0, DAYS_NAMED) };
}
