import { requireFinite, requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';
import { InfeasiblePathError, type PathModule, type PathProblem } from './path-problem.js';
import { ancestorsOf, descendantsOf, type PrerequisiteGraph, prerequisiteGraph } from './prerequisite-graph.js';

/** A problem in typed arrays, by index of module; what every search works on. */
export interface CompiledProblem {
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
  /** 1: may be in a path. Left out are what is done or barred, and what cannot fit with all that it needs. */
  readonly allowed: Uint8Array;
  /** 1: must be in the path. */
  readonly pinned: Uint8Array;
  /** The modules that open the path, in order. */
  readonly opening: Int32Array;
  /** Earliest start and latest end in study minutes; absent when no module has a date. */
  readonly dates?: { readonly from: Float64Array; readonly until: Float64Array };
  readonly mix?: CompiledMix;
}

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
  checkNumbers(problem);
  const whole = prerequisiteGraph(modules);
  const done = flags(whole, 'done', problem.done);
  const graph = pendingGraph(problem, whole, done);
  const minutes = Float64Array.from(modules, (each) => each.minutes);
  const sparse = modules.map(({ gain }) => gain.flatMap((value, skill) => (value > 0 ? [skill] : [])));
  const allowed = allowedModules(problem, graph, done, minutes);
  const opening = openingOf(problem, graph, done);
  const pinned = pinnedModules(problem, graph, done, opening);
  requirePinsFit(problem, graph, { allowed, pinned, minutes });
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
    allowed,
    pinned,
    opening,
    ...datesOf(problem),
    ...mixOf(problem),
  };
}

function checkNumbers({ modules, startLevels, goalWeights, ...problem }: PathProblem): void {
  requireNonNegative('budgetMinutes', problem.budgetMinutes);
  requireNonNegative('jumpPenalty', problem.jumpPenalty);
  if (startLevels.length !== goalWeights.length) {
    throw new RangeError(`there are ${startLevels.length} start levels, but ${goalWeights.length} goal weights`);
  }
  for (const [skill, level] of startLevels.entries()) requireProbability(`startLevels[${skill}]`, level);
  for (const [skill, weight] of goalWeights.entries()) requireNonNegative(`goalWeights[${skill}]`, weight);
  for (const { id, minutes, difficulty, gain } of modules) {
    requirePositive(`minutes of ${id}`, minutes);
    requireProbability(`difficulty of ${id}`, difficulty);
    if (gain.length !== startLevels.length) {
      throw new RangeError(`${id} has ${gain.length} gains, but there are ${startLevels.length} skills`);
    }
    for (const value of gain) {
      if (!(value >= 0 && value < 1)) throw new RangeError(`a gain of ${id} must be in [0, 1), not ${value}`);
    }
  }
}

function indexOf(graph: PrerequisiteGraph, list: string, id: string): number {
  const index = graph.indexOf.get(id);
  if (index === undefined) throw new RangeError(`${list} names ${id}, which does not exist`);
  return index;
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

function allowedModules(problem: PathProblem, graph: PrerequisiteGraph, done: Uint8Array, minutes: Float64Array) {
  const allowed = done.map((each) => 1 - each);
  for (const id of problem.pins?.never ?? []) {
    const barred = indexOf(graph, 'pins.never', id);
    allowed[barred] = 0;
    for (const each of descendantsOf(graph, barred)) allowed[each] = 0;
  }
  for (let module = 0; module < allowed.length; module++) {
    if (allowed[module] === 0) continue;
    const whole = ancestorsOf(graph, module).reduce(
      (sum, each) => sum + (minutes[each] as number),
      minutes[module] as number,
    );
    if (whole > problem.budgetMinutes) allowed[module] = 0;
  }
  return allowed;
}

function openingOf(problem: PathProblem, graph: PrerequisiteGraph, done: Uint8Array): Int32Array {
  const opening: number[] = [];
  for (const id of problem.pins?.first ?? []) {
    const module = indexOf(graph, 'pins.first', id);
    for (const each of [...ancestorsOf(graph, module), module]) {
      if (done[each] === 0 && !opening.includes(each)) opening.push(each);
    }
  }
  return Int32Array.from(opening);
}

function pinnedModules(problem: PathProblem, graph: PrerequisiteGraph, done: Uint8Array, opening: Int32Array) {
  const pinned = new Uint8Array(done.length);
  for (const module of opening) pinned[module] = 1;
  for (const id of problem.pins?.must ?? []) {
    const module = indexOf(graph, 'pins.must', id);
    if (done[module] === 1) continue;
    for (const each of [...ancestorsOf(graph, module), module]) pinned[each] = 1;
  }
  return pinned;
}

function requirePinsFit(
  { budgetMinutes, pins }: PathProblem,
  graph: PrerequisiteGraph,
  { allowed, pinned, minutes }: { allowed: Uint8Array; pinned: Uint8Array; minutes: Float64Array },
): void {
  const never = new Set((pins?.never ?? []).flatMap((id) => withDescendants(graph, id)));
  let total = 0;
  for (let module = 0; module < pinned.length; module++) {
    if (pinned[module] === 0) continue;
    total += minutes[module] as number;
    if (allowed[module] === 1) continue;
    const id = graph.ids[module];
    throw new InfeasiblePathError(
      never.has(module)
        ? `${id} is pinned, but it or something that it needs is barred`
        : `${id} is pinned, but with what it needs it takes more than ${budgetMinutes} minutes`,
    );
  }
  if (total > budgetMinutes) {
    throw new InfeasiblePathError(`the pinned modules take ${total} minutes, but there are ${budgetMinutes}`);
  }
}

function withDescendants(graph: PrerequisiteGraph, id: string): number[] {
  const module = indexOf(graph, 'pins.never', id);
  return [module, ...descendantsOf(graph, module)];
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
