import type { GoalsMetrics, Owner } from '../learners/index.js';
import { completionOf } from './completion.js';
import { LearningPathOptimizer } from './learning-path-optimizer.js';
import { pathTask } from './problem.js';
import { NO_WISHES } from './schema.js';
import type { PathDependencies } from './service.js';
import type { PathSignals } from './signals.js';
import { readSituation } from './situation.js';
import { selectOptionalPath } from './store.js';

/** A goal that somebody thinks about, with the time that they would have for it. */
export interface GoalWish {
  readonly goals: GoalsMetrics;
  /** Null: as their habits show it. */
  readonly minutesPerWeek: number | null;
}

/** What a goal would take. */
export interface GoalEstimate {
  /** Work that is left, at the learner's own pace; 0 when all of it is reached. */
  readonly minutes: number;
  readonly minutesPerWeek: number;
  readonly minutesFrom: PathSignals['weeklyMinutesFrom'];
  /** When it would be done: the likely day, and the days between which it falls in eight cases of ten. */
  readonly median: Date | null;
  readonly low: Date | null;
  readonly high: Date | null;
  /** Whether it fits the time: in nine cases of ten, in more than half of them, or in fewer; null without a date. */
  readonly fit: 'likely' | 'even' | 'unlikely' | null;
  /** Minutes a week with which it would be likely; null when it is so already, or no number of them is enough. */
  readonly minutesNeeded: number | null;
}

const DAY = 86_400_000;
/** Nobody plans for more: a path takes no more minutes a week either. */
const MOST_MINUTES = 3_000;
/** Minutes a week are told in steps of ten. */
const STEP = 10;
/** The steps that a goal needs are the same for every seed; the drawn dates are, too, for one seed. */
const SEED = 'goal-estimate';
const optimizer = new LearningPathOptimizer();

/**
 * Estimates a goal that is not set yet, from the path that would lead there: everything of it, whether it fits the time or
 * not. It looks at what the learner knows and leaves no trace.
 *
 * @throws AppError `conflict` while the course has no catalogue
 */
export async function estimateGoal(
  deps: Pick<PathDependencies, 'storage' | 'inForce' | 'memoryModelFor'>,
  who: Owner & { readonly tenant: string },
  { goals, minutesPerWeek }: GoalWish,
  now: Date,
): Promise<GoalEstimate> {
  const scope = deps.storage.scope(who.tenant);
  const [situation, former] = await Promise.all([readSituation(scope, who, now, deps), selectOptionalPath(scope, who)]);
  const { profile } = situation;
  const off = profile.controls.signals_off.filter((signal) => signal !== 'goals');
  const controls = { ...profile.controls, paused: false, signals_off: off };
  const wished = { ...profile, controls, goals: { ...goals, timeline: null, set_at: now } };
  const wishes = { ...NO_WISHES, ...former?.path_config.wishes, minutesPerWeek };
  const task = pathTask({ ...situation, profile: wished }, wishes, null);
  const { signals, problem } = task;
  // Reviews keep what was reached, and dates of assignments are no part of what the goal takes.
  const modules = problem.modules
    .filter(({ id }) => !id.startsWith('review:'))
    .map(({ dueDay: _due, availableDay: _from, ...module }) => module);
  const all = modules.reduce((sum, module) => sum + module.minutes, 0);
  const known = new Set(modules.map(({ id }) => id));
  const kept = (ids: readonly string[] = []): string[] => ids.filter((id) => known.has(id));
  const { first, must, never } = problem.pins ?? {};
  const { plan } = optimizer.optimizeLearningPath({
    seed: SEED,
    problem: {
      modules,
      startLevels: problem.startLevels,
      goalWeights: problem.goalWeights,
      // Which order is pleasant says nothing about how long it takes.
      jumpPenalty: 0,
      done: kept(problem.done),
      pins: { first: kept(first), must: kept(must), never: kept(never) },
      budgetMinutes: Math.ceil(all * Math.max(1, signals.pace)) + 1,
    },
    former: null,
    progress: { day: now.getTime() / DAY, done: [] },
    options: { method: 'greedy', lean: true, pace: signals.pace },
  });
  return estimated(Math.round(plan.path.minutes), signals, goals.timeline, now);
}

function estimated(minutes: number, signals: PathSignals, timeline: string | null, now: Date): GoalEstimate {
  const expect = (weeklyMinutes: number, from = signals.weeklyMinutesFrom) =>
    completionOf(minutes, { ...signals, weeklyMinutes, weeklyMinutesFrom: from }, now, SEED);
  const due = timeline === null ? null : dayOf(new Date(timeline));
  const isBy = (date: Date | null): boolean => date !== null && due !== null && dayOf(date) <= due;
  const { median, low, high } = expect(signals.weeklyMinutes);
  const fit = due === null ? null : isBy(high) ? 'likely' : isBy(median) ? 'even' : 'unlikely';
  const needed =
    fit === 'even' || fit === 'unlikely'
      ? leastMinutes(signals.weeklyMinutes, (each) => isBy(expect(each, 'wish').high))
      : null;
  return {
    minutes,
    minutesPerWeek: signals.weeklyMinutes,
    minutesFrom: signals.weeklyMinutesFrom,
    ...{ median, low, high, fit },
    minutesNeeded: needed,
  };
}

const dayOf = (date: Date): number => Math.floor(date.getTime() / DAY);

/** The least minutes a week above those that are there which are enough, in steps of ten; null when none are. */
function leastMinutes(from: number, enough: (minutes: number) => boolean): number | null {
  let [below, above] = [Math.floor(from / STEP), MOST_MINUTES / STEP];
  if (below >= above || !enough(above * STEP)) return null;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (enough(middle * STEP)) above = middle;
    else below = middle;
  }
  return above * STEP;
}
