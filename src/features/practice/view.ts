import { skillMastery } from '../../engine/tracing/mastery.js';
import { placementTitle } from '../courses/index.js';
import { levelOf, MASTERED } from '../learners/index.js';
import { selectOptionalGrade } from './grades.js';
import type { AttemptDocument, GradeDocument } from './model.js';
import { moveOf, type SkillMove } from './moves.js';
import { restDue } from './pacing.js';
import { type QuestionView, questionView } from './question-view.js';
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
import { practiceDays } from './wishes.js';

/** What the practice page shows. Keys and unopened hints are not in it, so they cannot reach a browser. */
export type PracticeView =
  | { readonly state: 'not-ready' }
  | ({ readonly state: 'start'; readonly again: boolean; readonly roundsLeft: number | null } & Common)
  | ({ readonly state: 'question'; readonly question: QuestionView } & Common)
  | ({
      readonly state: 'end';
      readonly learned: readonly SkillMove[];
      readonly roundsLeft: number | null;
      readonly done: boolean;
      /** Of the last seven days, on so many something was answered. */
      readonly days: number;
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

/** All skills of a course at a glance. A skill is mastered from `level` on, when that is also sure. */
export interface SkillOverview {
  readonly mastered: number;
  readonly practised: number;
  readonly total: number;
  readonly level: number;
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
    const page = { at: 'practice', base: student.base } as const;
    const question = await questionView(scope, student, situation, attempt.current, page);
    return { state: 'question', question, ...common };
  }
  if (attempt?.state === 'finished') {
    const done = currentScore(situation) >= 1;
    const days = practiceDays(situation.profile, situation.now);
    return {
      state: 'end',
      learned: gainsOf(situation, attempt),
      roundsLeft: roundsLeft(situation),
      done,
      days,
      ...common,
    };
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

export function overviewOf({ profile, catalogue }: Pick<Situation, 'profile' | 'catalogue'>): SkillOverview {
  return {
    mastered: profile.skill_profile.mastered_concepts.filter((skill) => catalogue.skill(skill)).length,
    practised: catalogue.skills.filter(({ id }) => levelOf(profile, id)).length,
    total: catalogue.skills.length,
    level: MASTERED,
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
  // As long as it is not called a level, it is none that has reached anything.
  const reached = enough && known >= target;
  return { id, title: catalogue.skillTitle(id), known, low, high, enough, reached, current: id === current };
}

/** What changed over the round. */
function gainsOf(situation: Situation, attempt: AttemptDocument): SkillMove[] {
  return Object.entries(attempt.start_levels).flatMap(([skill, known]) => {
    const move = moveOf(situation, { skill, known, evidence: 0 });
    return move && move.after !== known ? [move] : [];
  });
}
