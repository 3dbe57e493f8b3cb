import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import type { EvaluationReport } from '../../../src/evaluation/index.js';
import { type Answer, attuneIn, emptyFolder } from './attune.js';

/** What is asked of one format: options, and the file whose line 3 can be spoilt (none: it has no lines). */
export interface Case {
  readonly question: string;
  readonly format: string;
  readonly options: readonly string[];
  readonly spoilt?: string;
}

const random = seededRandom('files of every format');
const chance = (p: number): number => Number(random.next() < p);
export const list = <T>(length: number, of: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => of(index));

/** Sixty learners, the odd ones able, with 12 answers each. */
const answers = list(60, (learner) => list(12, (at) => ({ learner, at, correct: chance(learner % 2 ? 0.85 : 0.3) })));
const half = (part: number) => answers.filter((_, learner) => Math.floor(learner / 2) % 2 === part);

const interactions = (rows: typeof answers): string[] => [
  'user_id\titem_id\ttimestamp\tcorrect\tskill_id',
  ...rows.flat().map(({ learner, at, correct }) => `u${learner}\ti${at % 6}\t${at * 86_400}\t${correct}\ts${at % 2}`),
];
const students = (rows: typeof answers): string[] =>
  rows.flatMap((row) => [
    `${row.length}`,
    row.map(({ at }) => 1 + (at % 3)).join(),
    row.map(({ correct }) => correct).join(),
  ]);
const triples = (keep: (at: number) => boolean): string[] => [
  'user_id,item_id,score',
  ...answers
    .flat()
    .filter(({ at }) => keep(at))
    .map(({ learner, at, correct }) => `u${learner},i${(at * 5 + learner) % 12},${correct}`),
];
const matrix = ['who', ...list(12, (item) => `Q${item + 1}`)]
  .join()
  .concat('\n')
  .concat(answers.map((row, who) => [`n${who}`, ...row.map(({ correct }) => correct)].join()).join('\n'));
const cards = ['t_history\tr_history\tdelta_ts\tys', ...list(40, () => `0,2\t3,3\t2,9\t1,${chance(0.7)}`)];
const repetitions = [
  'user,element,rep,lapses,date,hour,interval_days,grade_0_5,difficulty,expFI_pct',
  ...list(40, (element) =>
    ['2023-01-01', '2023-01-03', '2023-01-10', `2023-02-${10 + (element % 15)}`].map((date, index) => {
      return `u,${element},${index + 1},0,${date},9,3,${index === 0 ? 8 : 1 + 3 * chance(0.7)},0.5,10`;
    }),
  ).flat(),
];
/** Tastes: who takes items of one third of thirty takes no others. */
const taken = list(60, (user) => list(6, (index) => (user % 3) * 10 + ((user + index * 3) % 10)));
const histories = taken.map((items, user) => `${user} ${items.slice(0, -1).join(' ')}`);
const next = taken.map((items, user) => `${user} ${items.at(-1)}`);
const ratings = [
  'userId,movieId,rating,timestamp',
  ...taken.flatMap((items, user) => items.map((item, index) => `${user},${item},4.5,${index}`)),
];
const instance = {
  start_level: [0.1, 0.2],
  goal_weight: [1, 0.5],
  budget_minutes: 60,
  jump_penalty: 0.1,
  modules: list(4, (index) => ({
    id: `m${index}`,
    minutes: 20,
    difficulty: 0.2 * index,
    prerequisites: index === 0 ? [] : [`m${index - 1}`],
    gain: [0.2, 0.1 * index],
  })),
};

const INFO =
  'code_module,code_presentation,id_student,gender,region,highest_education,imd_band,age_band,num_of_prev_attempts,studied_credits,disability,final_result';
const courses: Record<string, string[]> = {
  'studentInfo.csv': [
    INFO,
    ...list(120, (id) => {
      const person = `${id % 2 ? 'M' : 'F'},Wales,A Level or Equivalent,10-20%,0-35,0,60,${id % 7 ? 'N' : 'Y'}`;
      return `AAA,2013J,${id},${person},${id % 3 ? 'Pass' : 'Fail'}`;
    }),
  ],
  'studentRegistration.csv': [
    'code_module,code_presentation,id_student,date_registration,date_unregistration',
    ...list(120, (id) => `AAA,2013J,${id},${-(id % 40)},`),
  ],
  'assessments.csv': [
    'code_module,code_presentation,id_assessment,assessment_type,date,weight',
    'AAA,2013J,a,TMA,10,10',
    'AAA,2013J,b,CMA,30,20',
    'AAA,2013J,c,TMA,90,20',
  ],
  'studentAssessment.csv': [
    'id_assessment,id_student,date_submitted,is_banked,score',
    ...list(120, (id) =>
      chance(id % 3 ? 0.9 : 0.4) ? [`a,${id},9,0,${60 + (id % 30)}`, `b,${id},29,0,70`] : [],
    ).flat(),
  ],
};

export const CASES: readonly Case[] = [
  {
    question: 'tracing',
    format: 'interactions-tsv',
    options: ['--train', 'a.tsv', '--test', 'b.tsv'],
    spoilt: 'a.tsv',
  },
  { question: 'tracing', format: 'dkvmn', options: ['--train', 'a.dkvmn', '--test', 'b.dkvmn'], spoilt: 'b.dkvmn' },
  { question: 'ability', format: 'triples-csv', options: ['--train', 'a.csv', '--test', 'b.csv'], spoilt: 'b.csv' },
  { question: 'ability', format: 'matrix-csv', options: ['--data', 'matrix.csv'], spoilt: 'matrix.csv' },
  { question: 'memory', format: 'fsrs-tsv', options: ['--data', 'cards.tsv'], spoilt: 'cards.tsv' },
  { question: 'memory', format: 'supermemo-csv', options: ['--data', 'sm.csv'], spoilt: 'sm.csv' },
  { question: 'ranking', format: 'lists-txt', options: ['--train', 'a.txt', '--test', 'b.txt'], spoilt: 'a.txt' },
  { question: 'ranking', format: 'ratings-csv', options: ['--data', 'ratings.csv'], spoilt: 'ratings.csv' },
  { question: 'paths', format: 'path-json', options: ['--data', 'path.json'] },
  { question: 'risk', format: 'oulad-dir', options: ['--data', 'oulad'], spoilt: 'oulad/studentInfo.csv' },
];

/** A folder with a file of every format, and what `attune evaluate` says of them. */
export class EvaluationFiles {
  readonly folder = emptyFolder();

  constructor() {
    this.write('a.tsv', interactions(half(0)));
    this.write('b.tsv', interactions(half(1)));
    this.write('a.dkvmn', students(half(0)));
    this.write('b.dkvmn', students(half(1)));
    this.write(
      'a.csv',
      triples((at) => at % 4 > 0),
    );
    this.write(
      'b.csv',
      triples((at) => at % 4 === 0),
    );
    this.write('matrix.csv', [matrix]);
    this.write('cards.tsv', cards);
    this.write('sm.csv', repetitions);
    this.write('a.txt', histories);
    this.write('b.txt', next);
    this.write('ratings.csv', ratings);
    this.write('path.json', [JSON.stringify(instance)]);
    mkdirSync(join(this.folder, 'oulad'));
    for (const [name, lines] of Object.entries(courses)) this.write(`oulad/${name}`, lines);
  }

  write(name: string, lines: readonly string[]): void {
    writeFileSync(join(this.folder, name), lines.join('\n'));
  }

  /** The options name files in the folder; the command gets them whole. */
  call({ question, format, options }: Case, ...more: string[]): Promise<Answer> {
    const words = options.map((word) => (word.startsWith('--') ? word : join(this.folder, word)));
    return attuneIn(this.folder)('evaluate', question, '--format', format, ...words, ...more);
  }

  async reportOf(asked: Case, ...more: string[]): Promise<EvaluationReport> {
    const { code, out, err } = await this.call(asked, '--json', ...more);
    assert.deepEqual([code, err], [0, '']);
    return JSON.parse(out) as EvaluationReport;
  }
}
