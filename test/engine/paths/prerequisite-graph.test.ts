import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ancestorsOf,
  CycleError,
  descendantsOf,
  prerequisiteGraph,
} from '../../../src/engine/paths/prerequisite-graph.js';

const node = (id: string, ...prerequisites: string[]) => ({ id, prerequisites });

describe('prerequisiteGraph', () => {
  it('puts everything after what it needs, free ones in the order given', () => {
    const graph = prerequisiteGraph([node('c', 'b'), node('x'), node('b', 'a'), node('a')]);
    assert.deepEqual(
      [...graph.order].map((index) => graph.ids[index]),
      ['x', 'a', 'b', 'c'],
    );
  });

  it('orders any graph without cycles', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 30 }), { maxLength: 4 }), { maxLength: 30 }), (needs) => {
        const graph = prerequisiteGraph(
          needs.map((each, index) => node(`${index}`, ...each.filter((other) => other < index).map(String))).reverse(),
        );
        const place = new Map([...graph.order].map((index, at) => [index, at]));
        assert.equal(place.size, needs.length);
        for (const [index, direct] of graph.prerequisites.entries()) {
          for (const each of direct) assert.ok((place.get(each) as number) < (place.get(index) as number));
        }
      }),
      { seed: 5 },
    );
  });

  it('names the cycle, and not what only hangs on it', () => {
    const nodes = [node('tail', 'a'), node('a', 'c'), node('b', 'a'), node('c', 'b', 'free'), node('free')];
    assert.throws(
      () => prerequisiteGraph(nodes),
      (error) => {
        assert.ok(error instanceof CycleError);
        assert.equal(error.cycle.at(0), error.cycle.at(-1));
        assert.deepEqual([...new Set(error.cycle)].sort(), ['a', 'b', 'c']);
        for (const [at, id] of error.cycle.slice(1).entries()) {
          const before = nodes.find((each) => each.id === error.cycle[at]);
          assert.ok(before?.prerequisites.includes(id), `${error.cycle[at]} does not need ${id}`);
        }
        return true;
      },
    );
    assert.throws(() => prerequisiteGraph([node('a', 'a')]), /a needs a/);
  });

  it('refuses an id given twice and a prerequisite that does not exist', () => {
    assert.throws(() => prerequisiteGraph([node('a'), node('a')]), /the id a is given twice/);
    assert.throws(() => prerequisiteGraph([node('a', 'z')]), /a needs z, which does not exist/);
    assert.equal(prerequisiteGraph([]).order.length, 0);
  });

  it('finds what lies before and after a node', () => {
    const graph = prerequisiteGraph([node('a'), node('b', 'a'), node('c', 'b', 'a'), node('d', 'c'), node('e')]);
    const names = (indices: number[]) => indices.map((index) => graph.ids[index]);
    assert.deepEqual(names(ancestorsOf(graph, 3)), ['a', 'b', 'c']);
    assert.deepEqual(names(descendantsOf(graph, 1)), ['c', 'd']);
    assert.deepEqual(names(ancestorsOf(graph, 4)), []);
  });
});
