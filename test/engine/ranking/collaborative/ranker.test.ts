import assert from 'node:assert/strict';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import { contentLikeness } from '../../../../src/engine/ranking/collaborative/content-likeness.js';
import {
  explainRanking,
  rankingScore,
  wouldLeadIf,
} from '../../../../src/engine/ranking/collaborative/explain-ranking.js';
import { rowsOf } from '../../../../src/engine/ranking/collaborative/interactions.js';
import {
  fitLinearModels,
  foldModels,
  holdOutLast,
  learnWeights,
  rankerOf,
  rankFor,
  recencyWeights,
  trainRanker,
} from '../../../../src/engine/ranking/collaborative/ranker.js';
import { groupedLists } from './cases.js';

const LISTS = groupedLists(90, 30, 3, 'ranker');
const SETTINGS = { autoencoder: { regularisation: 5 }, factors: { factors: 4 } };
const seed = () => ({ sample: seededRandom('sample'), factors: () => seededRandom('factors') });
const { ranker, blend } = trainRanker(LISTS, 30, seed(), SETTINGS);
const models = fitLinearModels(rowsOf(LISTS, 30), seededRandom('factors'), SETTINGS);

describe('ranker', () => {
  it('lists what learners of the same taste took, and nothing that the learner has', () => {
    for (const group of [0, 1, 2]) {
      const had = [group, group + 3, group + 6];
      const list = [...rankFor(ranker, had, 6)];
      assert.equal(list.length, 6);
      assert.ok(
        list.every((item) => item % 3 === group && !had.includes(item)),
        `${group}: ${list}`,
      );
    }
  });

  it('lists by popularity when there is no history', () => {
    const list = [...rankFor(ranker, [], 30)];
    const counts = list.map((item) => LISTS.filter((each) => each.includes(item)).length);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => b - a),
    );
  });

  it('gives the same bytes again', () => {
    assert.deepEqual(trainRanker(LISTS, 30, seed(), SETTINGS), { ranker, blend });
  });

  it('serves the same with a buffer that was used before', () => {
    const buffer = new Float32Array(30).fill(7);
    assert.deepEqual(rankFor(ranker, [1, 4], 5, buffer), rankFor(ranker, [1, 4], 5));
  });

  it('lets earlier items count less when told so', () => {
    assert.deepEqual(
      [...recencyWeights(4, 1)].map((weight) => Math.fround(1 / weight)),
      [4, 3, 2, 1],
    );
    assert.deepEqual([...recencyWeights(2, 0)], [1, 1]);
    assert.throws(() => recencyWeights(2, -1), /recency/);
    const matrix = { width: 4, weights: Float32Array.of(0, 0, 3, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0) };
    const counts = rowsOf([[0, 1]], 4);
    assert.deepEqual([...rankFor(rankerOf(counts, matrix), [0, 1], 1)], [2]);
    assert.deepEqual([...rankFor(rankerOf(counts, matrix, 1), [0, 1], 1)], [3]);
  });

  it('holds out the last item of those drawn and leaves the others whole', () => {
    const lists = [[1, 2, 3], [4], [5, 6, 5], []];
    const { rest, held } = holdOutLast(lists, 10, seededRandom(1));
    assert.deepEqual(held, [
      { learner: 0, item: 3 },
      { learner: 2, item: 5 },
    ]);
    assert.deepEqual(rest, [[1, 2], [4], [6], []]);
    assert.equal(holdOutLast(LISTS, 7, seededRandom(1)).held.length, 7);
    assert.throws(() => holdOutLast(lists, 0, seededRandom(1)), /most/);
  });

  it('learns to leave out a model that knows nothing', () => {
    const { rest, held } = holdOutLast(LISTS, 60, seededRandom(2));
    const [good] = fitLinearModels(rowsOf(rest, 30), seededRandom('factors'), SETTINGS);
    assert.ok(good);
    const random = seededRandom('noise');
    const noise = {
      name: 'noise',
      matrix: { width: 30, weights: Float32Array.from({ length: 900 }, () => random.next()) },
    };
    const { weights } = learnWeights([good, noise], rest, held);
    assert.ok((weights[0] as number) > 0.8, `${weights}`);
  });

  it('is one matrix for any models, content among them, and refuses none', () => {
    const content = contentLikeness(Array.from({ length: 30 }, (_, item) => ({ skills: [`group ${item % 3}`] })));
    const matrix = foldModels([{ name: 'content', matrix: content }], { scales: [2], weights: [4] });
    assert.ok(Math.abs((matrix.weights[3] as number) - 2 * (content.weights[3] as number)) < 1e-6);
    assert.throws(() => foldModels([], { scales: [], weights: [] }), /models/);
  });
});

describe('explainRanking', () => {
  it('gives parts that sum to the score, the largest first', () => {
    const had = [0, 4, 6];
    for (const recency of [0, 1]) {
      const parts = explainRanking(models, blend, had, 9, recency);
      const sum = parts.reduce((total, { value }) => total + value, 0);
      assert.ok(Math.abs(sum - rankingScore({ ...ranker, recency }, had, 9)) < 1e-4 * Math.max(1, Math.abs(sum)));
      assert.deepEqual(parts.map(({ because }) => because).sort(), [0, 4, 6]);
      for (const [index, { value, byModel }] of parts.entries()) {
        assert.ok(index === 0 || value <= (parts[index - 1]?.value ?? 0));
        assert.ok(Math.abs(byModel.reduce((a, b) => a + b, 0) - value) < 1e-9);
      }
    }
  });
});

describe('wouldLeadIf', () => {
  it('claims only what holds when ranked again', () => {
    let claims = 0;
    for (const had of [[0, 3, 4], [1, 5], [2]]) {
      for (const item of rankFor(ranker, had, 8)) {
        const found = wouldLeadIf(ranker, had, item);
        if (!found) continue;
        claims++;
        const history = found.change === 'with' ? [...had, found.item] : had.filter((each) => each !== found.item);
        assert.equal(rankFor(ranker, history, 1)[0], item);
      }
    }
    assert.ok(claims > 0);
  });

  it('says nothing of what is first already or taken', () => {
    const [first] = rankFor(ranker, [0, 3], 1);
    assert.equal(wouldLeadIf(ranker, [0, 3], first as number), undefined);
    assert.equal(wouldLeadIf(ranker, [0, 3], 0), undefined);
    assert.throws(() => wouldLeadIf(ranker, [0], 1, 0), /tries/);
  });
});

describe('contentLikeness', () => {
  it('is the cosine of TF-IDF vectors, worked by hand', () => {
    // "bet" and "fold" are in two of three pieces, "odds" in one, "poker" in all: ln 3/2, ln 3/2, ln 3, 0.
    const { weights } = contentLikeness([
      { skills: [], text: 'Poker: bet, fold' },
      { skills: [], text: 'poker bet odds' },
      { skills: [], text: 'poker fold' },
    ]);
    const [w, rare] = [Math.log(3 / 2), Math.log(3)];
    const expected = [0, w / (Math.SQRT2 * Math.hypot(w, rare)), 1 / Math.SQRT2];
    for (const [item, value] of expected.entries()) assert.ok(Math.abs((weights[item] as number) - value) < 1e-6);
  });

  it('tells pieces apart by skill and metadata, and all alike when nothing is said', () => {
    const { weights } = contentLikeness([
      { skills: ['a'], metadata: { level: 'low' } },
      { skills: ['a'], metadata: { level: 'high' } },
      { skills: ['b'], metadata: { level: 'high' } },
    ]);
    assert.ok((weights[1] as number) > (weights[5] as number) && (weights[5] as number) > (weights[2] as number));
    assert.deepEqual([...contentLikeness([{ skills: [] }, { skills: [] }]).weights], [0, 0, 0, 0]);
  });
});
