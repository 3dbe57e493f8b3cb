import { requireFinite, requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';
import { requireProblem } from './check-problem.js';
import type { PathModule, PathProblem } from './path-problem.js';
import { indexOf, type PinnedModules, pinnedModules } from './pinned-modules.js';
import { type PrerequisiteGraph, prerequisiteGraph } from './prerequisite-graph.js';

/** A problem in typed arrays, by index of module; what every search works on. */
export interface CompiledProblem extends PinnedModules {
  readonly graph: PrerequisiteGraph;
  readonly minutes: Float64Array;
  readonly difficulty: Float64Array;
  /** Prerequisites that are not done yet, and what waits for each module. */
  readonly prerequisites: readonly Int32Array[];
  readonly dependents: readonly Int32Array[];
  /** Skills in which a module has a gain, and the gain in each. */
  readonly gainSkills: readonly Int32Array[];
  readonly gains: readonly Float64Array[];
  /** w_k (1 - s_k): what is missing of each skill at the start, weighted. */
  readonly missing: Float64Array;
  /** Sum of the goal weights: the level part of the objective is this less what is still missing. */
  readonly full: number;
  readonly budget: number;
  readonly jumpPenalty: number;
  /** Earliest start and latest end in study minutes; absent when no module has a date. */
  readonly dates?: { readonly from: Float64Array; readonly until: Float64Array };
  readonly mix?: CompiledMix;
  /** Place of each module in the known path, -1 when it is not in it or not allowed any more; its length, and the penalty. */
  readonly known?: { readonly place: Int32Array; readonly length: number; readonly penalty: number };
}

/** The wanted mix by index of modality. */
export interface CompiledMix {
  /** Index of the modality of each module. */
  readonly modality: Int32Array;
  readonly shares: Float64Array;
  readonly penalty: number;
}

/**
 * Checks a problem and writes it into typed arrays.
 *
 * @throws RangeError for a number out of range, an unknown id, skills that do not match; CycleError for a cyclic graph
 * @throws InfeasiblePathError when the pins cannot be kept within graph and time
 */
export function compileProblem(problem: PathProblem): CompiledProblem {
  const { modules, startLevels, goalWeights } = problem;
  requireProblem(problem);
  const whole = prerequisiteGraph(modules);
  const done = flags(whole, 'done', problem.done);
  const graph = pendingGraph(problem, whole, done);
  const minutes = Float64Array.from(modules, (each) => each.minutes);
  const sparse = modules.map(({ gain }) => gain.flatMap((value, skill) => (value > 0 ? [skill] : [])));
  const pins = pinnedModules(problem, graph, done, minutes);
  return {
    graph,
    minutes,
    difficulty: Float64Array.from(modules, (each) => each.difficulty),
    prerequisites: graph.prerequisites,
    dependents: graph.dependents,
    gainSkills: sparse.map((skills) => Int32Array.from(skills)),
    gains: sparse.map((skills, index) => Float64Array.from(skills, (k) => (modules[index] as PathModule).gain[k] ?? 0)),
    missing: Float64Array.from(goalWeights, (weight, skill) => weight * (1 - (startLevels[skill] as number))),
    full: goalWeights.reduce((sum, weight) => sum + weight, 0),
    budget: problem.budgetMinutes,
    jumpPenalty: problem.jumpPenalty,
    ...pins,
    ...datesOf(problem),
    ...mixOf(problem),
    ...knownOf(problem, whole, pins.allowed),
  };
}

function flags(graph: PrerequisiteGraph, list: string, ids: readonly string[] = []): Uint8Array {
  const marked = new Uint8Array(graph.ids.length);
  for (const id of ids) marked[indexOf(graph, list, id)] = 1;
  return marked;
}

/** The graph of what is still to be done: a done module needs nothing, and nothing waits for it any more. */
function pendingGraph({ modules }: PathProblem, whole: PrerequisiteGraph, done: Uint8Array): PrerequisiteGraph {
  const isPending = (id: string): boolean => done[indexOf(whole, 'prerequisites', id)] === 0;
  return prerequisiteGraph(
    modules.map(({ id, prerequisites }) => ({
      id,
      prerequisites: isPending(id) ? prerequisites.filter(isPending) : [],
    })),
  );
}

function datesOf({ modules, minutesPerDay }: PathProblem): Pick<CompiledProblem, 'dates'> {
  if (modules.every(({ availableDay, dueDay }) => availableDay === undefined && dueDay === undefined)) return {};
  const perDay = requirePositive('minutesPerDay, which dates need,', minutesPerDay ?? Number.NaN);
  const day = (name: string, value: number): number => perDay * requireFinite(name, value);
  return {
    dates: {
      from: Float64Array.from(modules, ({ id, availableDay = 0 }) => day(`availableDay of ${id}`, availableDay)),
      until: Float64Array.from(modules, ({ id, dueDay }) =>
        dueDay === undefined ? Number.POSITIVE_INFINITY : day(`dueDay of ${id}`, dueDay),
      ),
    },
  };
}

function mixOf({ modules, mix }: PathProblem): Pick<CompiledProblem, 'mix'> {
  if (!mix || mix.penalty === 0) return {};
  const names = [...new Set([...Object.keys(mix.shares), ...modules.map(({ modality = '' }) => modality)])];
  const shares = Float64Array.from(names, (name) => requireProbability(`the share of ${name}`, mix.shares[name] ?? 0));
  if (shares.reduce((sum, share) => sum + share, 0) > 1 + 1e-9) throw new RangeError('the shares sum to more than 1');
  return {
    mix: {
      modality: Int32Array.from(modules, ({ modality = '' }) => names.indexOf(modality)),
      shares,
      penalty: requireNonNegative('mix.penalty', mix.penalty),
    },
  };
}

function knownOf(
  { known }: PathProblem,
  graph: PrerequisiteGraph,
  allowed: Uint8Array,
): Pick<CompiledProblem, 'known'> {
  if (!known) return {};
  const place = new Int32Array(allowed.length).fill(-1);
  let length = 0;
  for (const id of known.steps) {
    const module = indexOf(graph, 'known.steps', id);
    if (allowed[module] === 1 && place[module] === -1) place[module] = length++;
  }
  return { known: { place, length, penalty: requireNonNegative('known.changePenalty', known.changePenalty) } };
}
