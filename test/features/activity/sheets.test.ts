import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberOf, parseCsv, SheetRefused } from '../../../src/features/activity/csv/parse-csv.js';
import { readSheet } from '../../../src/features/activity/csv/sheet.js';

const MOODLE = [
  '\uFEFF"First name","Last name","ID number","Email address","Quiz: Outs (Real)","Quiz: Outs (Percentage)","Assignment: Essay (Real)","Assignment: Essay (Letter)","Course total (Real)","Last downloaded from this course"',
  'Ada,Lovelace,7,ada@example.org,"8,00","80,00 %",-,-,"8,00",1772442000',
  '"Ben ""B"" ",Okri,8,ben@example.org,-,-,"15,50",A,"15,50",1772442000',
].join('\r\n');

const CANVAS = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Outs (11),Essay (12),Survey (13),Current Score,Final Score,Final Grade',
  ',,,,,Manual Posting,,,(read only),(read only),(read only)',
  '    Points Possible,,,,,10.0,20.0,0.0,(read only),(read only),(read only)',
  '"Lovelace, Ada",101,a1,ada,Section A,8.5,,1,85.0,42.5,B',
  '"Okri, Ben",102,b1,ben,Section A,EX,15,0,75.0,75.0,C',
  '"Student, Test",,,x,Section A,5,5,,50.0,50.0,F',
].join('\n');

describe('gradebook files', () => {
  it('of Moodle have names, and percentages where they can be had', () => {
    const sheet = readSheet(MOODLE);
    assert.equal(sheet.kind, 'moodle');
    assert.deepEqual(
      sheet.columns.map(({ label, fullMarks, highest }) => [label, fullMarks, highest]),
      [
        ['Quiz: Outs', 100, 80],
        ['Assignment: Essay', null, 15.5],
      ],
    );
    assert.deepEqual(
      sheet.rows.map(({ name, lmsUserId, points }) => [name, lmsUserId, points]),
      [
        ['Ada Lovelace', null, [80, null]],
        ['Ben "B" Okri', null, [null, 15.5]],
      ],
    );
  });

  it('of Canvas have numbers and points possible', () => {
    const sheet = readSheet(CANVAS);
    assert.equal(sheet.kind, 'canvas');
    assert.deepEqual(
      sheet.columns.map(({ id, label, fullMarks }) => [id, label, fullMarks]),
      [
        ['canvas:assignment:11', 'Outs', 10],
        ['canvas:assignment:12', 'Essay', 20],
      ],
    );
    assert.deepEqual(
      sheet.rows.map(({ name, lmsUserId, points }) => [name, lmsUserId, points]),
      [
        ['Ada Lovelace', '101', [8.5, null]],
        ['Ben Okri', '102', [null, 15]],
      ],
    );
  });

  it('may use semicolons, tabs, and old line ends', () => {
    for (const delimiter of [';', '\t']) {
      const text = ['First name', 'Last name', 'Quiz (Percentage)'].join(delimiter);
      const sheet = readSheet(`${text}\n${['Ada', 'Lovelace', '79,5 %'].join(delimiter)}\n\n`);
      assert.deepEqual(sheet.rows[0]?.points, [79.5]);
    }
  });

  it('write numbers in many ways, and nothing in others', () => {
    const cases: [string, number | null][] = [
      ['80', 80],
      ['80.5', 80.5],
      ['80,5', 80.5],
      ['1.234,5', 1234.5],
      ['1,234.5', 1234.5],
      ['1 234,5', 1234.5],
      ['-3', -3],
      [' 79.00 % ', 79],
      ['-', null],
      ['', null],
      ['A+', null],
      ['EX', null],
      ['1.2.3e5', null],
    ];
    for (const [text, value] of cases) assert.equal(numberOf(text), value, text);
  });

  it('are refused when they are none', () => {
    const reasonOf = (text: string) => {
      try {
        readSheet(text);
      } catch (error) {
        if (error instanceof SheetRefused) return error.reason;
        throw error;
      }
      return null;
    };
    assert.equal(reasonOf(''), 'empty');
    assert.equal(reasonOf('a,"b\nc'), 'quotes');
    assert.equal(reasonOf('a,b\n1,2'), 'no-students');
    assert.equal(reasonOf('First name,Last name,Quiz (Letter)\nAda,Lovelace,A'), 'no-columns');
    assert.equal(reasonOf('Student,ID,Section,Outs (11)\n    Points Possible,,,10'), 'no-columns');
    assert.equal(reasonOf('x,'.repeat(1_001)), 'too-large');
  });

  it('come back as they were written, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', ' ', '1') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const filled = rows.filter((row) => row.some((each) => each.trim() !== ''));
        fc.pre(filled.length > 0 && filled.length === rows.length);
        const quoted = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        assert.deepEqual(parseCsv(quoted).rows, rows);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
