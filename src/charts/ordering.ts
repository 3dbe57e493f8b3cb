import type { Link } from './layers.js';

/** Places of a drawing in layers: nodes, and bends of lines that pass a layer. */
export type Layers = readonly (readonly string[])[];

const SWEEPS = 12;

/**
 * Orders each layer so that few lines cross: sweeps that put every node at the mean place of its neighbours (Sugiyama,
 * Tagawa & Toda 1981), each followed by exchanges of neighbours; the best order that was seen is kept, the given one
 * among them. The same input gives the same order.
 *
 * @param links  only between layers that follow each other
 */
export function orderLayers(given: Layers, links: readonly Link[]): string[][] {
  const [before, after] = [neighbours(links, 'to', 'from'), neighbours(links, 'from', 'to')];
  let layers = given.map((layer) => [...layer]);
  let best = layers;
  let fewest = crossings(layers, links);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const forth = sweep % 2 === 0;
    layers = sorted(layers, forth ? before : after, forth);
    layers = exchanged(layers, before, after);
    const count = crossings(layers, links);
    if (count < fewest) [best, fewest] = [layers, count];
  }
  return best;
}

/** How many pairs of lines cross between layers that follow each other. */
export function crossings(layers: Layers, links: readonly Link[]): number {
  const after = neighbours(links, 'from', 'to');
  let count = 0;
  for (const [depth, layer] of layers.entries()) {
    const places = placesIn(layers[depth + 1] ?? []);
    for (let upper = 0; upper < layer.length; upper += 1) {
      for (let lower = upper + 1; lower < layer.length; lower += 1) {
        count += crossed(layer[upper] ?? '', layer[lower] ?? '', after, places);
      }
    }
  }
  return count;
}

type Neighbours = ReadonlyMap<string, readonly string[]>;
type Places = ReadonlyMap<string, number>;

function neighbours(links: readonly Link[], of: 'from' | 'to', are: 'from' | 'to'): Neighbours {
  const found = new Map<string, string[]>();
  for (const link of links) found.set(link[of], [...(found.get(link[of]) ?? []), link[are]]);
  return found;
}

const placesIn = (layer: readonly string[]): Places => new Map(layer.map((id, place) => [id, place]));

/** Pairs of lines of two nodes that cross when the first stands before the second. */
function crossed(first: string, second: string, neighboursOf: Neighbours, places: Places): number {
  let count = 0;
  for (const a of neighboursOf.get(first) ?? []) {
    const place = places.get(a);
    if (place === undefined) continue;
    for (const b of neighboursOf.get(second) ?? []) if ((places.get(b) ?? Number.POSITIVE_INFINITY) < place) count += 1;
  }
  return count;
}

function sorted(given: Layers, neighboursOf: Neighbours, forth: boolean): string[][] {
  const layers = given.map((layer) => [...layer]);
  const depths = [...layers.keys()];
  for (const depth of forth ? depths : depths.reverse()) {
    const places = placesIn(layers[depth + (forth ? -1 : 1)] ?? []);
    const layer = layers[depth] ?? [];
    const wanted = new Map(
      layer.map((id, place) => {
        const near = (neighboursOf.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
        return [id, near.length > 0 ? near.reduce((sum, each) => sum + each, 0) / near.length : place];
      }),
    );
    layers[depth] = layer.toSorted((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
  }
  return layers;
}

/** Exchanges neighbours where that leaves fewer crossings, until none does. */
function exchanged(given: Layers, before: Neighbours, after: Neighbours): string[][] {
  const layers = given.map((layer) => [...layer]);
  let better = true;
  while (better) {
    better = false;
    for (const [depth, layer] of layers.entries()) {
      const sides = [
        [before, placesIn(layers[depth - 1] ?? [])],
        [after, placesIn(layers[depth + 1] ?? [])],
      ] as const;
      const cost = (a: string, b: string) =>
        sides.reduce((sum, [near, places]) => sum + crossed(a, b, near, places), 0);
      for (let place = 0; place + 1 < layer.length; place += 1) {
        const [a = '', b = ''] = layer.slice(place, place + 2);
        if (cost(b, a) >= cost(a, b)) continue;
        layer.splice(place, 2, b, a);
        better = true;
      }
    }
  }
  return layers;
}
