import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { importSheet, previewSheet, readSheet, SheetRefused } from '../features/activity/index.js';
import { recordAudit } from '../storage/index.js';
import {
  CommandError,
  type Environment,
  EXIT,
  institutionId,
  learnedSoFar,
  report,
  table,
  withExample,
  withStorage,
} from './tools.js';

interface ImportOptions {
  institution: string;
  course: string;
  fullMarks: Map<string, number>;
  apply?: boolean;
  json?: boolean;
}

const REASONS: Readonly<Record<SheetRefused['reason'], string>> = {
  empty: 'it is empty',
  quotes: 'a quotation mark in it has no end',
  'no-students': 'it has no students that can be told apart; export it with first and last names',
  'no-columns': 'it has no grades with numbers',
  'too-large': 'it is larger than any gradebook',
};

/** `attune grades import-csv`: the gradebook file of an LMS, first looked at, then kept. */
export function importCsvCommand(grades: Command, environment: Environment): void {
  const command = grades
    .command('import-csv <file>')
    .description('grades of a gradebook file of Moodle or Canvas: says what it would read; keeps it with --apply')
    .requiredOption('--institution <id>', 'institution of the course', institutionId)
    .requiredOption('--course <id>', 'course, by its id here')
    .option(
      '--full-marks <column=points>',
      'full marks of a column in points, where the file does not say',
      marks,
      new Map(),
    )
    .option('--apply', 'keep the grades')
    .option('--json', 'print JSON')
    .action(async (file: string, { institution, course, fullMarks, apply, json }: ImportOptions) => {
      const sheet = sheetOf(file, await read(file));
      const given = new Map<string, number>();
      for (const { id, label, fullMarks: said } of sheet.columns) {
        const points = said ?? fullMarks.get(label);
        if (points !== undefined) given.set(id, points);
      }
      const open = sheet.columns.filter(({ id }) => !given.has(id)).map(({ label }) => label);
      const result = await withStorage(environment, async (storage) => {
        const scope = storage.scope(institution);
        const preview = await previewSheet(scope, course, sheet);
        if (!apply) return { ...preview, open, imported: null };
        const now = environment.clock();
        const stamp = { inForce: learnedSoFar(environment), newId: randomUUID, now };
        const summary = await importSheet(scope, course, sheet, { fullMarks: given, ...stamp });
        const details = { course, columns: given.size, facts: summary.facts };
        await recordAudit(scope, { action: 'grades-imported', actor: 'operator', details }, { id: randomUUID(), now });
        return { ...preview, open, imported: summary };
      });
      const rows = result.columns.map(({ id, label, grades: count }) => [
        label,
        String(count),
        given.has(id) ? String(given.get(id)) : 'unknown: left out',
      ]);
      const lines = [
        table(['column', 'grades', 'full marks'], rows),
        `${result.found} students of the course are in it.`,
        ...(result.unknown.length > 0 ? [`Not in the course, and left out: ${result.unknown.join('; ')}`] : []),
        ...(result.ambiguous.length > 0
          ? [`Names of several people, and left out: ${result.ambiguous.join('; ')}`]
          : []),
        ...(open.length > 0
          ? [`Say the full marks of: ${open.map((label) => `--full-marks "${label}=…"`).join(' ')}`]
          : []),
        result.imported
          ? `${result.imported.facts} grades were new and are kept.`
          : 'Nothing is kept yet; add --apply.',
      ];
      report(environment, json, result, lines.join('\n'));
    });
  withExample(
    command,
    'attune grades import-csv grades.csv --institution example-school --course 3f1c…',
    'attune grades import-csv grades.csv --institution example-school --course 3f1c… --full-marks "Essay=20" --apply',
  );
}

function marks(text: string, before: Map<string, number>): Map<string, number> {
  const [, column = '', points = ''] = /^(.+)=\s*(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (column === '' || !(Number(points) > 0)) throw new InvalidArgumentError('Give column=points, as in "Essay=20".');
  return new Map(before).set(column.trim(), Number(points));
}

function sheetOf(file: string, text: string) {
  try {
    return readSheet(text);
  } catch (error) {
    if (error instanceof SheetRefused)
      throw new CommandError(`${file} is no gradebook file: ${REASONS[error.reason]}.`, EXIT.usage);
    throw error;
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new CommandError(`The file ${path} cannot be read.`, EXIT.usage);
  }
}
