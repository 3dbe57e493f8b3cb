/** Something that may build on others. */
export interface Linked {
  readonly id: string;
  /** Ids of what comes before it; names that are not among the nodes say nothing. */
  readonly needs: readonly string[];
}

/**
 * How deep each node lies: 0 for what builds on nothing, else one more than the deepest that it needs (longest path).
 *
 * @throws RangeError when nodes build on each other in a circle
 */
export function depthsOf(nodes: readonly Linked[]): ReadonlyMap<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depths = new Map<string, number>();
  const open = new Set<string>();
  const depth = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) throw new RangeError(`${id} builds on itself`);
    open.add(id);
    const below = (byId.get(id)?.needs ?? []).filter((need) => byId.has(need)).map(depth);
    const found = below.length > 0 ? Math.max(...below) + 1 : 0;
    depths.set(id, found);
    return found;
  };
  for (const { id } of nodes) depth(id);
  return depths;
}

/** The nodes by depth, each layer in the order of the input. */
export function layersOf<T extends Linked>(nodes: readonly T[]): T[][] {
  const depths = depthsOf(nodes);
  const layers: T[][] = [];
  for (const node of nodes) {
    const depth = depths.get(node.id) ?? 0;
    while (layers.length <= depth) layers.push([]);
    layers[depth]?.push(node);
  }
  return layers;
}

/** A line from what comes first to what builds on it. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** The links that no way over other nodes says already: what is needed by way of something else needs no line. */
export function neededLinks(nodes: readonly Linked[]): Link[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const behind = new Map<string, ReadonlySet<string>>();
  const allBehind = (id: string): ReadonlySet<string> => {
    const known = behind.get(id);
    if (known) return known;
    const needs = (byId.get(id)?.needs ?? []).filter((need) => byId.has(need));
    const found = new Set(needs.flatMap((need) => [need, ...allBehind(need)]));
    behind.set(id, found);
    return found;
  };
  depthsOf(nodes);
  return nodes.flatMap(({ id, needs }) => {
    const direct = [...new Set(needs)].filter((need) => byId.has(need));
    return direct
      .filter((need) => !direct.some((other) => other !== need && allBehind(other).has(need)))
      .map((from) => ({ from, to: id }));
  });
}
