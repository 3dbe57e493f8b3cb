import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type MapSkill, skillMap } from '../../src/charts/index.js';
import { depthsOf, type Link, layersOf, neededLinks } from '../../src/charts/layers.js';
import { crossings, orderLayers } from '../../src/charts/ordering.js';

const node = (id: string, ...needs: string[]) => ({ id, needs });
const skill = (id: string, ...needs: string[]): MapSkill => ({ id, needs, title: id, known: null, state: 'new' });

/** Graphs without a circle: each node needs only nodes before it. */
const graph = fc
  .integer({ min: 1, max: 24 })
  .chain((size) =>
    fc.tuple(
      ...Array.from({ length: size }, (_, index) =>
        fc
          .array(fc.nat(Math.max(0, index - 1)), { maxLength: 3 })
          .map((needs) => node(`n${index}`, ...(index === 0 ? [] : needs.map((need) => `n${need}`)))),
      ),
    ),
  );

describe('the layers of a skill map', () => {
  it('are as deep as the longest way to a skill', () => {
    const nodes = [node('a'), node('b', 'a'), node('c', 'a', 'b'), node('d'), node('e', 'd', 'c'), node('f', 'gone')];
    assert.deepEqual(
      layersOf(nodes).map((layer) => layer.map(({ id }) => id)),
      [['a', 'd', 'f'], ['b'], ['c'], ['e']],
    );
    assert.throws(() => depthsOf([node('a', 'b'), node('b', 'a')]), /builds on itself/);
  });

  it('draw no line that a way over other skills says already', () => {
    const links = neededLinks([node('a'), node('b', 'a'), node('c', 'a', 'b'), node('d', 'a', 'c', 'c')]);
    assert.deepEqual(links, [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ]);
  });

  it('put every skill after all that it needs, and lose no way', () => {
    fc.assert(
      fc.property(graph, (nodes) => {
        const depths = depthsOf(nodes);
        for (const { id, needs } of nodes) {
          for (const need of needs) assert.ok((depths.get(need) ?? 0) < (depths.get(id) ?? 0));
        }
        assert.deepEqual(reach(nodes, neededLinks(nodes)), reach(nodes, linksOf(nodes)));
      }),
    );
  });
});

const linksOf = (nodes: readonly { id: string; needs: readonly string[] }[]): Link[] =>
  nodes.flatMap(({ id, needs }) => needs.map((from) => ({ from, to: id })));

/** Which pairs are linked by some way, by following every link. */
function reach(nodes: readonly { id: string }[], links: readonly Link[]): string[] {
  const pairs = new Set<string>();
  const walk = (start: string, at: string): void => {
    for (const { from, to } of links) {
      if (from !== at || pairs.has(`${start} ${to}`)) continue;
      pairs.add(`${start} ${to}`);
      walk(start, to);
    }
  };
  for (const { id } of nodes) walk(id, id);
  return [...pairs].sort();
}

describe('the order in a layer', () => {
  it('leaves no crossing where none is needed', () => {
    const links = [
      { from: 'a', to: 'y' },
      { from: 'b', to: 'x' },
      { from: 'c', to: 'x' },
    ];
    const given = [
      ['a', 'b', 'c'],
      ['x', 'y'],
    ];
    assert.equal(crossings(given, links), 2);
    assert.equal(crossings(orderLayers(given, links), links), 0);
  });

  it('counts crossings as one does by hand, finds no worse order, and only orders', () => {
    const links = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 12 });
    fc.assert(
      fc.property(links, (pairs) => {
        const given = [0, 1].map((layer) => Array.from({ length: 5 }, (_, index) => `${layer}${index}`));
        const all = [...new Set(pairs.map(String))].map((pair) => {
          const [from, to] = pair.split(',');
          return { from: `0${from}`, to: `1${to}` };
        });
        let byHand = 0;
        for (const [index, a] of all.entries()) {
          for (const b of all.slice(index + 1)) {
            const side = (x: string, y: string) => Math.sign(Number(x) - Number(y));
            if (side(a.from, b.from) * side(a.to, b.to) < 0) byHand += 1;
          }
        }
        assert.equal(crossings(given, all), byHand);
        const ordered = orderLayers(given, all);
        assert.ok(crossings(ordered, all) <= byHand);
        assert.deepEqual(
          ordered.map((layer) => layer.toSorted()),
          given,
        );
      }),
    );
  });
});

describe('the drawing of a skill map', () => {
  it('is none where a list says more', () => {
    assert.equal(skillMap([skill('a'), skill('b')]).drawing, null);
    const chain = Array.from({ length: 9 }, (_, index) => skill(`${index}`, ...(index ? [`${index - 1}`] : [])));
    assert.equal(skillMap(chain).drawing, null);
    assert.equal(skillMap(chain).layers.length, 9);
    const many = Array.from({ length: 61 }, (_, index) => skill(`${index}`, ...(index ? ['0'] : [])));
    assert.equal(skillMap(many).drawing, null);
    assert.deepEqual(skillMap([]).layers, []);
  });

  it('names what each skill builds on, and counts', () => {
    const map = skillMap([
      { ...skill('a'), title: 'First', state: 'reached', known: 0.9 },
      { ...skill('b', 'a'), state: 'begun', known: 0.4 },
    ]);
    assert.deepEqual(map.layers[1]?.skills[0]?.needsTitles, ['First']);
    assert.deepEqual(map.counts, { reached: 1, begun: 1, new: 0, all: 2 });
    assert.equal(map.drawing?.lines.length, 1);
  });

  it('has no box outside, or over another, and each skill after what it needs', () => {
    fc.assert(
      fc.property(graph, (nodes) => {
        const { drawing } = skillMap(nodes.map(({ id, needs }) => skill(id, ...needs)));
        if (!drawing) return;
        const boxes = new Map(drawing.boxes.map((box) => [box.id, box]));
        for (const box of drawing.boxes) {
          assert.ok(box.x >= 0 && box.x + box.width < 1.000_001);
          assert.ok(box.y > -1e-6 && box.y + box.height < drawing.height + 1e-6);
          for (const other of drawing.boxes) {
            if (other.id === box.id || Math.abs(other.x - box.x) > 1e-9) continue;
            assert.ok(Math.abs(other.y - box.y) >= box.height, 'boxes of one layer stand apart');
          }
          for (const need of box.needs) {
            const before = boxes.get(need);
            assert.ok(before && before.x + before.width < box.x);
          }
        }
        assert.equal(drawing.lines.length, neededLinks(nodes).length);
      }),
    );
  });
});
