import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { EvaluationError } from '../../src/evaluation/index.js';
import { binaryCell, cellsOf, lineReader, numberCell, wholeCell } from '../../src/evaluation/lines.js';

let folder: string;

const file = (text: string | Buffer): string => {
  const path = join(folder, 'data.txt');
  writeFileSync(path, text);
  return path;
};

const number = (text: string): number => numberCell('the answer', text);
const header = (text: string): void => {
  if (text !== 'answer') throw new Error('the header must be answer');
};

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const textsOf = (text: string | Buffer): Promise<string[]> =>
  all(lineReader('refuse').read(file(text), (line) => line));

/** The error, which must be one that tells its reader what to mend. */
async function refusalOf(rows: AsyncIterable<unknown>): Promise<string> {
  const error = await all(rows).then(
    () => assert.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof EvaluationError, String(error));
  return error.message;
}

describe('lineReader', () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-lines-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('gives what is made of each line, with its number', async () => {
    const rows = lineReader('refuse').read(file('5\n\n  \n7\n'), (text, line) => [number(text), line]);
    assert.deepEqual(await all(rows), [
      [5, 1],
      [7, 4],
    ]);
  });

  it('refuses a line that cannot be read by file, number and reason, after the rows before it', async () => {
    const path = file('answer\n1\n\n2\nx\n3\n');
    const before: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const row of lineReader('refuse').read(path, number, header)) before.push(row);
    };
    await assert.rejects(reading, {
      name: 'EvaluationError',
      message: `${path}, line 5: the answer must be a number, not "x"\nMend the line, or add --malformed skip to leave such lines out.`,
    });
    assert.deepEqual(before, [1, 2]);
  });

  it('skips such lines when told to, counts them all and tells the first five', async () => {
    const reader = lineReader('skip');
    const path = file('1\na\nb\n2\nc\nd\ne\nf\n3\n');
    assert.deepEqual(await all(reader.read(path, number)), [1, 2, 3]);
    assert.equal(reader.skipped.count, 6);
    assert.deepEqual(
      reader.skipped.first,
      [2, 3, 5, 6, 7].map(
        (line, index) => `${path}, line ${line}: the answer must be a number, not "${'abcde'[index]}"`,
      ),
    );
    // The next file of the same question adds to the count.
    assert.deepEqual(await all(reader.read(file('4\nz'), number)), [4]);
    assert.deepEqual([reader.skipped.count, reader.skipped.first.length], [7, 5]);
  });

  it('tells what is thrown, though it be no error', async () => {
    const rows = lineReader('refuse').read(file('1'), () => {
      throw 'a reason';
    });
    assert.match(await refusalOf(rows), /line 1: a reason\n/);
    const wrongHeader = lineReader('skip').read(file('1'), number, () => {
      throw 'a reason';
    });
    assert.match(await refusalOf(wrongHeader), /line 1: a reason$/);
  });

  it('refuses a wrong header and an empty file under either policy', async () => {
    for (const policy of ['refuse', 'skip'] as const) {
      const rows = lineReader(policy).read(file('reply\n1\n'), number, header);
      assert.equal(await refusalOf(rows), `${join(folder, 'data.txt')}, line 1: the header must be answer`);
      assert.match(await refusalOf(lineReader(policy).read(file('\n1\n'), number, header)), /line 1: the header must/);
      assert.match(
        await refusalOf(lineReader(policy).read(file(''), number, header)),
        /data\.txt is empty; its first line must be a header\.$/,
      );
    }
    assert.deepEqual(await all(lineReader('refuse').read(file('answer'), number, header)), []);
    assert.deepEqual(await textsOf(''), []);
  });

  it('says which file is missing, or is a folder', async () => {
    const missing = join(folder, 'nowhere.csv');
    const reader = lineReader('skip');
    assert.equal(await refusalOf(reader.read(missing, number)), `${missing} cannot be read (ENOENT).`);
    assert.equal(await refusalOf(reader.read(folder, number)), `${folder} cannot be read (EISDIR).`);
    assert.match(await refusalOf(reader.read('a\0b', number)), /cannot be read \(ERR_INVALID_ARG_VALUE\)/);
  });

  it('reads CRLF as LF, and a byte order mark as nothing, with and without a header', async () => {
    assert.deepEqual(await textsOf('\uFEFF{"a":1}\r\nb\r\n\r\nc'), ['{"a":1}', 'b', 'c']);
    const rows = lineReader('refuse').read(file('\uFEFFanswer\r\n5\r\n'), number, header);
    assert.deepEqual(await all(rows), [5]);
    // The mark is one at the very beginning only.
    assert.deepEqual(await textsOf('a\n\uFEFFb'), ['a', '\uFEFFb']);
  });

  it('ends lines at line feeds only, wherever the file is cut into pieces', async () => {
    assert.deepEqual(await textsOf('a\u2028b\u0085c\rd\ne'), ['a\u2028b\u0085c\rd', 'e']);
    const line = fc.stringMatching(/^[a-z\u00e9\u6f22]{1,40}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
        // A piece is 64 kB: the filling puts its edge into the middle of what is drawn, at times inside a letter.
        for (const filling of [65_536 - 20, 65_536 - 1, 65_536 - end.length]) {
          const long = 'x'.repeat(filling);
          assert.deepEqual(await textsOf([long, ...lines].join(end)), [long, ...lines]);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('refuses or skips a line of more than 4 million characters, and reads on', async () => {
    const [most, more] = ['y'.repeat(4_000_000), 'y'.repeat(4_000_001)];
    assert.deepEqual(await textsOf(`${most}\nb`), [most, 'b']);
    for (const text of [`a\n${more}\nb`, `a\n${more}${more}\r\nb`]) {
      assert.match(
        await refusalOf(lineReader('refuse').read(file(text), (line) => line)),
        /line 2: longer than 4000000 characters\nMend/,
      );
      const reader = lineReader('skip');
      assert.deepEqual(await all(reader.read(file(text), (line) => line)), ['a', 'b']);
      assert.equal(reader.skipped.count, 1);
    }
    const last = lineReader('skip');
    assert.deepEqual(await all(last.read(file(`a\n${more}`), (line) => line)), ['a']);
    assert.equal(last.skipped.count, 1);
    assert.match(await refusalOf(last.read(file(more), number, header)), /line 1: longer than 4000000 characters$/);
  });

  it('holds neither a big file nor one endless line in memory', async function () {
    this.timeout(120_000);
    const path = join(folder, 'big.txt');
    const output = createWriteStream(path);
    const write = async (text: string): Promise<void> => {
      if (!output.write(text)) await once(output, 'drain');
    };
    const block = Array.from({ length: 5_000 }, (_, index) => `${index}\t${'z'.repeat(100)}\n`).join('');
    // 64 MB of lines and one line of 64 MB.
    for (let index = 0; index < 120; index++) await write(block);
    for (let index = 0; index < 64; index++) await write('w'.repeat(1_000_000));
    output.end('\n7\tend\n');
    await once(output, 'finish');
    const reader = lineReader('skip');
    let [rows, sum, most] = [0, 0, 0];
    const start = process.memoryUsage();
    for await (const [cell] of reader.read(path, (text) => cellsOf(text, '\t'))) {
      sum += wholeCell('place', cell);
      if (rows++ % 20_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - start.heapUsed);
    }
    most = Math.max(most, process.memoryUsage().heapUsed - start.heapUsed);
    assert.deepEqual([rows, sum, reader.skipped.count], [120 * 5_000 + 1, (120 * 5_000 * 4_999) / 2 + 7, 1]);
    assert.ok(most < 60_000_000, `${most} bytes more than before`);
  });

  it('closes the file when its reader has seen enough', async () => {
    const path = file('1\n2\n3\n');
    for await (const row of lineReader('refuse').read(path, number)) {
      assert.equal(row, 1);
      break;
    }
    // What the reader throws is its own, not taken for a failure of the file.
    const failing = async (): Promise<void> => {
      for await (const row of lineReader('refuse').read(path, number)) throw new TypeError(`no ${row}`);
    };
    await assert.rejects(failing, { name: 'TypeError', message: 'no 1' });
  });
});

describe('a cell', () => {
  it('is split off, trimmed and freed of quotes', () => {
    assert.deepEqual(cellsOf(' a ,"b c", "" ,,"', ','), ['a', 'b c', '', '', '"']);
    assert.deepEqual(cellsOf('one', '\t'), ['one']);
    assert.deepEqual(cellsOf('', ','), ['']);
  });

  it('holds separators and doubled quotes within quotes; a quote elsewhere is text', () => {
    assert.deepEqual(cellsOf('1,"two, ""2""" ,3', ','), ['1', 'two, "2"', '3']);
    assert.deepEqual(cellsOf('"a\tb"\t\t"c"', '\t'), ['a\tb', '', 'c']);
    assert.deepEqual(cellsOf('5" pipe,"a"b,"c,d', ','), ['5" pipe', '"a"b', '"c', 'd']);
    const cell = fc.string({ maxLength: 8 }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', '\t', ';'),
        (cells, separator) => {
          const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator);
          assert.deepEqual(cellsOf(line, separator), cells);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is a number, a whole number or 0 and 1, or an error that names its column', () => {
    assert.deepEqual([numberCell('x', '-1.5e3'), numberCell('x', '0')], [-1500, 0]);
    for (const bad of [undefined, '', 'NA', 'NaN', 'Infinity', '1,5']) {
      assert.throws(() => numberCell('grade', bad), new Error(`grade must be a number, not "${bad ?? ''}"`));
    }
    assert.deepEqual([wholeCell('x', '-12'), wholeCell('x', '3.0')], [-12, 3]);
    for (const bad of ['1.5', '9007199254740993']) {
      assert.throws(() => wholeCell('user', bad), new Error(`user must be a whole number, not "${bad}"`));
    }
    assert.throws(() => wholeCell('user', 'ana'), /^Error: user must be a number, not "ana"$/);
    assert.deepEqual(
      ['0', '1', '0.0', '1.0'].map((cell) => binaryCell('x', cell)),
      [0, 1, 0, 1],
    );
    for (const bad of [undefined, '', '2', 'true', '0.5', '-1']) {
      assert.throws(() => binaryCell('correct', bad), new Error(`correct must be 0 or 1, not "${bad ?? ''}"`));
    }
  });
});
