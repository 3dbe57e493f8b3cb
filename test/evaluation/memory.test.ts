import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvaluationError, type EvaluationOptions, evaluate } from '../../src/evaluation/index.js';
import { fsrsCard, supermemoCard, supermemoColumns } from '../../src/evaluation/questions/memory-formats.js';

const HEADER = 't_history\tr_history\tdelta_ts\tys';
const COLUMNS = 'user,element,rep,lapses,date,hour,interval_days,grade_0_5,difficulty,expFI_pct';

describe('attune evaluate memory', function () {
  this.timeout(20_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, lines: readonly string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const ask = (changes: Partial<EvaluationOptions>) =>
    evaluate('memory', { format: 'fsrs-tsv', seed: 1, malformed: 'refuse', ...changes });
  /** Ten cards of three reviews; every third is forgotten at the end. */
  const cards = Array.from({ length: 10 }, (_, card) => `0,2\t3,3\t2,9\t1,${card % 3 === 0 ? 0 : 1}`);

  it('fits on the first cards and scores all reviews of the others', async () => {
    const found = await ask({ data: file('cards.tsv', [HEADER, ...cards]) });
    assert.equal(found.rows, 4);
    assert.match(found.protocol, /first 8 cards .* on the 2 after them/);
    const half = await ask({ data: join(folder, 'cards.tsv'), holdout: 0.5 });
    assert.equal(half.rows, 10);
    // In training 8 of 10 reviews were recalled (the second of cards 0 and 3 not), in the test 8 of 10 as well.
    const entropy = -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2));
    assert.ok(Math.abs((half.metrics.logLossConstant as number) - entropy) < 1e-9);
    for (const name of ['auc', 'logLoss', 'ece', 'rmse', 'rmseBins']) assert.ok(Number.isFinite(half.metrics[name]));
  });

  it('takes two files as they are', async () => {
    const [train, test] = [file('train.tsv', [HEADER, ...cards]), file('test.tsv', [HEADER, ...cards.slice(0, 3)])];
    assert.equal((await ask({ train, test })).rows, 6);
  });

  it('names a line that cannot be read, or leaves it out', async () => {
    const data = file('bad.tsv', [HEADER, ...cards.slice(0, 5), '0\t7\t3\t1', ...cards.slice(5)]);
    await assert.rejects(ask({ data }), /line 7: a rating must be 1, 2, 3 or 4, not "7"/);
    const found = await ask({ data, malformed: 'skip' });
    assert.equal(found.skippedLines, 1);
    assert.equal(found.rows, 4);
    await assert.rejects(ask({ data: file('head.tsv', ['a\tb', ...cards]) }), /line 1: the header must be t_history/);
    await assert.rejects(ask({ data: file('none.tsv', [HEADER]) }), EvaluationError);
  });

  it('splits SuperMemo elements by date', async () => {
    const rows = Array.from({ length: 20 }, (_, element) => {
      const line = (rep: number, date: string, grade: number) => `u,${element},${rep},0,${date},9,3,${grade},0.5,10`;
      return [
        line(1, '2023-01-01', 8),
        line(2, '2023-01-04', 4),
        line(3, '2023-01-09', 3),
        line(4, '2023-02-01', element % 4 === 0 ? 1 : 5),
      ];
    }).flat();
    const found = await ask({ format: 'supermemo-csv', data: file('sm.csv', [COLUMNS, ...rows]), holdout: 0.4 });
    assert.equal(found.rows, 20);
    assert.match(found.protocol, /20 reviews before day 2023-02-01/);
    const train = join(folder, 'sm.csv');
    assert.equal((await ask({ format: 'supermemo-csv', train, test: train })).rows, 40);
    await assert.rejects(ask({ format: 'supermemo-csv', data: file('empty.csv', [COLUMNS]) }), /No review is left/);
    await assert.rejects(
      ask({ format: 'supermemo-csv', data: file('cols.csv', ['user,element', 'u,1']) }),
      /header must have/,
    );
    const bad = file('date.csv', [COLUMNS, 'u,1,1,0,yesterday,9,3,4,0.5,10']);
    await assert.rejects(ask({ format: 'supermemo-csv', data: bad }), /line 2: date must be a day/);
  });
});

describe('the formats of memory', () => {
  it('reads a card with the outcome of its last review', () => {
    assert.deepEqual(fsrsCard('0,3,5\t4,3,1\t3,5,10\t1,0,1'), [
      { elapsed: 0, rating: 4 },
      { elapsed: 3, rating: 3 },
      { elapsed: 5, rating: 1 },
      { elapsed: 10, rating: 3 },
    ]);
    assert.equal(fsrsCard('0\t3\t4\t0').at(-1)?.rating, 1);
    assert.throws(() => fsrsCard('0,1\t3\t4\t0'), /of one length/);
    assert.throws(() => fsrsCard('0\t3\t4'), /four lists/);
    assert.throws(() => fsrsCard('0,3\t3,1\t3,5\t1,1'), /do not agree/);
    assert.throws(() => fsrsCard('0\t3\t4\t2'), /ys must be 0 or 1/);
    assert.throws(() => fsrsCard('0\t3\t-4\t1'), /days must be at least 0/);
    assert.throws(() => fsrsCard('0\t3\tx\t1'), /days must be a number/);
  });

  const parse = supermemoColumns(COLUMNS);
  const element = (...rows: readonly string[]) => supermemoCard(rows.map((row) => parse(`u,1,${row}`)));

  it('keeps of an element what the filter keeps', () => {
    const first = '1,0,2023-01-01,9,0,8,,99';
    assert.deepEqual(
      element(first, '2,0,2023-01-03,9,2,4,.5,8', '3,0,2023-01-03,9,0,2,.5,8', '3,0,2023-01-10,9,7,2,.5,8'),
      {
        days: [19360, 19367],
        reviews: [
          { elapsed: 0, rating: 3 },
          { elapsed: 7, rating: 1 },
        ],
      },
    );
    const grades = ['0', '1', '2', '3', '4', '5'].map((grade) => element(first, `2,0,2023-01-03,9,2,${grade},.5,8`));
    assert.deepEqual(
      grades.map((card) => card?.reviews[0]?.rating),
      [1, 1, 1, 2, 3, 4],
    );
    assert.equal(element('2,0,2023-01-03,9,2,4,.5,8'), null);
    assert.equal(element(first, '2,0,2023-01-03,9,2,12,.5,8'), null);
    assert.equal(element(first, '2,0,2023-01-03,9,2,4,.5,100'), null);
    assert.deepEqual(element(first), { days: [], reviews: [] });
    assert.equal(element(first, '2,0,2023-01-03,9,2,4,.5,8', '3,0,2023-01-10,9,7,,,')?.reviews.length, 1);
  });
});
