import type { ChildProcess } from 'node:child_process';
import { startWorker } from './start-worker.js';
import type { TaskName, TrainingTasks } from './tasks.js';
import { TrainingError } from './training-error.js';

/** How a fit in a worker is held. */
export interface TrainingOptions {
  /** Milliseconds after which the worker is ended. */
  readonly timeLimit?: number;
  /** Memory of the worker's old generation, in MB; beyond it the worker ends, and only the worker. */
  readonly memoryLimit?: number;
  /** Ends the worker when it aborts. */
  readonly signal?: AbortSignal;
}

const TEN_MINUTES = 600_000;
const MEMORY_MB = 1_024;
const LAST_WORDS = 2_000;
type Answer<Found> =
  | { readonly found: Found }
  | { readonly failed: { readonly name: string; readonly message: string } };

/**
 * What a fit finds, worked out in a process of its own, so that this one goes on serving meanwhile and nothing of the
 * fit, its garbage included, keeps others waiting. The same data give the same bytes as in this process.
 *
 * @throws TrainingError when the fit refuses its data, takes longer than the limit, runs out of memory or is aborted
 */
export async function trainInWorker<Name extends TaskName>(
  task: Name,
  given: TrainingTasks[Name]['given'],
  { timeLimit = TEN_MINUTES, memoryLimit = MEMORY_MB, signal }: TrainingOptions = {},
): Promise<TrainingTasks[Name]['found']> {
  if (signal?.aborted) throw new TrainingError(task, 'it was aborted before it began');
  const { worker, stopPacing } = startWorker(memoryLimit);
  const told = lastWords(worker);
  const end = () => void worker.kill('SIGKILL');
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  process.once('exit', end);
  try {
    return await new Promise((done, failed) => {
      const fail = (reason: string, cause?: unknown) => failed(new TrainingError(task, reason, { cause }));
      timer = setTimeout(() => fail(`it took longer than ${timeLimit} ms`), timeLimit);
      abort = () => fail('it was aborted');
      signal?.addEventListener('abort', abort, { once: true });
      worker.once('message', (answer: Answer<TrainingTasks[Name]['found']>) => {
        if ('found' in answer) done(answer.found);
        else fail(answer.failed.message, answer.failed);
      });
      worker.once('error', (error) => fail(error.message, error));
      worker.once('close', (code, by) => fail(endOf(code ?? by), told()));
      worker.send({ task, given }, (error) => error && fail(error.message, error));
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
    process.removeListener('exit', end);
    stopPacing();
    end();
  }
}

/** The last that a worker wrote to its error output: it names what it could not even answer. */
function lastWords({ stderr }: ChildProcess): () => string {
  let words = '';
  stderr?.setEncoding('utf8').on('data', (more: string) => {
    words = (words + more).slice(-LAST_WORDS);
  });
  return () => words;
}

/** V8 aborts where it gets no more memory. */
const endOf = (how: number | string | null): string =>
  how === 'SIGABRT' || how === 134 ? 'it ran out of memory' : `its worker ended (${how}) and gave no answer`;
