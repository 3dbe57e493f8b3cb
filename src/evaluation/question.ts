import { EvaluationError } from './evaluation-error.js';
import type { LineReader } from './lines.js';

/** What `attune evaluate` was asked, options parsed and files not yet opened. */
export interface EvaluationRequest {
  readonly format: string;
  readonly source: Source;
  /** Share of the data held out for the test where the split is inside it, in (0, 1); absent: the format's own split. */
  readonly holdout?: number | undefined;
  /** What every draw starts from. */
  readonly seed: number;
  /** `risk`: what is known on this day of the course. */
  readonly day?: number | undefined;
  /** `matrix-csv`: a file of item number and right option, when cells are raw options. */
  readonly key?: string | undefined;
  readonly lines: LineReader;
}

/** Two files, or one that is split inside. */
export type Source = { readonly train: string; readonly test: string } | { readonly data: string };

/** What a question found: figures by their name, the rows they rest on, and how it was done. */
export interface Findings {
  readonly metrics: Readonly<Record<string, number>>;
  /** Predictions, lists or instances that were scored. */
  readonly rows: number;
  /** One paragraph: the split, the model, how its settings were chosen. */
  readonly protocol: string;
}

/** One question that the engine answers and real data can check. */
export interface Question {
  readonly name: string;
  readonly about: string;
  readonly formats: readonly string[];
  run(request: EvaluationRequest): Promise<Findings>;
}

/** The two files of a request. @throws EvaluationError when it names one */
export function requireTrainAndTest({ source, format }: EvaluationRequest): { train: string; test: string } {
  if ('train' in source) return source;
  throw new EvaluationError(`The format ${format} needs --train FILE and --test FILE.`);
}

/** The one file (or folder) of a request. @throws EvaluationError when it names two */
export function requireData({ source, format }: EvaluationRequest): string {
  if ('data' in source) return source.data;
  throw new EvaluationError(
    `The format ${format} is split inside the data: give --data instead of --train and --test.`,
  );
}
