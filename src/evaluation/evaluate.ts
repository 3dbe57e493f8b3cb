import { EvaluationError } from './evaluation-error.js';
import { lineReader, type MalformedPolicy } from './lines.js';
import type { EvaluationRequest, Findings, Source } from './question.js';
import { QUESTIONS } from './questions/index.js';

export interface EvaluationOptions extends Omit<EvaluationRequest, 'lines' | 'source'> {
  readonly train?: string | undefined;
  readonly test?: string | undefined;
  readonly data?: string | undefined;
  readonly malformed: MalformedPolicy;
}

export interface EvaluationReport extends Findings {
  readonly question: string;
  readonly seconds: number;
  readonly peakMemoryMB: number;
  readonly skippedLines: number;
  /** The first skipped lines, and why. */
  readonly skipped: readonly string[];
}

/**
 * Answers one question on data from files.
 *
 * @throws EvaluationError when question, format, files or a line are not what they must be
 */
export async function evaluate(name: string, options: EvaluationOptions): Promise<EvaluationReport> {
  const question = QUESTIONS.find((each) => each.name === name);
  if (!question) {
    throw new EvaluationError(
      `There is no question "${name}". Ask one of: ${QUESTIONS.map((q) => q.name).join(', ')}.`,
    );
  }
  if (!question.formats.includes(options.format)) {
    throw new EvaluationError(
      `The question ${name} reads ${question.formats.join(', ')}; "${options.format}" is none of them.`,
    );
  }
  const lines = lineReader(options.malformed);
  const start = performance.now();
  const findings = await question.run({ ...options, source: sourceOf(options), lines });
  if (findings.rows === 0) throw new EvaluationError('There is no row to test on.');
  return {
    question: name,
    ...findings,
    seconds: (performance.now() - start) / 1000,
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    skippedLines: lines.skipped.count,
    skipped: lines.skipped.first,
  };
}

function sourceOf({ train, test, data, holdout }: EvaluationOptions): Source {
  if (data === undefined && holdout !== undefined) {
    throw new EvaluationError('--holdout parts one file: give it with --data, not with --train and --test.');
  }
  if (data !== undefined && train === undefined && test === undefined) return { data };
  if (data === undefined && train !== undefined && test !== undefined) return { train, test };
  throw new EvaluationError('Give either --train FILE and --test FILE, or --data FILE.');
}
