import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { FileAnswer } from '../../src/evaluation/questions/tracing/answers.js';
import { readTraining } from '../../src/evaluation/questions/tracing/sample.js';

const HEADER = 'user_id\titem_id\ttimestamp\tcorrect\tskill_id';

describe('attune evaluate tracing', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracing-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, lines: readonly string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const ask = (format: string, train: string, test: string, malformed: 'refuse' | 'skip' = 'refuse') =>
    evaluate('tracing', { format, train, test, seed: 1, malformed });

  /** Learners who are good at everything or at nothing. */
  const rows = (learners: number, seed: string, time = false): string[] => {
    const random = seededRandom(seed);
    return Array.from({ length: learners }, (_, learner) =>
      Array.from({ length: 12 }, (_, at) => {
        const correct = random.next() < (learner % 2 === 0 ? 0.9 : 0.1) ? 1 : 0;
        return `${seed}${learner}\ti${at % 4}\t${time ? 86_400 * at : 0}\t${correct}\ts${at % 2}`;
      }),
    ).flat();
  };

  it('foretells answers of interactions-tsv', async () => {
    for (const time of [false, true]) {
      const train = file('train.tsv', [HEADER, ...rows(60, 'a', time)]);
      const report = await ask('interactions-tsv', train, file('test.tsv', [HEADER, ...rows(30, 'b', time)]));
      assert.equal(report.rows, 360);
      assert.ok((report.metrics.auc as number) > 0.8, `${report.metrics.auc}`);
      assert.deepEqual(Object.keys(report.metrics).sort(), ['auc', 'ece', 'logLoss', 'rmse']);
      assert.match(report.protocol, /720 answers/);
    }
  });

  it('reads columns in any order, and items and skills that training did not have', async () => {
    const train = file('train.tsv', [
      'skill_id\tcorrect\tuser_id\ttimestamp\titem_id',
      's\t1\tu\t0\ti',
      's\t0\tu\t0\ti',
    ]);
    const test = file('test.tsv', [HEADER, 'w\tnew\t0\t1\tother', 'w\tnew\t0\t0\tother']);
    assert.equal((await ask('interactions-tsv', train, test)).rows, 2);
  });

  it('foretells answers of dkvmn, also with a comma at the end of a line and a student without answers', async () => {
    const train = file('train.csv', ['3', '1,1,2,', '1,0,1,', '0', '', '', '2', '1,2', '1,1']);
    const report = await ask('dkvmn', train, file('test.csv', ['2', '2,3', '0,1']));
    assert.equal(report.rows, 2);
    assert.match(report.protocol, /5 answers/);
  });

  it('names a malformed line, or skips it with its student', async () => {
    const good = file('good.tsv', [HEADER, 'u\ti\t0\t1\ts', 'u\ti\t0\t0\ts']);
    const bad = file('bad.tsv', [HEADER, 'u\ti\t0\t1\ts', 'u\ti\t0\t7\ts', 'u\ti\t0', '\ti\t0\t1\ts', 'u\ti\tx\t1\ts']);
    await assert.rejects(ask('interactions-tsv', bad, good), /bad\.tsv, line 3: correct must be 0 or 1/);
    const skipped = await ask('interactions-tsv', good, bad, 'skip');
    assert.deepEqual([skipped.rows, skipped.skippedLines], [1, 4]);
    const header = file('header.tsv', ['user_id\titem_id', 'u\ti']);
    await assert.rejects(ask('interactions-tsv', header, good), /timestamp, correct, skill_id missing/);

    const students = ['2', '1,1', '1,0'];
    const dkvmn = file('good.csv', students);
    const cases: [readonly string[], RegExp][] = [
      [['x', '1,1', '1,0'], /line 1: the number of answers/],
      [['2', '1', '1,0'], /line 2: 2 cells are needed, not 1/],
      [['2', '1,1', '1,5'], /line 3: correct must be 0 or 1/],
      [['2', '1,', '1,0'], /line 2: 2 cells are needed, not 1/],
      [['3', '1,,1', '1,0,1'], /line 2: a cell is empty/],
    ];
    for (const [lines, message] of cases) {
      const broken = file('broken.csv', [...lines, ...students]);
      await assert.rejects(ask('dkvmn', broken, dkvmn), message);
      assert.equal((await ask('dkvmn', dkvmn, broken, 'skip')).rows, 2);
    }
    await assert.rejects(ask('dkvmn', file('cut.csv', ['2', '1,1']), dkvmn), /ends in the middle of a student/);
  });

  it('refuses a train file without answers', async () => {
    const empty = file('empty.tsv', [HEADER]);
    await assert.rejects(ask('interactions-tsv', empty, empty), /There is no answer to fit on/);
  });

  it('takes one answer, or only right ones, for no certainty', async () => {
    const test = file('test.tsv', [HEADER, ...rows(10, 'b')]);
    const one = await ask('interactions-tsv', file('one.tsv', [HEADER, 'u\ti\t0\t1\ts']), test);
    assert.ok((one.metrics.logLoss as number) < 1.5, `${one.metrics.logLoss}`);
  });

  it('says that nothing is left to test on', async () => {
    const train = file('train.tsv', [HEADER, ...rows(10, 'a')]);
    await assert.rejects(ask('interactions-tsv', train, file('none.tsv', [HEADER])), /no row to test on/);
    writeFileSync(join(folder, 'empty.tsv'), '');
    await assert.rejects(ask('interactions-tsv', train, join(folder, 'empty.tsv')), /empty\.tsv is empty/);
  });

  it('goes on from the training answers of a learner who comes in both files, as far as they are not later', async () => {
    const lines = rows(60, 'a', true);
    const train = file('train.tsv', [HEADER, ...lines.filter((_, at) => at % 12 < 9)]);
    const later = lines.filter((_, at) => at % 12 >= 9);
    const known = await ask('interactions-tsv', train, file('later.tsv', [HEADER, ...later]));
    const strangers = await ask(
      'interactions-tsv',
      train,
      file('new.tsv', [HEADER, ...later.map((line) => `z${line}`)]),
    );
    assert.ok((known.metrics.logLoss as number) < (strangers.metrics.logLoss as number) - 0.03);
    const before = later.map((line) => {
      const [learner, item, , correct, skill] = line.split('\t');
      return [learner, item, -1, correct, skill].join('\t');
    });
    const asNew = await ask('interactions-tsv', train, file('before.tsv', [HEADER, ...before]));
    const named = await ask('interactions-tsv', train, file('new2.tsv', [HEADER, ...before.map((line) => `z${line}`)]));
    assert.deepEqual(asNew.metrics, named.metrics);
  });

  it('parts one file by learner with a seeded share, or by time', async () => {
    const of = (data: string, holdout?: number, seed = 7) =>
      evaluate('tracing', { format: 'interactions-tsv', data, holdout, seed, malformed: 'refuse' });
    const timed = file('timed.tsv', [HEADER, ...rows(60, 'a', true)]);
    const plain = file('plain.tsv', [HEADER, ...rows(60, 'a')]);
    const held = await of(timed, 0.25);
    assert.equal(held.rows, 15 * 12);
    assert.match(held.protocol, /15 of 60 learners held out \(seed 7\)/);
    assert.deepEqual((await of(timed, 0.25)).metrics, held.metrics);
    assert.notDeepEqual((await of(timed, 0.25, 8)).metrics, held.metrics);
    assert.equal((await of(plain)).rows, 12 * 12);
    // Twelve moments, sixty answers each: those from the tenth on are the last fifth and what shares its first moment.
    assert.equal((await of(timed)).rows, 3 * 60);
    assert.match((await of(timed)).protocol, /from time 777600 on/);
    const alone = file('alone.tsv', [HEADER, ...rows(1, 'a')]);
    await assert.rejects(of(alone, 0.2), /two are needed at least; the file has 1/);
    const moment = file('moment.tsv', [HEADER, 'u\ti\t5\t1\ts', 'v\ti\t5\t0\ts']);
    await assert.rejects(of(moment), /The times do not part the answers/);
    const both = {
      format: 'interactions-tsv',
      train: timed,
      test: timed,
      holdout: 0.2,
      seed: 1,
      malformed: 'refuse',
    } as const;
    await assert.rejects(evaluate('tracing', both), /--holdout parts one file/);
  });

  it('parts students of dkvmn too, and counts a malformed line once', async () => {
    const data = file('many.csv', [...Array.from({ length: 10 }, () => ['2', '1,1', '1,0']).flat(), 'x', '1,1', '1,0']);
    const found = await evaluate('tracing', { format: 'dkvmn', data, seed: 1, malformed: 'skip' });
    assert.deepEqual([found.rows, found.skippedLines], [4, 1]);
  });

  it('holds the states of so many learners, and says so when an earlier one comes back', async () => {
    const train = file('few.tsv', [HEADER, 'u\ti\t0\t1\ts', 'u\ti\t0\t0\ts']);
    const many = Array.from({ length: 20_001 }, (_, at) => `u${at}\ti\t0\t1\ts`);
    const message = /Learner u0 comes back after 20000 others/;
    await assert.rejects(
      ask('interactions-tsv', train, file('many.tsv', [HEADER, ...many, many[0] as string])),
      message,
    );
    const again = file('again.tsv', [HEADER, ...many, many.at(-1) as string]);
    assert.equal((await ask('interactions-tsv', train, again)).rows, 20_002);
  });

  it('fits on whole learners, the same for the same seed, when a file is too large', async () => {
    async function* answers(): AsyncGenerator<FileAnswer> {
      for (let at = 0; at < 4000; at++) {
        yield { learner: `u${at % 400}`, item: 'i', skill: 's', correct: at % 3 === 0, day: 0 };
      }
    }
    const { log, share, rows: all } = await readTraining(answers(), 5, 1000);
    assert.ok(share === 0.25 || share === 0.125, `${share}`);
    assert.equal(all, 4000);
    assert.ok(log.correct.length <= 1000 && log.correct.length > 250);
    for (let learner = 0; learner + 1 < log.begin.length; learner++) {
      assert.equal((log.begin[learner + 1] as number) - (log.begin[learner] as number), 10);
    }
    assert.deepEqual((await readTraining(answers(), 5, 1000)).log, log);
  });
});
