import { seededRandom } from '../../engine/numerics/random.js';
import { optimizePath } from '../../engine/paths/optimize-path.js';
import { InfeasiblePathError, type PathProblem } from '../../engine/paths/path-problem.js';
import { atPace } from '../../engine/paths/replan/pace.js';
import { type PathPlan, planPath } from '../../engine/paths/replan/path-plan.js';
import { type Adaptation, type ReplanOptions, replan } from '../../engine/paths/replan/replan.js';
import type { PathProgress } from '../../engine/paths/replan/triggers.js';
import type { PathInputs, StoredProblem } from './model.js';
import type { PathWarning } from './schema.js';

/** Names models and constants behind a path, so that it can be decided again with the same ones. */
export const PATH_PARAMETERS = 'anneal/1 noisy-or/1';

/** Proposals of one search: the whole of its time, so that the same inputs give the same path. */
export const SEARCH_MOVES = 20_000;

/** What the engine is asked; without a former plan it makes a first one. */
export interface PathQuestion {
  readonly seed: string;
  readonly problem: PathProblem;
  readonly former: PathPlan | null;
  readonly progress: PathProgress;
  readonly options: ReplanOptions;
}

export interface PathDecision {
  readonly plan: PathPlan;
  /** Null for a first plan. */
  readonly adaptation: Adaptation | null;
  /** What could not be kept of pins and dates. */
  readonly warnings: readonly PathWarning[];
  /** Modules that are planned without their due date. */
  readonly late: readonly string[];
  readonly inputs: PathInputs;
}

/** One more than each thing that can be given up. */
const MOST_TRIES = 8;

/**
 * Decides a learner's path with engine/paths. What staff pinned goes before the learner's own time: where it does not fit,
 * the time is made longer, then dates are given up, and the path says so. Deterministic by its seed.
 */
export class LearningPathOptimizer {
  /**
   * @throws RangeError for a number out of range; CycleError when the prerequisites go round in a circle; both mean that
   *   a catalogue was stored which the import should have refused
   */
  optimizeLearningPath(question: PathQuestion): PathDecision {
    const warnings: PathWarning[] = [];
    let problem = question.problem;
    let late = this.lateIn(problem, question.options);
    problem = withoutDue(problem, late);
    for (let tries = 1; ; tries += 1) {
      try {
        const asked = { ...question, problem };
        const { plan, adaptation } = decide(asked);
        if (late.length > 0) warnings.push({ code: 'misses-due-date', modules: late });
        return { plan, adaptation, warnings, late, inputs: { ...asked, problem: stored(problem) } };
      } catch (error) {
        if (!(error instanceof InfeasiblePathError) || tries === MOST_TRIES) throw error;
        const given = giveUp(problem, error);
        problem = given.problem;
        late = [...new Set([...late, ...given.late])];
        if (given.warning) warnings.push(given.warning);
      }
    }
  }

  /** Modules with a due date that even a quick path cannot keep: the engine would leave them out for good. */
  private lateIn(problem: PathProblem, { pace = 1 }: ReplanOptions): string[] {
    const due = problem.modules.filter(({ id, dueDay }) => dueDay !== undefined && !problem.done?.includes(id));
    if (due.length === 0) return [];
    try {
      const quick = optimizePath(atPace(problem, pace), seededRandom(''), { method: 'greedy' });
      const kept = new Set(quick.steps.map(({ id }) => id));
      const barred = new Set(problem.pins?.never ?? []);
      return due.filter(({ id }) => !kept.has(id) && !barred.has(id)).map(({ id }) => id);
    } catch (error) {
      // The pins themselves do not fit; what has to give way there is decided later.
      if (error instanceof InfeasiblePathError) return [];
      throw error;
    }
  }
}

function decide({ seed, problem, former, progress, options }: PathQuestion): {
  plan: PathPlan;
  adaptation: Adaptation | null;
} {
  const random = seededRandom(seed);
  if (former) return replan(former, problem, progress, random, options);
  return { plan: planPath(problem, progress.day, random, options), adaptation: null };
}

/** Decides again by stored inputs: the same plan, step for step. */
export function replayPath(inputs: PathInputs): { plan: PathPlan; adaptation: Adaptation | null } {
  return decide({ ...inputs, problem: denseProblem(inputs.problem) });
}

function withoutDue(problem: PathProblem, ids: readonly string[]): PathProblem {
  if (ids.length === 0) return problem;
  const lifted = new Set(ids);
  return {
    ...problem,
    modules: problem.modules.map(({ dueDay, ...module }) =>
      dueDay === undefined || lifted.has(module.id) ? module : { ...module, dueDay },
    ),
  };
}

interface GivenUp {
  readonly problem: PathProblem;
  readonly late: readonly string[];
  readonly warning: PathWarning | null;
}

function giveUp(problem: PathProblem, { conflict }: InfeasiblePathError): GivenUp {
  const { modules } = conflict;
  switch (conflict.kind) {
    case 'no-time':
      return {
        problem: { ...problem, budgetMinutes: Math.ceil(conflict.minutes) },
        late: [],
        warning: { code: 'pins-need-more-time', modules },
      };
    case 'dates': {
      const dated = problem.modules.filter(({ id, dueDay }) => dueDay !== undefined && modules.includes(id));
      const late = dated.map(({ id }) => id);
      return { problem: withoutDue(problem, late), late, warning: { code: 'pins-miss-dates', modules: late } };
    }
    case 'barred': {
      const without = (ids: readonly string[] = []) => ids.filter((id) => !needs(problem, id, modules));
      const { must, first, never = [] } = problem.pins ?? {};
      return {
        problem: { ...problem, pins: { must: without(must), first: without(first), never } },
        late: [],
        warning: { code: 'pin-barred', modules },
      };
    }
  }
}

/** Whether a module is one of these or needs one of them. */
function needs({ modules }: PathProblem, id: string, those: readonly string[], seen = new Set<string>()): boolean {
  if (those.includes(id)) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  const module = modules.find((each) => each.id === id);
  return module?.prerequisites.some((each) => needs({ modules } as PathProblem, each, those, seen)) ?? false;
}

function stored({ modules, ...problem }: PathProblem): StoredProblem {
  return {
    ...problem,
    modules: modules.map(({ gain, ...module }) => ({
      ...module,
      gain: gain.flatMap((value, skill) => (value > 0 ? [[skill, value] as const] : [])),
    })),
  };
}

function denseProblem({ modules, ...problem }: StoredProblem): PathProblem {
  return {
    ...problem,
    modules: modules.map(({ gain, ...module }) => {
      const gains = new Map(gain);
      return { ...module, gain: problem.startLevels.map((_, skill) => gains.get(skill) ?? 0) };
    }),
  };
}
