import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { sampleNormal } from '../../src/engine/numerics/sample.js';
import { type EvaluationOptions, evaluate } from '../../src/evaluation/index.js';
import { answerCollector } from '../../src/evaluation/questions/ability-data.js';

const folder = mkdtempSync(join(tmpdir(), 'attune-ability-'));
const write = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const common = { malformed: 'refuse', seed: 1 } as const;
const ask = (options: Omit<EvaluationOptions, 'malformed' | 'seed'> & Partial<EvaluationOptions>) =>
  evaluate('ability', { ...common, ...options });

const random = seededRandom('files');
const people = Array.from({ length: 120 }, () => 1.5 * sampleNormal(random));
const rows = people.map((ability) =>
  Array.from({ length: 12 }, (_, item) => Number(random.next() < 1 / (1 + Math.exp(-ability + (item - 6) / 2)))),
);
const triples = rows.flatMap((row, user) => row.map((score, item) => `u${user},i${item},${score}`));
const isTest = (_: string, index: number): boolean => index % 5 === 0;
const header = 'user_id,item_id,score';

describe('attune evaluate ability', function () {
  this.timeout(120_000);

  after(() => rmSync(folder, { recursive: true }));

  it('reads triples, codes beside them, and strangers', async () => {
    const train = write('train.csv', [header, ...triples.filter((line, index) => !isTest(line, index))]);
    const test = write('test.csv', [header, ...triples.filter(isTest), 'nobody,i3,1', 'u1,nothing,0']);
    const without = await ask({ format: 'triples-csv', train, test });
    assert.equal(without.rows, triples.filter(isTest).length + 2);
    assert.ok((without.metrics.auc ?? 0) > 0.75 && (without.metrics.ece ?? 1) < 0.15);
    assert.match(without.protocol, /No item.csv/);
    assert.match(without.protocol, /2 test rows/);
    write('item.csv', [
      'item_id,knowledge_code',
      ...Array.from({ length: 11 }, (_, item) => `i${item},"[${item % 2}, 7]"`),
    ]);
    const coded = await ask({ format: 'triples-csv', train, test });
    assert.match(coded.protocol, /codes of 2 kinds/);
    assert.deepEqual((await ask({ format: 'triples-csv', train, test })).metrics, coded.metrics);
  });

  it('holds out a seeded share of the answers of one file', async () => {
    const data = write('all.csv', [header, ...triples]);
    const held = await ask({ format: 'triples-csv', data, holdout: 0.25, seed: 7 });
    assert.ok(Math.abs(held.rows - 0.25 * triples.length) < 4 * Math.sqrt(triples.length * 0.1875), `${held.rows}`);
    assert.match(held.protocol, new RegExp(`fitted to the other ${triples.length - held.rows} answers`));
    assert.deepEqual((await ask({ format: 'triples-csv', data, holdout: 0.25, seed: 7 })).metrics, held.metrics);
    assert.notDeepEqual((await ask({ format: 'triples-csv', data, holdout: 0.25, seed: 8 })).metrics, held.metrics);
    const broken = write('broken.csv', [header, 'u1,i1,7', ...triples]);
    const skipped = await ask({ format: 'triples-csv', data: broken, holdout: 0.25, seed: 7, malformed: 'skip' });
    assert.deepEqual([skipped.skippedLines, skipped.rows], [1, held.rows]);
  });

  it('reads columns in any order, columns it does not use, and quoted cells that hold a comma', async () => {
    const swap = (line: string): string => {
      const [user, item, score] = line.split(',');
      return `x,"${item}, ""again""",${score},${user}`;
    };
    rmSync(join(folder, 'item.csv'), { force: true });
    const plain = await ask({ format: 'triples-csv', data: write('plain.csv', [header, ...triples]) });
    const other = write('other.csv', ['note,item_id,score,user_id', ...triples.map(swap)]);
    assert.deepEqual((await ask({ format: 'triples-csv', data: other })).metrics, plain.metrics);
  });

  it('reads a matrix, leaves out what is no item, and holds out a seeded share', async () => {
    const names = Array.from({ length: 12 }, (_, item) => `Q${item}`);
    const data = write('matrix.csv', [
      ['"gender"', ...names].join(','),
      ...rows.map((row, user) => [user % 2, ...row.map((score, item) => (user + item === 5 ? 'NA' : score))].join(',')),
    ]);
    const found = await ask({ format: 'matrix-csv', data, holdout: 0.3 });
    const cells = 120 * 12 - 6;
    assert.ok(Math.abs(found.rows - 0.3 * cells) < 4 * Math.sqrt(cells * 0.21));
    assert.match(found.protocol, /not used: gender/);
    assert.notEqual((await ask({ format: 'matrix-csv', data, holdout: 0.3, seed: 2 })).rows, found.rows);
  });

  it('scores raw options by the key', async () => {
    const options = rows.map((row) => row.map((score, item) => (score === 1 ? (item % 4) + 1 : 8)).join(','));
    const data = write('options.csv', [
      Array.from({ length: 12 }, (_, item) => `Item.${item + 1}`).join(','),
      ...options,
    ]);
    const key = write('key.csv', [
      'item,key',
      ...Array.from({ length: 12 }, (_, item) => `${item + 1},${(item % 4) + 1}`),
    ]);
    const scored = write('scored.csv', [
      Array.from({ length: 12 }, (_, item) => `Item.${item + 1}`).join(','),
      ...rows.map((row) => row.join(',')),
    ]);
    const [byKey, plain] = [
      await ask({ format: 'matrix-csv', data, key }),
      await ask({ format: 'matrix-csv', data: scored }),
    ];
    assert.deepEqual(byKey.metrics, plain.metrics);
  });

  it('uses every column when no name ends in a digit', async () => {
    const data = write('letters.csv', ['a,b,c,d', ...rows.map((row) => row.slice(0, 4).join(','))]);
    assert.match((await ask({ format: 'matrix-csv', data })).protocol, /4 items/);
  });

  it('names the line that is wrong, or skips it as told', async () => {
    const train = write('bad.csv', [header, ...triples.slice(0, 30), 'u1,i2,7', 'u1,i2', ',i2,1']);
    const test = write('good.csv', [header, ...triples.slice(30, 60)]);
    await assert.rejects(
      ask({ format: 'triples-csv', train, test }),
      /bad.csv, line 32: score must be 0 or 1, not "7"/,
    );
    const skipped = await ask({ format: 'triples-csv', train, test, malformed: 'skip' });
    assert.equal(skipped.skippedLines, 3);
    const wrongHeader = write('header.csv', ['user,item,score', ...triples]);
    await assert.rejects(ask({ format: 'triples-csv', train: wrongHeader, test }), /line 1: the header must name/);
    const short = write('short.csv', ['Q1,Q2', '1,0', '1']);
    await assert.rejects(ask({ format: 'matrix-csv', data: short }), /short.csv, line 3: 2 cells/);
    const key = write('key3.csv', ['item,key', '1,1', '3,1']);
    await assert.rejects(ask({ format: 'matrix-csv', data: short, key }), /no right option for item 2/);
    const key1 = write('key1.csv', ['item,key', '1,1']);
    await assert.rejects(ask({ format: 'matrix-csv', data: short, key: key1 }), /key names 1 items, the header 2/);
    const zero = write('key0.csv', ['item,key', '0,1']);
    await assert.rejects(ask({ format: 'matrix-csv', data: short, key: zero }), /from 1/);
    const few = write('few.csv', ['Q1,Q2', '1,0']);
    await assert.rejects(ask({ format: 'matrix-csv', data: few }), /cannot be used/);
    await assert.rejects(ask({ format: 'matrix-csv', train, test }), /--data/);
  });
});

describe('answerCollector', () => {
  it('keeps a uniform sample when more comes than it holds', () => {
    const collector = answerCollector(seededRandom('sample'), 500);
    for (let k = 0; k < 5000; k++) collector.add(`u${k}`, 'item', 1);
    const { learner } = collector.table();
    assert.equal(learner.length, 500);
    assert.equal(collector.seen, 5000);
    assert.equal(new Set(learner).size, 500);
    const half = learner.filter((who) => who < 2500).length;
    // Binomial(500, 1/2): within 4 standard deviations.
    assert.ok(Math.abs(half - 250) < 45, `${half}`);
  });
});
