import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boostedScore, fitBoostedTrees } from '../../../src/engine/forecasting/boosted-trees.js';
import { type Design, requireDesign } from '../../../src/engine/forecasting/design.js';
import { binFeatures } from '../../../src/engine/forecasting/feature-bins.js';
import { growTree } from '../../../src/engine/forecasting/grow-tree.js';
import { childOf, type Tree, treeValue } from '../../../src/engine/forecasting/tree.js';
import { addTreeShares, boostedParts } from '../../../src/engine/forecasting/tree-shares.js';
import { logistic } from '../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

/** Three inputs, the second sometimes unknown; the outcome leans on the first two. */
function example(rows: number, seed: string): Design {
  const random = seededRandom(seed);
  const values = new Float64Array(rows * 3).map(() => Math.round(20 * random.next()) / 10 - 1);
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const [a, b] = [values[3 * row] as number, values[3 * row + 1] as number];
    labels[row] = Number(random.next() < logistic(2 * a * (b > 0 ? 1.5 : 0.5) + b));
    if (random.next() < 0.2) values[3 * row + 1] = Number.NaN;
  }
  return { names: ['a', 'b', 'c'], values, labels };
}

const rowOf = ({ names, values }: Design, row: number) => values.subarray(row * names.length, (row + 1) * names.length);
const lossOf = (chances: number[], labels: ArrayLike<number>) =>
  chances.reduce((sum, p, row) => sum - Math.log(labels[row] === 1 ? p : 1 - p), 0) / chances.length;
const small = { trees: 40, rate: 0.1, leaves: 5, leastRows: 5 };

describe('one tree', () => {
  it('parts where the second-order gain is largest, as trying every place shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const design = example(40, `split:${seed}`);
        const binned = binFeatures(design);
        const random = seededRandom(seed);
        const gradients = new Float64Array(40).map(() => random.next() - 0.5);
        const curvatures = new Float64Array(40).map(() => 0.05 + 0.2 * random.next());
        const rules = { leaves: 2, leastRows: 4, l2: 1, columns: [0, 1, 2], monotone: [0, 0, 0] };
        const rows = Uint32Array.from({ length: 40 }, (_, row) => row);
        const tree = growTree(binned, rows, gradients, curvatures, rules);
        const gainOf = (part: number[]) => {
          const sum = (of: Float64Array) => part.reduce((total, row) => total + (of[row] as number), 0);
          return sum(gradients) ** 2 / (sum(curvatures) + 1);
        };
        const all = [...rows];
        const gainBy = (isLeft: (row: number) => boolean) => {
          const [left, right] = [all.filter(isLeft), all.filter((row) => !isLeft(row))];
          return Math.min(left.length, right.length) < 4 ? 0 : gainOf(left) + gainOf(right) - gainOf(all);
        };
        let best = 0;
        for (let column = 0; column < 3; column++) {
          const cellOf = (row: number) => design.values[3 * row + column] as number;
          for (const cut of [...all.map(cellOf).filter((cell) => !Number.isNaN(cell)), Number.MAX_VALUE]) {
            for (const unknownLeft of [true, false]) {
              best = Math.max(
                best,
                gainBy((row) => (Number.isNaN(cellOf(row)) ? unknownLeft : cellOf(row) <= cut)),
              );
            }
          }
        }
        const found =
          tree.feature[0] === -1
            ? 0
            : gainBy(
                (row) => childOf(tree, 0, rowOf(design, row)[tree.feature[0] as number] as number) === tree.left[0],
              );
        assert.ok(Math.abs(found - best) < 1e-9, `${found} is not ${best}`);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('gives a leaf -G / (H + l2)', () => {
    const design = { names: ['x'], values: Float64Array.of(0, 0, 1, 1), labels: [0, 0, 1, 1] };
    const tree = growTree(
      binFeatures(design),
      Uint32Array.of(0, 1, 2, 3),
      Float64Array.of(0.5, 0.5, -0.5, -0.5),
      Float64Array.of(0.25, 0.25, 0.25, 0.25),
      { leaves: 4, leastRows: 1, l2: 1, columns: [0], monotone: [0] },
    );
    assert.equal(tree.threshold[0], 0.5);
    assert.ok(Math.abs(treeValue(tree, [0]) + 1 / 1.5) < 1e-12);
    assert.ok(Math.abs(treeValue(tree, [1]) - 1 / 1.5) < 1e-12);
  });

  it('shares out a score as the Shapley values of all orders do', () => {
    const design = example(120, 'shapley');
    const { trees } = fitBoostedTrees(design, { ...small, leaves: 8, trees: 6, columnShare: 1 }, seededRandom(2));
    for (const tree of trees) {
      for (let row = 0; row < 12; row++) {
        const shares = new Float64Array(3);
        const mean = addTreeShares(tree, rowOf(design, row), shares);
        const expected = shapley(tree, rowOf(design, row), 3);
        for (const [column, share] of shares.entries()) {
          assert.ok(Math.abs(share - (expected[column] as number)) < 1e-10, `${column}: ${share}, ${expected[column]}`);
        }
        const total = shares.reduce((sum, share) => sum + share, mean);
        assert.ok(Math.abs(total - treeValue(tree, rowOf(design, row))) < 1e-10);
      }
    }
  });
});

describe('boosted trees', () => {
  const design = example(600, 'train');
  const test = example(600, 'test');

  it('foretell better than the base rate on rows they have not seen, and repeat themselves bit for bit', () => {
    const model = fitBoostedTrees(design, small, seededRandom(1));
    const chances = Array.from(test.labels, (_, row) => logistic(boostedScore(model, rowOf(test, row))));
    const rate = Array.from(design.labels).reduce((sum, label) => sum + label, 0) / 600;
    assert.ok(
      lossOf(chances, test.labels) <
        lossOf(
          chances.map(() => rate),
          test.labels,
        ) -
          0.05,
    );
    assert.deepEqual(fitBoostedTrees(design, small, seededRandom(1)), model);
    const stored = JSON.parse(JSON.stringify(model));
    assert.equal(boostedScore(stored, rowOf(test, 3)), boostedScore(model, rowOf(test, 3)));
  });

  it('explain a score by parts that sum to it', () => {
    const model = fitBoostedTrees(design, small, seededRandom(1));
    for (let row = 0; row < 20; row++) {
      const { mean, parts } = boostedParts(model, rowOf(test, row));
      const sum = parts.reduce((total, { share }) => total + share, mean);
      assert.ok(Math.abs(sum - boostedScore(model, rowOf(test, row))) < 1e-9);
    }
  });

  it('never fall along an input that may only raise them', () => {
    for (const direction of [1, -1] as const) {
      const model = fitBoostedTrees(design, { ...small, leaves: 16, monotone: { c: direction } }, seededRandom(1));
      for (let row = 0; row < 60; row++) {
        const scores = Array.from({ length: 21 }, (_, step) => {
          const [a = 0, b = 0] = rowOf(test, row);
          return boostedScore(model, [a, b, step / 10 - 1]);
        });
        for (const [step, score] of scores.entries()) {
          assert.ok((score - (scores[step - 1] ?? score)) * direction >= -1e-12);
        }
      }
    }
  });

  it('stop when learners held out gain no more', () => {
    const noise: Design = { ...design, labels: example(600, 'other').labels };
    const watch = { design: test, patience: 10 };
    const stopped = fitBoostedTrees(noise, { ...small, trees: 300, leaves: 16 }, seededRandom(1), watch);
    assert.ok(stopped.trees.length < 100);
    const kept = fitBoostedTrees(design, { ...small, trees: 30 }, seededRandom(1), watch);
    assert.ok(kept.trees.length > 5);
  });

  it('stay at the base rate where there is nothing to learn', () => {
    for (const label of [0, 1]) {
      const alike = { ...design, labels: new Uint8Array(600).fill(label) };
      const chance = logistic(boostedScore(fitBoostedTrees(alike, small, seededRandom(1)), [0, 0, 0]));
      assert.ok(label === 1 ? chance > 0.99 && chance < 1 : chance < 0.01 && chance > 0);
    }
    const one = { names: ['x'], values: Float64Array.of(Number.NaN), labels: [1] };
    const chance = logistic(boostedScore(fitBoostedTrees(one, small, seededRandom(1)), [2]));
    assert.ok(Math.abs(chance - 0.75) < 1e-12);
  });

  it('bin many values into few of about equal count', () => {
    const values = Float64Array.from({ length: 1000 }, (_, index) => index ** 2);
    const { thresholds, bins } = binFeatures({ names: ['x'], values, labels: new Uint8Array(1000) }, 10);
    assert.equal(thresholds[0]?.length, 9);
    const counts = new Map<number, number>();
    for (const bin of bins) counts.set(bin, (counts.get(bin) ?? 0) + 1);
    for (const count of counts.values()) assert.ok(Math.abs(count - 100) <= 1);
  });

  it('name what is wrong', () => {
    const ask = (options: object) => fitBoostedTrees(design, options, seededRandom(1));
    assert.throws(() => ask({ rate: 0 }), /rate/);
    assert.throws(() => ask({ rowShare: 1.5 }), /rowShare must be in \(0, 1\]/);
    assert.throws(() => ask({ bins: 255 }), /most must be at most 254/);
    assert.throws(() => ask({ monotone: { zeal: 1 } }), /no input "zeal"/);
    assert.throws(() => boostedScore(ask({ trees: 1 }), [1]), /a row must hold 3 numbers/);
    assert.throws(
      () => requireDesign({ names: [], values: new Float64Array(), labels: [1] }),
      /names must not be empty/,
    );
    assert.throws(() => requireDesign({ names: ['x'], values: new Float64Array(), labels: [] }), /rows/);
    assert.throws(
      () => requireDesign({ names: ['x'], values: new Float64Array(3), labels: [1] }),
      /values must hold 1 x 1/,
    );
    assert.throws(() => requireDesign({ names: ['x'], values: Float64Array.of(Infinity), labels: [1] }), /values\[0\]/);
    assert.throws(() => requireDesign({ names: ['x'], values: Float64Array.of(1), labels: [2] }), /labels\[0\]/);
  });
});

/** The definition: the mean over all orders of what an input adds when it joins those before it. */
function shapley(tree: Tree, row: ArrayLike<number>, inputs: number): number[] {
  const worth = (known: ReadonlySet<number>, node = 0): number => {
    const feature = tree.feature[node] as number;
    if (feature < 0) return tree.value[node] as number;
    if (known.has(feature)) return worth(known, childOf(tree, node, row[feature] as number));
    const [left, right] = [tree.left[node] as number, tree.right[node] as number];
    const cover = tree.cover[node] as number;
    return (
      ((tree.cover[left] as number) / cover) * worth(known, left) +
      ((tree.cover[right] as number) / cover) * worth(known, right)
    );
  };
  const orders = permutations(Array.from({ length: inputs }, (_, index) => index));
  const shares = Array.from({ length: inputs }, () => 0);
  for (const order of orders) {
    for (const [place, input] of order.entries()) {
      const before = new Set(order.slice(0, place));
      const gain = worth(new Set([...before, input])) - worth(before);
      shares[input] = (shares[input] as number) + gain / orders.length;
    }
  }
  return shares;
}

function permutations(values: number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  );
}
