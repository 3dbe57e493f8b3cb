import { clamp } from '../../engine/numerics/logistic.js';
import type { ModalityMix, PathProblem } from '../../engine/paths/path-problem.js';
import { datesOn, type PathPlan } from '../../engine/paths/replan/path-plan.js';
import { expandPins } from './expand-pins.js';
import type { PathConfig } from './model.js';
import { type ModuleInfo, modulesOffered } from './modules.js';
import type { PathModality, PathWishes } from './schema.js';
import { type PathSignals, signalsOf } from './signals.js';
import type { PathSituation } from './situation.js';

const DAY = 86_400_000;
/** Without a goal in time a path looks eight weeks ahead; when that is over, a week at a time. */
const HORIZON_DAYS = 56;
const LEAST_DAYS = 7;
/** How much more a skill of the goal counts that an assignment with a date needs as well. */
const DUE = 2;
/** Loss per unit of difficulty between neighbours, and when the mix of forms is wholly off; the weights sum to 1. */
const JUMP_PENALTY = 0.005;
const MIX_PENALTY = 0.03;
const MIXES: Readonly<Record<PathModality, ModalityMix['shares']>> = {
  text: { text: 0.3, practice: 0.7 },
  video: { video: 0.3, practice: 0.7 },
  practice: { practice: 1 },
};

/** What the engine is asked about a learner now, and what must be remembered of it. */
export interface PathTask {
  readonly problem: PathProblem;
  readonly signals: PathSignals;
  readonly skills: readonly string[];
  readonly info: Readonly<Record<string, ModuleInfo>>;
  /** Done by the learner; what they skipped is not among them. */
  readonly done: readonly string[];
  /** Reviews that are due now. */
  readonly reviewsDue: readonly string[];
  readonly until: Date;
}

/** Writes what is known of a learner, their course and their wishes as a problem of engine/paths. Pure. */
export function pathTask(situation: PathSituation, wishes: PathWishes, before: PathConfig | null): PathTask {
  const { profile, catalogue, memory, placements, finished, pins, now } = situation;
  const signals = signalsOf(profile, wishes, now);
  const reviewsPlanned = (before?.plan.path.steps ?? []).map(({ id }) => id).filter((id) => id.startsWith('review:'));
  const offered = modulesOffered({ profile, catalogue, memory, placements, finished, signals, reviewsPlanned, now });
  const pinned = expandPins(offered, pins.pins, wishes, now);
  const until = untilOf(signals, before, now);
  const days = (until.getTime() - now.getTime()) / DAY;
  const prefer = signals.prefer;
  const done = offered.done.filter((id) => pinned.modules.some((module) => module.id === id));
  return {
    problem: {
      modules: pinned.modules,
      startLevels: offered.startLevels,
      goalWeights: goalWeights(situation, signals),
      budgetMinutes: Math.round((signals.weeklyMinutes / 7) * days),
      jumpPenalty: JUMP_PENALTY,
      done: [...done, ...pinned.skipped],
      pins: pinned.pins,
      minutesPerDay: signals.weeklyMinutes / 7,
      ...(prefer && { mix: { shares: MIXES[prefer], penalty: MIX_PENALTY } }),
    },
    signals,
    skills: catalogue.skills.map(({ id }) => id),
    info: offered.info,
    done,
    reviewsDue: pinned.modules
      .filter(({ id, availableDay }) => id.startsWith('review:') && availableDay === undefined && !done.includes(id))
      .map(({ id }) => id),
    until,
  };
}

/** The day of the goal; without one, the day that was set at first. A day that has come is put off by a week. */
function untilOf({ goals }: PathSignals, before: PathConfig | null, now: Date): Date {
  const set = goals?.timeline ?? before?.until ?? new Date(now.getTime() + HORIZON_DAYS * DAY);
  return new Date(clamp(set.getTime(), now.getTime() + LEAST_DAYS * DAY, now.getTime() + 2 * 365 * DAY));
}

/**
 * Shares that sum to 1. A goal that names skills is about these: of the others count only those that an assignment with a
 * date ahead needs, and what must be learned before comes in by itself.
 */
function goalWeights({ catalogue, placements, now }: PathSituation, { goals }: PathSignals): number[] {
  const priorities = new Set(catalogue.skills.flatMap(({ id }) => (goals?.priorities.includes(id) ? id : [])));
  const due = new Set(
    placements
      .filter(({ settings }) => settings.dueAt !== null && settings.dueAt > now)
      .flatMap(({ settings }) => settings.skills),
  );
  const weights = catalogue.skills.map(({ id }) => {
    const wanted = priorities.size === 0 || priorities.has(id);
    return wanted ? (due.has(id) ? DUE : 1) : Number(due.has(id));
  });
  const full = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / full);
}

/**
 * The former plan as it can be compared with the present: levels of the skills that there are now, and of the reviews
 * only whether they are there, since their dates move with every answer.
 */
export function comparablePlan(before: PathConfig, task: PathTask, day: number): PathPlan {
  const { plan, skills } = before;
  const at = new Map(skills.map((skill, index) => [skill, index]));
  const isReview = ([id]: readonly [string, unknown]): boolean => id.startsWith('review:');
  return {
    ...plan,
    startLevels: task.skills.map((skill, index) => {
      const former = at.get(skill);
      return (former === undefined ? undefined : plan.startLevels[former]) ?? task.problem.startLevels[index] ?? 0;
    }),
    dates: Object.fromEntries([
      ...Object.entries(plan.dates).filter((entry) => !isReview(entry)),
      ...Object.entries(datesOn(task.problem, day)).filter(isReview),
    ]),
  };
}
