import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  EvaluationError,
  type EvaluationOptions,
  type EvaluationReport,
  evaluate,
  QUESTIONS,
} from '../evaluation/index.js';
import { CommandError, type Environment, EXIT, report, whole, withExample } from './tools.js';

type Options = EvaluationOptions & { json?: boolean };

/** `attune evaluate`: the engine on data from files, without a database. */
export function engineCommands(program: Command, environment: Environment): void {
  const formats = QUESTIONS.flatMap((question) => question.formats);
  const command = program
    .command('evaluate <question>')
    .description(`how well the engine answers a question on data from files: ${names()}`)
    .addOption(new Option('--format <format>', 'how the files are written').choices(formats).makeOptionMandatory())
    .option('--train <file>', 'what the model is fitted to')
    .option('--test <file>', 'what it is measured on')
    .option('--data <file>', 'one file (or folder) that is split inside')
    .option('--holdout <share>', 'share of the data held out, e.g. 0.2', share)
    .option('--seed <number>', 'what every draw starts from', whole(0, 999_999_999), 1)
    .option('--day <day>', 'risk: what is known on this day of the course', whole(0, 400))
    .option('--key <file>', 'matrix-csv: item number and right option, when cells are raw options')
    .addOption(
      new Option('--malformed <policy>', 'a line that cannot be read').choices(['refuse', 'skip']).default('refuse'),
    )
    .option('--json', 'print JSON')
    .action(async (question: string, { json, ...options }: Options) => {
      const found = await asked(question, options);
      report(environment, json, found, textOf(found));
    });
  withExample(command, ...QUESTIONS.map(exampleOf));
}

async function asked(question: string, options: EvaluationOptions): Promise<EvaluationReport> {
  try {
    return await evaluate(question, options);
  } catch (error) {
    if (error instanceof EvaluationError) throw new CommandError(error.message, EXIT.usage);
    throw error;
  }
}

function names(): string {
  return QUESTIONS.map(({ name, formats }) => `${name} (${formats.join(', ')})`).join('; ');
}

function exampleOf({ name, formats }: (typeof QUESTIONS)[number]): string {
  return `attune evaluate ${name} --format ${formats[0]} --help`;
}

function textOf({ question, metrics, rows, seconds, peakMemoryMB, protocol, skippedLines, skipped }: EvaluationReport) {
  const figures = Object.entries(metrics).map(([name, value]) => `  ${name.padEnd(24)}${Number(value.toPrecision(6))}`);
  return [
    `${question}: ${rows} rows in ${seconds.toFixed(1)} s, ${peakMemoryMB} MB at most`,
    ...figures,
    protocol,
    ...(skippedLines > 0 ? [`${skippedLines} lines were skipped:`, ...skipped] : []),
  ].join('\n');
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('Give a share between 0 and 1, e.g. 0.2.');
}
