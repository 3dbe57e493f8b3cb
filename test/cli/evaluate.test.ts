import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { type EvaluationReport, QUESTIONS } from '../../src/evaluation/index.js';
import { attuneIn, emptyFolder, removeFolders } from './support/attune.js';

/** What is asked of one format: options, and the file whose line 3 can be spoilt (none: it has no lines). */
interface Case {
  readonly question: string;
  readonly format: string;
  readonly options: readonly string[];
  readonly spoilt?: string;
}

const random = seededRandom('files of every format');
const chance = (p: number): number => Number(random.next() < p);
const list = <T>(length: number, of: (index: number) => T): T[] => Array.from({ length }, (_, index) => of(index));

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

const CASES: readonly Case[] = [
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

/** Figures that are times. */
const TIMES = ['fitSeconds', 'listMicroseconds'];

describe('attune evaluate', function () {
  this.timeout(120_000);
  let folder: string;
  const write = (name: string, lines: readonly string[]): void => writeFileSync(join(folder, name), lines.join('\n'));

  before(() => {
    folder = emptyFolder();
    write('a.tsv', interactions(half(0)));
    write('b.tsv', interactions(half(1)));
    write('a.dkvmn', students(half(0)));
    write('b.dkvmn', students(half(1)));
    write(
      'a.csv',
      triples((at) => at % 4 > 0),
    );
    write(
      'b.csv',
      triples((at) => at % 4 === 0),
    );
    write('matrix.csv', [matrix]);
    write('cards.tsv', cards);
    write('sm.csv', repetitions);
    write('a.txt', histories);
    write('b.txt', next);
    write('ratings.csv', ratings);
    write('path.json', [JSON.stringify(instance)]);
    mkdirSync(join(folder, 'oulad'));
    for (const [name, lines] of Object.entries(courses)) write(`oulad/${name}`, lines);
  });
  after(removeFolders);

  /** The options name files in the folder; the command gets them whole. */
  const call = ({ question, format, options }: Case, ...more: string[]) => {
    const words = options.map((word) => (word.startsWith('--') ? word : join(folder, word)));
    return attuneIn(folder)('evaluate', question, '--format', format, ...words, ...more);
  };
  const reportOf = async (asked: Case, ...more: string[]): Promise<EvaluationReport> => {
    const { code, out, err } = await call(asked, '--json', ...more);
    assert.deepEqual([code, err], [0, '']);
    return JSON.parse(out) as EvaluationReport;
  };

  it('is tried here with every format of every question', () => {
    const listed = QUESTIONS.flatMap(({ name, formats }) => formats.map((format) => `${name} ${format}`));
    assert.deepEqual(
      CASES.map(({ question, format }) => `${question} ${format}`),
      listed,
    );
  });

  for (const asked of CASES) {
    it(`${asked.question} on ${asked.format}: finite figures, the same twice but for time and memory`, async () => {
      const [one, other] = [await reportOf(asked), await reportOf(asked)];
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
      const path = join(folder, spoilt);
      const lines = readFileSync(path, 'utf8').split('\n');
      try {
        write(spoilt, lines.with(2, '?'));
        const refused = await call(asked, '--json');
        assert.deepEqual([refused.code, refused.out], [2, '']);
        assert.ok(refused.err.startsWith(`${path}, line 3: `), refused.err);
        assert.match(refused.err, /\nMend the line, or add --malformed skip/);
        const found = await reportOf(asked, '--malformed', 'skip');
        assert.equal(found.skippedLines, 1);
        assert.ok(found.skipped[0]?.startsWith(`${path}, line 3: `));
        assert.match((await call(asked, '--malformed', 'skip')).out, /\n1 lines were skipped:\n.*, line 3: /);
      } finally {
        write(spoilt, lines);
      }
    });
  }

  it('says in words what JSON says in numbers', async () => {
    const { code, out } = await call(CASES[3] as Case);
    const found = await reportOf(CASES[3] as Case);
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
      await reportOf(asked, '--seed', '1'),
      await reportOf(asked, '--seed', '2'),
      await reportOf(asked, '--seed', '1', '--holdout', '0.5'),
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
      const { code, out, err } = await attuneIn(folder)(...words);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, sentence);
    });
  }

  it('says which file is not there', async () => {
    for (const asked of CASES) {
      const options = asked.options.map((word) => (word.startsWith('--') ? word : `missing/${word}`));
      const { code, out, err } = await call({ ...asked, options });
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, /missing/);
      assert.match(err, /cannot be read \(ENOENT\)|There is no /);
    }
  });

  it('says that a key is wrong or has a gap', async () => {
    const asked = CASES[3] as Case;
    write('key.csv', ['item,key', ...list(12, (item) => `${item + 1},1`)]);
    assert.equal((await call(asked, '--key', join(folder, 'key.csv'))).code, 0);
    write('key.csv', ['item,key', '1,1', '12,1']);
    const gap = await call(asked, '--key', join(folder, 'key.csv'));
    assert.deepEqual([gap.code, gap.out], [2, ''], gap.err);
    assert.match(gap.err, /key\.csv names no right option for item 2/);
    write('key.csv', ['item,key', '1,1']);
    const short = await call(asked, '--key', join(folder, 'key.csv'));
    assert.equal(short.code, 2);
    assert.match(short.err, /matrix\.csv, line 1: the key names 1 items, the header 12/);
  });

  it('names the formats once each, and an example of each question', async () => {
    const { out } = await attuneIn(folder)('evaluate', '--help');
    const choices = /\(choices: ("interactions-tsv"[^)]+)\)/.exec(out.replace(/\s+/g, ' '))?.[1]?.split(', ') ?? [];
    assert.equal(choices.length, new Set(CASES.map(({ format }) => format)).size);
    for (const { name } of QUESTIONS) assert.match(out, new RegExp(`^ {2}attune evaluate ${name} --format `, 'm'));
  });
});
