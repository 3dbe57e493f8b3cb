/** Something that may need other things first. */
export interface Node {
  readonly id: string;
  readonly prerequisites: readonly string[];
}

/** Thrown for a graph in which something would be its own prerequisite; `cycle` starts and ends at the same id. */
export class CycleError extends RangeError {
  override readonly name = 'CycleError';
  constructor(readonly cycle: readonly string[]) {
    super(`the prerequisites form a cycle: ${cycle.join(' needs ')}`);
  }
}

/** A directed acyclic graph by index; edges run from a prerequisite to what depends on it. */
export interface PrerequisiteGraph {
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Direct prerequisites of each node. */
  readonly prerequisites: readonly Int32Array[];
  /** What names each node as a direct prerequisite. */
  readonly dependents: readonly Int32Array[];
  /** Every node after all of its prerequisites; among free ones the order of the input. */
  readonly order: Int32Array;
}

/**
 * The graph of `nodes`, checked (topological sort: Kahn 1962).
 *
 * @throws RangeError when an id is given twice, or a prerequisite is not among the nodes
 * @throws CycleError when the prerequisites go round in a circle, with the circle
 */
export function prerequisiteGraph(nodes: readonly Node[]): PrerequisiteGraph {
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  if (indexOf.size !== nodes.length) {
    const twice = nodes.find(({ id }, index) => indexOf.get(id) !== index);
    throw new RangeError(`the id ${twice?.id} is given twice`);
  }
  const dependents: number[][] = nodes.map(() => []);
  const prerequisites = nodes.map(({ id, prerequisites: needed }, index) => {
    const direct = [...new Set(needed)].map((name) => {
      const found = indexOf.get(name);
      if (found === undefined) throw new RangeError(`${id} needs ${name}, which does not exist`);
      return found;
    });
    for (const each of direct) (dependents[each] as number[]).push(index);
    return Int32Array.from(direct);
  });
  const graph = {
    ids: nodes.map(({ id }) => id),
    indexOf,
    prerequisites,
    dependents: dependents.map((each) => Int32Array.from(each)),
  };
  return { ...graph, order: topologicalOrder(graph) };
}

function topologicalOrder({ ids, prerequisites, dependents }: Omit<PrerequisiteGraph, 'order'>): Int32Array {
  const missing = prerequisites.map((each) => each.length);
  const order = ids.map((_, index) => index).filter((index) => missing[index] === 0);
  for (let at = 0; at < order.length; at++) {
    for (const next of dependents[order[at] as number] as Int32Array) {
      missing[next] = (missing[next] as number) - 1;
      if (missing[next] === 0) order.push(next);
    }
  }
  if (order.length < ids.length) throw new CycleError(cycleIn(ids, prerequisites, missing));
  return Int32Array.from(order);
}

/** Walks from a node that never became free along prerequisites that never did, until a node comes again. */
function cycleIn(ids: readonly string[], prerequisites: readonly Int32Array[], missing: readonly number[]): string[] {
  const walked: number[] = [];
  let at = missing.findIndex((count) => count > 0);
  while (!walked.includes(at)) {
    walked.push(at);
    at = (prerequisites[at] as Int32Array).find((each) => (missing[each] as number) > 0) as number;
  }
  return [...walked.slice(walked.indexOf(at)), at].map((index) => ids[index] as string);
}

/** All that must come before `node`, direct or not, in topological order, without `node` itself. */
export function ancestorsOf(graph: PrerequisiteGraph, node: number): number[] {
  return reached(graph, node, graph.prerequisites);
}

/** All that `node` is a prerequisite of, direct or not, in topological order, without `node` itself. */
export function descendantsOf(graph: PrerequisiteGraph, node: number): number[] {
  return reached(graph, node, graph.dependents);
}

function reached({ order }: PrerequisiteGraph, node: number, edges: readonly Int32Array[]): number[] {
  const seen = new Set<number>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const each of edges[next] as Int32Array) {
      if (seen.has(each)) continue;
      seen.add(each);
      open.push(each);
    }
  }
  return [...order].filter((each) => seen.has(each));
}
