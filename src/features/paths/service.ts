import { AppError } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import type { Owner } from '../learners/index.js';
import { completionOf } from './completion.js';
import { LearningPathOptimizer, PATH_PARAMETERS, type PathDecision, SEARCH_MOVES } from './learning-path-optimizer.js';
import type { DoneStep, LearningPathDocument, PathAdaptation, PathConfig, PathSaw, PathTrigger } from './model.js';
import { comparablePlan, type PathTask, pathTask } from './problem.js';
import { NO_WISHES, type PathUpdate } from './schema.js';
import { type PathModels, type PathSituation, readSituation } from './situation.js';
import { savePath, selectOptionalPath } from './store.js';

export type PathPolicy = 'engine' | 'course-order';

export interface PathDependencies extends PathModels {
  readonly storage: Storage;
  readonly newId: () => string;
  /**
   * Which policy decides this learner's path, by an experiment; null: none. It is asked where a path is made or asked
   * for, and may record that the learner met the experiment.
   */
  readonly policyOf: (tenant: string, owner: Owner, now: Date) => Promise<PathPolicy | null>;
}

export interface PathRequest {
  /** A new path in the place of the one that is there. */
  readonly fresh?: boolean;
  readonly wishes?: PathUpdate;
  /** The path must be this one still: its version as it was seen. */
  readonly check?: (path: LearningPathDocument) => void;
  /** Only adapts a path that is there and under way, as experiments have it already. */
  readonly background?: boolean;
}

const DAY = 86_400_000;
const MOST_TRIES = 4;
const MOST_HISTORY = 200;
const optimizer = new LearningPathOptimizer();

/**
 * Makes a learner's path, or brings it up to date: what was done is behind them, and the rest is planned anew where
 * something has changed that is worth it. Decides outside the transaction; when somebody else was faster, once more.
 *
 * @returns the path as it is stored; null when there was nothing to do in the background
 * @throws AppError `conflict` while the course has no catalogue, or when others keep changing the path
 */
export async function bringPath(
  deps: PathDependencies,
  who: Owner & { readonly tenant: string },
  now: Date,
  request: PathRequest = {},
): Promise<LearningPathDocument | null> {
  const scope = deps.storage.scope(who.tenant);
  const assigned = request.background ? null : await deps.policyOf(who.tenant, who, now);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const former = await selectOptionalPath(scope, who);
    if (request.background && former?.state !== 'active') return null;
    if (former) request.check?.(former);
    const done = await bringOnce(deps, scope, who, now, { request, former, assigned });
    if (done) return done;
  }
  throw new AppError('conflict', 'errors.conflict');
}

interface Round {
  readonly request: PathRequest;
  readonly former: LearningPathDocument | null;
  readonly assigned: PathPolicy | null;
}

/** @returns null when the path was changed meanwhile */
async function bringOnce(
  deps: PathDependencies,
  scope: Scope,
  owner: Owner,
  now: Date,
  { request, former, assigned }: Round,
): Promise<LearningPathDocument | null> {
  const situation = await readSituation(scope, owner, now, deps);
  const before = former?.path_config ?? null;
  const wishes = { ...(before?.wishes ?? NO_WISHES), ...definedOf(request.wishes ?? {}) };
  const kept = request.fresh || former?.state !== 'active' ? null : former;
  const policy = situation.profile.controls.paused
    ? 'course-order'
    : (assigned ?? (request.background ? (before?.policy ?? 'engine') : 'engine'));
  const task = pathTask(situation, wishes, kept?.path_config ?? null);
  const draft = kept
    ? adapted(kept, situation, task, { wishes, policy })
    : made(deps.newId(), situation, task, { wishes, policy });
  if (draft === kept && kept) return kept;
  // A finished path stays the last word while there is nothing to do now.
  if (!kept && !request.fresh && former && draft.state === 'completed') return former;
  const saved = await savePath(scope, draft, former);
  return saved ? { ...draft, tenant: scope.tenant } : null;
}

interface Terms {
  readonly wishes: PathConfig['wishes'];
  readonly policy: PathPolicy;
}

type Draft = Omit<LearningPathDocument, 'tenant'>;

const dayOf = (date: Date): number => date.getTime() / DAY;

function made(id: string, situation: PathSituation, task: PathTask, terms: Terms): Draft {
  const { owner, now } = situation;
  const seed = `${id}:0`;
  const decision = optimizer.optimizeLearningPath({
    seed,
    problem: task.problem,
    former: null,
    progress: { day: dayOf(now), done: [] },
    options: optionsOf(task, terms),
  });
  const { steps, objective } = decision.plan.path;
  const pinned = new Set([...(decision.plan.pins.first ?? []), ...(decision.plan.pins.must ?? [])]);
  const first: Omit<PathAdaptation, 'at' | 'seed' | 'parameters' | keyof PathSaw> = {
    day: dayOf(now),
    outcome: 'changed',
    triggers: [{ kind: 'first-path' }],
    added: steps.map((step) => ({ id: step.id, reason: pinned.has(step.id) ? 'pinned' : 'gains-more' })),
    removed: [],
    moved: [],
    objectiveKept: 0,
    objective,
  };
  const saw = sawOf(situation, task);
  return {
    _id: id,
    user_id: owner.userId,
    course_id: owner.courseId,
    ...stateOf([], steps),
    ...configured(situation, task, terms, { done: [], decision, saw }),
    adaptation_history: [{ ...first, ...saw, at: now, seed, parameters: PATH_PARAMETERS }],
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

function adapted(path: LearningPathDocument, situation: PathSituation, task: PathTask, terms: Terms): Draft {
  const { now, profile } = situation;
  const before = path.path_config;
  const done = doneSteps(before, task, now);
  const own = ownTriggers(before, situation, task, terms);
  const seed = `${path._id}:${path.version}`;
  const lastActive = profile.behavioral_metrics.last_active_at;
  const decision = optimizer.optimizeLearningPath({
    seed,
    problem: task.problem,
    former: comparablePlan(before, task, dayOf(now)),
    progress: {
      day: dayOf(now),
      done: [...new Set([...done.map(({ module }) => module), ...task.done])].map((module) => ({ id: module })),
      ...(lastActive && { lastActiveDay: dayOf(lastActive) }),
    },
    options: { ...optionsOf(task, terms), ...(own.length > 0 && { asked: true }) },
  });
  const { adaptation } = decision;
  const found = (adaptation?.triggers ?? []).filter((trigger) => trigger.kind !== 'asked');
  const triggers: PathTrigger[] = [...found, ...own];
  const isSame = triggers.length === 0 || !adaptation;
  if (isSame && done.length === before.done.length) return path;
  const saw = sawOf(situation, task);
  // A plan that stays is compared with the day on which it was made, so that small changes add up to a reason.
  const inForce = isSame ? { ...decision, plan: before.plan, inputs: before.decided } : decision;
  const left = restOf(inForce.plan.path.steps, done);
  const history = isSame
    ? path.adaptation_history
    : [...path.adaptation_history, { ...adaptation, triggers, ...saw, at: now, seed, parameters: PATH_PARAMETERS }];
  return {
    ...path,
    ...stateOf(done, left),
    ...configured(situation, task, terms, { done, decision: inForce, saw: isSame ? before.saw : saw }),
    adaptation_history: history.slice(-MOST_HISTORY),
    version: path.version + 1,
    updated_at: now,
  };
}

/** What of a plan is still to be done. */
export function restOf<S extends { readonly id: string }>(steps: readonly S[], done: readonly DoneStep[]): S[] {
  const behind = new Set(done.map(({ module }) => module));
  return steps.filter(({ id }) => !behind.has(id));
}

/** Reviews alone are no work towards a goal: they keep what was reached, and never end. */
const hasWork = (steps: readonly { readonly id: string }[]): boolean =>
  steps.some(({ id }) => !id.startsWith('review:'));

const stateOf = (
  done: readonly DoneStep[],
  left: readonly { readonly id: string }[],
): Pick<Draft, 'current_position' | 'state'> => ({
  current_position: done.length,
  state: hasWork(left) ? 'active' : 'completed',
});

function configured(
  situation: PathSituation,
  task: PathTask,
  { wishes, policy }: Terms,
  { done, decision, saw }: { done: readonly DoneStep[]; decision: PathDecision; saw: PathSaw },
): Pick<Draft, 'path_config' | 'estimated_completion'> {
  const { plan, warnings, late, inputs } = decision;
  const rest = restOf(plan.path.steps, done);
  const minutesLeft = hasWork(rest) ? rest.reduce((sum, { minutes }) => sum + minutes, 0) : 0;
  const completion = completionOf(minutesLeft, task.signals, situation.now, inputs.seed);
  const named = new Set([...done.map(({ module }) => module), ...plan.path.steps.map(({ id }) => id), ...wishes.skip]);
  const config: PathConfig = {
    done,
    plan,
    skills: task.skills,
    modules: Object.fromEntries(Object.entries(task.info).filter(([id]) => named.has(id))),
    policy,
    wishes,
    until: task.until,
    warnings,
    late,
    minutesPerWeek: task.signals.weeklyMinutes,
    completion,
    decided: inputs,
    saw,
    parameters: PATH_PARAMETERS,
  };
  return { path_config: config, estimated_completion: completion.median };
}

/** Steps of the path that are behind the learner now, in the order in which that was noticed. */
function doneSteps({ done, plan }: PathConfig, task: PathTask, now: Date): DoneStep[] {
  const behind = new Set(task.done);
  const planned = new Set(plan.path.steps.map(({ id }) => id));
  // Forgotten since, and planned again: it lies ahead once more.
  const still = done.filter(({ module }) => behind.has(module) || !planned.has(module));
  const known = new Set(still.map(({ module }) => module));
  const fresh = plan.path.steps
    .filter(({ id }) => behind.has(id) && !known.has(id))
    .map(({ id, minutes }) => ({ module: id, minutes, done_at: now }));
  return [...still, ...fresh];
}

function ownTriggers(before: PathConfig, situation: PathSituation, task: PathTask, terms: Terms): PathTrigger[] {
  const { saw, plan, wishes, policy } = before;
  const { catalogue } = situation;
  const now = sawOf(situation, task);
  const planned = new Set(plan.path.steps.map(({ id }) => id));
  const due = task.reviewsDue.filter((id) => !planned.has(id));
  const isOther = saw.catalogue !== catalogue.id || saw.revision !== catalogue.revision;
  return [
    ...(isOther ? [{ kind: 'catalogue-changed', from: saw.revision, to: catalogue.revision } as const] : []),
    ...(saw.goals !== now.goals ? [{ kind: 'goals-changed' } as const] : []),
    ...(JSON.stringify(wishes) !== JSON.stringify(terms.wishes) ? [{ kind: 'wishes-changed' } as const] : []),
    ...(policy !== terms.policy ? [{ kind: 'policy-changed' } as const] : []),
    ...(due.length > 0 ? [{ kind: 'review-due', modules: due } as const] : []),
  ];
}

function sawOf({ profile, catalogue, pins }: PathSituation, { signals }: PathTask): PathSaw {
  return {
    sequence: profile.sequence,
    catalogue: catalogue.id,
    revision: catalogue.revision,
    pins: pins.version,
    goals: signals.goals && JSON.stringify(signals.goals),
    weeklyMinutes: signals.weeklyMinutes,
    weeklyMinutesFrom: signals.weeklyMinutesFrom,
  };
}

const optionsOf = ({ signals }: PathTask, { policy }: Terms) => ({
  method: policy === 'engine' ? ('anneal' as const) : ('listed' as const),
  moves: SEARCH_MOVES,
  lean: true,
  pace: signals.pace,
  budgetShare: 0.1,
});

function definedOf(update: PathUpdate): Partial<PathConfig['wishes']> {
  return Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
}
