import { InfeasiblePathError, type PathProblem } from './path-problem.js';
import { ancestorsOf, descendantsOf, type PrerequisiteGraph } from './prerequisite-graph.js';

/** What the pins of a problem, its graph and its time say about each module. */
export interface PinnedModules {
  /** 1: may be in a path. Left out are what is done or barred, and what cannot fit with all that it needs. */
  readonly allowed: Uint8Array;
  /** 1: must be in the path. */
  readonly pinned: Uint8Array;
  /** The modules that open the path, in order. */
  readonly opening: Int32Array;
}

/**
 * Works out what may and what must be in a path.
 *
 * @param graph    of what is still to be done
 * @param done     1: done
 * @param minutes  of each module
 * @throws RangeError when a pin names a module that does not exist
 * @throws InfeasiblePathError when what must be there is barred or takes more time than there is
 */
export function pinnedModules(
  problem: PathProblem,
  graph: PrerequisiteGraph,
  done: Uint8Array,
  minutes: Float64Array,
): PinnedModules {
  const allowed = allowedModules(problem, graph, done, minutes);
  const opening = openingOf(problem, graph, done);
  const pinned = mustModules(problem, graph, done, opening);
  requirePinsFit(problem, graph, { allowed, pinned, minutes });
  return { allowed, pinned, opening };
}

/**
 * The index of a module that a list names.
 *
 * @throws RangeError when it does not exist
 */
export function indexOf(graph: PrerequisiteGraph, list: string, id: string): number {
  const index = graph.indexOf.get(id);
  if (index === undefined) throw new RangeError(`${list} names ${id}, which does not exist`);
  return index;
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

function mustModules(problem: PathProblem, graph: PrerequisiteGraph, done: Uint8Array, opening: Int32Array) {
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
    const id = graph.ids[module] as string;
    if (never.has(module)) {
      const asked = [...(pins?.first ?? []), ...(pins?.must ?? [])];
      const resting = asked.filter((each) => ancestorsOf(graph, indexOf(graph, 'pins', each)).includes(module));
      const conflict = { kind: 'barred', modules: [...new Set([...resting, id])] } as const;
      throw new InfeasiblePathError(`${id} is pinned, but it or something that it needs is barred`, conflict);
    }
    const needed = ancestorsOf(graph, module).reduce((sum, each) => sum + (minutes[each] as number), 0);
    throw new InfeasiblePathError(
      `${id} is pinned, but with what it needs it takes more than ${budgetMinutes} minutes`,
      { kind: 'no-time', modules: [id], minutes: needed + (minutes[module] as number), budget: budgetMinutes },
    );
  }
  if (total > budgetMinutes) {
    const modules = graph.ids.filter((_, module) => pinned[module] === 1);
    throw new InfeasiblePathError(`the pinned modules take ${total} minutes, but there are ${budgetMinutes}`, {
      kind: 'no-time',
      modules,
      minutes: total,
      budget: budgetMinutes,
    });
  }
}

function withDescendants(graph: PrerequisiteGraph, id: string): number[] {
  const module = indexOf(graph, 'pins.never', id);
  return [module, ...descendantsOf(graph, module)];
}
