import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { leavingRatios } from '../../src/evaluation/oulad/early-leaving.js';
import { isEnrolled, type RiskTable, riskTable } from '../../src/evaluation/oulad/oulad-features.js';
import { readOulad } from '../../src/evaluation/oulad/read-oulad.js';
import { calibrationGap, foretellNext, studentSplit } from '../../src/evaluation/oulad/risk-protocols.js';

const INFO =
  '"code_module","code_presentation","id_student","gender","region","highest_education","imd_band","age_band","num_of_prev_attempts","studied_credits","disability","final_result"';
const REGISTRATION = '"code_module","code_presentation","id_student","date_registration","date_unregistration"';
const ASSESSMENTS = '"code_module","code_presentation","id_assessment","assessment_type","date","weight"';
const SUBMISSIONS = 'id_assessment,id_student,date_submitted,is_banked,score';

interface Files {
  readonly info: string[];
  readonly registration: string[];
  readonly assessments: string[];
  readonly submissions: string[];
}

const person = (
  module: string,
  presentation: string,
  student: string,
  result: string,
  more = '"M","Wales","A Level or Equivalent","10-20%","0-35"',
) => `"${module}","${presentation}","${student}",${more},"0","60","N","${result}"`;

/** Four students of one module: work is due on days 10 (TMA), 30 (CMA) and 90 (TMA). */
const small: Files = {
  info: ['1', '2', '3', '4'].map((student) => person('AAA', '2013J', student, student === '1' ? 'Pass' : 'Withdrawn')),
  registration: [
    '"AAA","2013J","1","-30",""',
    '"AAA","2013J","2","-20","70"',
    '"AAA","2013J","3","-10","60"',
    '"AAA","2013J","4","?",""',
  ],
  assessments: [
    '"AAA","2013J","a","TMA","10","10"',
    '"AAA","2013J","b","CMA","30","10"',
    '"AAA","2013J","c","TMA","90","20"',
    '"AAA","2013J","x","Exam","200","100"',
  ],
  submissions: ['a,1,9,0,80', 'a,2,50,0,60', 'b,1,30,0,70', 'b,4,61,0,90', 'a,3,9,1,40'],
};

describe('OULAD on a day', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-oulad-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = ({ info, registration, assessments, submissions }: Files) => {
    const files = {
      studentInfo: [INFO, ...info],
      studentRegistration: [REGISTRATION, ...registration],
      assessments: [ASSESSMENTS, ...assessments],
      studentAssessment: [SUBMISSIONS, ...submissions],
    };
    for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), lines.join('\n'));
  };
  const cell = ({ names, values, rows }: RiskTable, student: string, name: string) =>
    values[rows.findIndex((row) => row.student === student) * names.length + names.indexOf(name)] as number;

  it('asks about those who are still enrolled', async () => {
    write(small);
    const table = riskTable(await readOulad(folder, lineReader('refuse')), { day: 60, withProtected: false });
    assert.deepEqual(
      table.rows.map(({ student }) => student),
      ['1', '2', '4'],
    );
    assert.deepEqual([...table.labels], [0, 1, 1]);
    assert.ok(isEnrolled({ ...(table.rows[0] as RiskTable['rows'][number]), registered: 61 }, 61));
    assert.ok(!isEnrolled({ ...(table.rows[0] as RiskTable['rows'][number]), registered: 61 }, 60));
  });

  it('knows a submission from its day on, and a tutor’s mark two weeks later', async () => {
    write(small);
    const data = await readOulad(folder, lineReader('refuse'));
    const table = riskTable(data, { day: 60, withProtected: false });
    assert.equal(cell(table, '1', 'dueShare'), 1);
    assert.equal(cell(table, '1', 'meanScore'), 75);
    assert.equal(cell(table, '2', 'dueShare'), 0.5);
    // Handed in on day 50: marked by day 64.
    assert.ok(Number.isNaN(cell(table, '2', 'meanScore')));
    assert.equal(cell(riskTable(data, { day: 64, withProtected: false }), '2', 'meanScore'), 60);
    assert.equal(cell(riskTable(data, { day: 60, withProtected: false, markingDays: 0 }), '2', 'meanScore'), 60);
    // Student 4 handed in b on day 61, which day 60 cannot know: a blank learner so far.
    assert.equal(cell(table, '4', 'dueShare'), 0);
    assert.equal(cell(table, '4', 'meanScore'), 0);
    assert.equal(cell(table, '4', 'sinceLast'), 60);
    assert.equal(cell(table, '2', 'sinceLast'), 10);
  });

  it('tells work not yet due from work not handed in', async () => {
    write(small);
    const table = riskTable(await readOulad(folder, lineReader('refuse')), { day: 5, withProtected: false });
    for (const name of ['dueShare', 'missed', 'meanScore', 'earned', 'lateness', 'latestDue', 'sinceLast']) {
      assert.ok(Number.isNaN(cell(table, '1', name)), name);
    }
  });

  it('leaves protected attributes out unless asked', async () => {
    write(small);
    const data = await readOulad(folder, lineReader('refuse'));
    const without = riskTable(data, { day: 60, withProtected: false }).names;
    for (const name of ['male', 'disabled', 'deprivation', 'age', 'region_Wales']) {
      assert.ok(!without.includes(name), name);
      assert.ok(riskTable(data, { day: 60, withProtected: true }).names.includes(name), name);
    }
  });

  it('does not change when what happens later changes', async () => {
    write(small);
    const before = riskTable(await readOulad(folder, lineReader('refuse')), { day: 60, withProtected: true });
    write({
      ...small,
      submissions: [...small.submissions, 'c,1,61,0,10', 'a,4,99,0,99'],
      registration: small.registration.map((line) => line.replace('"70"', '"61"')),
    });
    const after = riskTable(await readOulad(folder, lineReader('refuse')), { day: 60, withProtected: true });
    assert.deepEqual(after.values, before.values);
  });

  it('names malformed lines, and who is not there', async () => {
    write({ ...small, info: [...small.info, '"AAA","2013J"'] });
    await assert.rejects(
      readOulad(folder, lineReader('refuse')),
      /studentInfo.csv, line 6: 12 cells are needed, not 2/,
    );
    const skipping = lineReader('skip');
    assert.equal((await readOulad(folder, skipping)).enrolments.length, 4);
    assert.equal(skipping.skipped.count, 1);
    write({ ...small, info: [person('AAA', '2013J', '1', 'Passed')] });
    await assert.rejects(readOulad(folder, lineReader('refuse')), /final_result must be one of/);
    write({ ...small, submissions: ['a,1,soon,0,80'] });
    await assert.rejects(readOulad(folder, lineReader('refuse')), /date_submitted must be a number/);
    write({ ...small, info: [] });
    const empty = await readOulad(folder, lineReader('refuse'));
    assert.throws(() => riskTable(empty, { day: 60, withProtected: false }), /Nobody is enrolled on day 60/);
  });

  it('keeps a student’s rows on one side of a split', async () => {
    write({
      ...small,
      info: [...small.info, ...['1', '2', '4'].map((student) => person('BBB', '2013J', student, 'Fail'))],
    });
    const table = riskTable(await readOulad(folder, lineReader('refuse')), { day: 60, withProtected: false });
    const { train, test } = studentSplit(table, 0.34, 1);
    const students = (rows: Uint32Array) => new Set(Array.from(rows, (row) => table.rows[row]?.student));
    assert.equal(students(train).size + students(test).size, 3);
    assert.equal(train.length + test.length, 6);
  });

  it('scales by leavings that were known by then, and by no later one', async () => {
    write(campus(0.2, 0.05));
    const data = await readOulad(folder, lineReader('refuse'));
    const of = (presentation: string) => data.enrolments.filter((each) => each.presentation === presentation);
    const ratios = leavingRatios(of('2013B'), of('2013J'), 60);
    for (const module of ['AAA', 'BBB']) assert.ok((ratios.get(module) as number) < 0.6, `${ratios.get(module)}`);
    const later = of('2013J').map((row) =>
      row.unregistered > 60 ? { ...row, unregistered: Number.NaN, result: 'Pass' } : row,
    );
    assert.deepEqual(leavingRatios(of('2013B'), later, 60), ratios);
    assert.equal(leavingRatios(of('2013B'), of('2013J'), 5).size, 0);

    const table = riskTable(data, { day: 60, withProtected: false });
    const { asFitted, recalibrated, train, test } = foretellNext(data, table, 60, ['2013B', '2013J'], 1);
    assert.ok([...train].every((row) => table.rows[row]?.presentation === '2013B'));
    assert.ok([...test].every((row) => table.rows[row]?.presentation === '2013J'));
    for (const [index, chance] of recalibrated.predicted.entries()) {
      assert.ok(chance > 0 && chance < (asFitted.predicted[index] as number));
    }
    assert.throws(() => foretellNext(data, table, 60, ['2012B', '2013J'], 1), /no enrolment of 2012B/);
  }).timeout(60_000);

  it('measures the calibration gap between two groups', async () => {
    write(small);
    const [row] = (await readOulad(folder, lineReader('refuse'))).enrolments;
    const rows = ['M', 'M', 'F', 'F'].map((gender) => ({ ...(row as RiskTable['rows'][number]), gender }));
    const foretold = { rows, predicted: Float64Array.of(0.5, 0.7, 0.4, 0.2), happened: Uint8Array.of(0, 1, 1, 0) };
    // Men: .6 - .5 = .1; women: .3 - .5 = -.2.
    assert.ok(Math.abs(calibrationGap(foretold, ({ gender }) => gender === 'M') - 0.3) < 1e-12);
  });
});

/** Two modules in two presentations, a share of whose students leave by day 60, and again so many later. */
function campus(earlier: number, later: number): Files {
  const random = seededRandom('campus');
  const files: Files = { info: [], registration: [], assessments: [], submissions: [] };
  for (const presentation of ['2013B', '2013J']) {
    for (const module of ['AAA', 'BBB']) {
      const id = `${module}${presentation}`;
      files.assessments.push(`"${module}","${presentation}","${id}","TMA","20","10"`);
      for (let index = 0; index < 150; index++) {
        const student = `${id}${index}`;
        const share = presentation === '2013B' ? earlier : later;
        const draw = random.next();
        const left = draw < share ? 1 + Math.floor(60 * random.next()) : draw < 2 * share ? 61 + index : null;
        files.info.push(
          person(module, presentation, student, left === null ? (index % 3 === 0 ? 'Fail' : 'Pass') : 'Withdrawn'),
        );
        files.registration.push(`"${module}","${presentation}","${student}","-${index}","${left ?? ''}"`);
        if (index % 3 !== 0) files.submissions.push(`${id},${student},18,0,${50 + (index % 50)}`);
      }
    }
  }
  return files;
}
