import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvaluationReport, QUESTIONS } from '../../src/evaluation/index.js';
import { attuneIn, removeFolders } from './support/attune.js';
import { CASES, type Case, EvaluationFiles, list } from './support/evaluation-files.js';

/** Figures that are times. */
const TIMES = ['fitSeconds', 'listMicroseconds'];

describe('attune evaluate', function () {
  this.timeout(120_000);
  let files: EvaluationFiles;
  before(() => {
    files = new EvaluationFiles();
  });
  after(removeFolders);

  it('is tried here with every format of every question', () => {
    const listed = QUESTIONS.flatMap(({ name, formats }) => formats.map((format) => `${name} ${format}`));
    assert.deepEqual(
      CASES.map(({ question, format }) => `${question} ${format}`),
      listed,
    );
  });

  for (const asked of CASES) {
    it(`${asked.question} on ${asked.format}: finite figures, the same twice but for time and memory`, async () => {
      const [one, other] = [await files.reportOf(asked), await files.reportOf(asked)];
      assert.equal(one.question, asked.question);
      assert.ok(one.rows > 0 && one.protocol.length > 20 && one.seconds > 0 && one.peakMemoryMB > 0);
      assert.ok(Object.keys(one.metrics).length > 0);
      for (const [name, value] of Object.entries(one.metrics)) assert.ok(Number.isFinite(value), `${name} is ${value}`);
      const lasting = ({ seconds: _, peakMemoryMB: __, metrics, ...rest }: EvaluationReport) => ({
        ...rest,
        metrics: Object.fromEntries(Object.entries(metrics).filter(([name]) => !TIMES.includes(name))),
      });
      assert.deepEqual(lasting(one), lasting(other));
      assert.deepEqual([one.skippedLines, one.skipped], [0, []]);
    });
  }

  for (const { spoilt, ...asked } of CASES) {
    if (spoilt === undefined) continue;
    it(`${asked.question} on ${asked.format}: names a line that cannot be read, or skips it`, async () => {
      const path = join(files.folder, spoilt);
      const lines = readFileSync(path, 'utf8').split('\n');
      try {
        files.write(spoilt, lines.with(2, '?'));
        const refused = await files.call(asked, '--json');
        assert.deepEqual([refused.code, refused.out], [2, '']);
        assert.ok(refused.err.startsWith(`${path}, line 3: `), refused.err);
        assert.match(refused.err, /\nMend the line, or add --malformed skip/);
        const found = await files.reportOf(asked, '--malformed', 'skip');
        assert.equal(found.skippedLines, 1);
        assert.ok(found.skipped[0]?.startsWith(`${path}, line 3: `));
        assert.match((await files.call(asked, '--malformed', 'skip')).out, /\n1 lines were skipped:\n.*, line 3: /);
      } finally {
        files.write(spoilt, lines);
      }
    });
  }

  it('says in words what JSON says in numbers', async () => {
    const { code, out } = await files.call(CASES[3] as Case);
    const found = await files.reportOf(CASES[3] as Case);
    assert.equal(code, 0);
    const [first = '', ...rest] = out.split('\n');
    assert.match(first, new RegExp(`^ability: ${found.rows} rows in [\\d.]+ s, \\d+ MB at most$`));
    for (const [index, [name, value]] of Object.entries(found.metrics).entries()) {
      assert.match(rest[index] ?? '', new RegExp(`^ {2}${name} +${Number(value.toPrecision(6))}$`));
    }
    assert.equal(rest.at(-1), found.protocol);
  });

  it('draws anew with another seed, and holds out the share that it is told', async () => {
    const asked = CASES[3] as Case;
    const [one, other, more] = [
      await files.reportOf(asked, '--seed', '1'),
      await files.reportOf(asked, '--seed', '2'),
      await files.reportOf(asked, '--seed', '1', '--holdout', '0.5'),
    ];
    assert.notDeepEqual(one.metrics, other.metrics);
    // Of 720 cells; five standard errors are 54 at a fifth and 67 at a half.
    assert.ok(Math.abs(one.rows - 144) < 54 && Math.abs(more.rows - 360) < 67, `${one.rows} and ${more.rows}`);
  });

  const good = ['evaluate', 'tracing', '--format', 'interactions-tsv'];
  const WRONG: [string, string[], RegExp][] = [
    ['no question', ['evaluate', '--format', 'dkvmn'], /missing required argument 'question'/],
    ['no format', ['evaluate', 'tracing'], /required option '--format <format>' not specified/],
    ['no files', good, /^Give either --train FILE and --test FILE, or --data FILE\.$/],
    [
      'an unknown question',
      ['evaluate', 'weather', '--format', 'dkvmn'],
      /no question "weather"\. Ask one of: tracing,/,
    ],
    ['an unknown format', ['evaluate', 'tracing', '--format', 'xml'], /Allowed choices are interactions-tsv, dkvmn/],
    [
      'the format of another question',
      ['evaluate', 'tracing', '--format', 'path-json', '--data', 'x'],
      /The question tracing reads interactions-tsv, dkvmn; "path-json" is none of them/,
    ],
    ['--train without --test', [...good, '--train', 'x'], /^Give either --train FILE and --test FILE, or --data FILE/],
    ['--test without --train', [...good, '--test', 'x'], /^Give either --train FILE/],
    ['all three files', [...good, '--train', 'x', '--test', 'x', '--data', 'x'], /^Give either --train FILE/],
    [
      'one file where two are needed',
      ['evaluate', 'ranking', '--format', 'lists-txt', '--data', 'x'],
      /lists-txt needs --train FILE and --test FILE/,
    ],
    [
      'two files where one is needed',
      ['evaluate', 'risk', '--format', 'oulad-dir', '--train', 'x', '--test', 'x'],
      /oulad-dir is split inside the data: give --data/,
    ],
    ...['0', '1', '-0.2', '1.5', 'half', ' '].map((share): [string, string[], RegExp] => [
      `a holdout of "${share}"`,
      [...good, '--holdout', share],
      /Give a share between 0 and 1, e\.g\. 0\.2/,
    ]),
    ['a seed that is none', [...good, '--seed', 'x'], /Give a whole number from 0 to 999999999/],
    ['a day that is none', [...good, '--day', '401'], /Give a whole number from 0 to 400/],
    ['a policy that is none', [...good, '--malformed', 'ignore'], /Allowed choices are refuse, skip/],
  ];
  for (const [what, words, sentence] of WRONG) {
    it(`is wrong with ${what}: exit code 2`, async () => {
      const { code, out, err } = await attuneIn(files.folder)(...words);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, sentence);
    });
  }

  it('says which file is not there', async () => {
    for (const asked of CASES) {
      const options = asked.options.map((word) => (word.startsWith('--') ? word : `missing/${word}`));
      const { code, out, err } = await files.call({ ...asked, options });
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, /missing/);
      assert.match(err, /cannot be read \(ENOENT\)|There is no /);
    }
  });

  it('says that a key is wrong or has a gap', async () => {
    const asked = CASES[3] as Case;
    files.write('key.csv', ['item,key', ...list(12, (item) => `${item + 1},1`)]);
    assert.equal((await files.call(asked, '--key', join(files.folder, 'key.csv'))).code, 0);
    files.write('key.csv', ['item,key', '1,1', '12,1']);
    const gap = await files.call(asked, '--key', join(files.folder, 'key.csv'));
    assert.deepEqual([gap.code, gap.out], [2, ''], gap.err);
    assert.match(gap.err, /key\.csv names no right option for item 2/);
    files.write('key.csv', ['item,key', '1,1']);
    const short = await files.call(asked, '--key', join(files.folder, 'key.csv'));
    assert.equal(short.code, 2);
    assert.match(short.err, /matrix\.csv, line 1: the key names 1 items, the header 12/);
  });

  it('names the formats once each, and an example of each question', async () => {
    const { out } = await attuneIn(files.folder)('evaluate', '--help');
    const choices = /\(choices: ("interactions-tsv"[^)]+)\)/.exec(out.replace(/\s+/g, ' '))?.[1]?.split(', ') ?? [];
    assert.equal(choices.length, new Set(CASES.map(({ format }) => format)).size);
    for (const { name } of QUESTIONS) assert.match(out, new RegExp(`^ {2}attune evaluate ${name} --format `, 'm'));
  });
});
