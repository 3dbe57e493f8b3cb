import { join } from 'node:path';
import { cellsOf, type LineReader, numberCell, wholeCell } from '../lines.js';

/** One student in one presentation of a module (studentInfo.csv joined with studentRegistration.csv). */
export interface OuladEnrolment {
  readonly module: string;
  /** Year and month of the start: B is February, J is October. */
  readonly presentation: string;
  readonly student: string;
  readonly gender: string;
  readonly region: string;
  readonly education: string;
  /** Index of multiple deprivation, e.g. "20-30%"; empty when unknown. */
  readonly deprivation: string;
  readonly age: string;
  readonly previousAttempts: number;
  readonly studiedCredits: number;
  readonly disabled: boolean;
  readonly result: string;
  /** Days from the start of the presentation; NaN when not told. */
  readonly registered: number;
  readonly unregistered: number;
}

/** One assessment of a presentation. */
export interface OuladAssessment {
  readonly id: string;
  readonly module: string;
  readonly presentation: string;
  /** TMA is marked by a tutor, CMA by a computer. */
  readonly type: string;
  /** Day it is due; NaN when not told. */
  readonly due: number;
  readonly weight: number;
}

export interface OuladSubmission {
  readonly assessment: string;
  readonly student: string;
  readonly day: number;
  /** Taken over from an earlier presentation. */
  readonly banked: boolean;
  /** In [0, 100]; NaN when not told. */
  readonly score: number;
}

export interface Oulad {
  readonly enrolments: readonly OuladEnrolment[];
  readonly assessments: readonly OuladAssessment[];
  readonly submissions: readonly OuladSubmission[];
}

const INFO =
  'code_module,code_presentation,id_student,gender,region,highest_education,imd_band,age_band,num_of_prev_attempts,studied_credits,disability,final_result';
const REGISTRATION = 'code_module,code_presentation,id_student,date_registration,date_unregistration';
const ASSESSMENTS = 'code_module,code_presentation,id_assessment,assessment_type,date,weight';
const SUBMISSIONS = 'id_assessment,id_student,date_submitted,is_banked,score';
const RESULTS = new Set(['Pass', 'Distinction', 'Fail', 'Withdrawn']);

/**
 * Open University Learning Analytics Dataset (Kuzilek, Hlosta & Zdrahal 2017) from its folder of CSV files; the
 * clickstream is not read.
 *
 * @throws EvaluationError when a file is missing, its header differs, or a line is malformed and the policy refuses
 */
export async function readOulad(folder: string, lines: LineReader): Promise<Oulad> {
  const dates = new Map<string, { registered: number; unregistered: number }>();
  const registration = lines.read(join(folder, 'studentRegistration.csv'), parseRegistration, headerOf(REGISTRATION));
  for await (const { key, ...row } of registration) dates.set(key, row);
  const enrolments: OuladEnrolment[] = [];
  const info = lines.read(join(folder, 'studentInfo.csv'), parseInfo, headerOf(INFO));
  for await (const row of info) {
    const known = dates.get(`${row.module},${row.presentation},${row.student}`);
    enrolments.push({
      ...row,
      registered: known?.registered ?? Number.NaN,
      unregistered: known?.unregistered ?? Number.NaN,
    });
  }
  const assessments: OuladAssessment[] = [];
  for await (const row of lines.read(join(folder, 'assessments.csv'), parseAssessment, headerOf(ASSESSMENTS))) {
    assessments.push(row);
  }
  const submissions: OuladSubmission[] = [];
  for await (const row of lines.read(join(folder, 'studentAssessment.csv'), parseSubmission, headerOf(SUBMISSIONS))) {
    submissions.push(row);
  }
  return { enrolments, assessments, submissions };
}

function headerOf(expected: string): (text: string) => void {
  return (text) => {
    if (cellsOf(text, ',').join(',') !== expected) throw new Error(`the header must be ${expected}`);
  };
}

function cellsAs(text: string, header: string): string[] {
  const cells = cellsOf(text, ',');
  const wanted = header.split(',').length;
  if (cells.length !== wanted) throw new Error(`${wanted} cells are needed, not ${cells.length}`);
  return cells;
}

function parseInfo(text: string): Omit<OuladEnrolment, 'registered' | 'unregistered'> {
  const cells = cellsAs(text, INFO);
  const [module = '', presentation = '', student = '', gender = '', region = '', education = ''] = cells;
  const [deprivation = '', age = '', attempts, credits, disability = '', result = ''] = cells.slice(6);
  if (!RESULTS.has(result)) throw new Error(`final_result must be one of ${[...RESULTS].join(', ')}, not "${result}"`);
  return {
    module,
    presentation,
    student,
    gender,
    region,
    education,
    deprivation,
    age,
    previousAttempts: wholeCell('num_of_prev_attempts', attempts),
    studiedCredits: numberCell('studied_credits', credits),
    disabled: disability === 'Y',
    result,
  };
}

function parseRegistration(text: string): { key: string; registered: number; unregistered: number } {
  const [module, presentation, student, registered, unregistered] = cellsAs(text, REGISTRATION);
  return {
    key: `${module},${presentation},${student}`,
    registered: optionalCell('date_registration', registered),
    unregistered: optionalCell('date_unregistration', unregistered),
  };
}

function parseAssessment(text: string): OuladAssessment {
  const [module = '', presentation = '', id = '', type = '', date, weight] = cellsAs(text, ASSESSMENTS);
  return { module, presentation, id, type, due: optionalCell('date', date), weight: numberCell('weight', weight) };
}

function parseSubmission(text: string): OuladSubmission {
  const [assessment = '', student = '', day, banked, score] = cellsAs(text, SUBMISSIONS);
  return {
    assessment,
    student,
    day: wholeCell('date_submitted', day),
    banked: banked === '1',
    score: optionalCell('score', score),
  };
}

/** The files leave a cell empty, or write a question mark, for what is not known. */
function optionalCell(name: string, cell: string | undefined): number {
  return cell === undefined || cell === '' || cell === '?' ? Number.NaN : numberCell(name, cell);
}
