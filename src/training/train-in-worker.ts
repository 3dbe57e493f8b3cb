import { existsSync } from 'node:fs';
import { type Transferable, Worker } from 'node:worker_threads';
import type { TaskName, TrainingTasks } from './tasks.js';
import { TrainingError } from './training-error.js';

/** How a fit in a worker is held. */
export interface TrainingOptions {
  /** Milliseconds after which the thread is ended. */
  readonly timeLimit?: number;
  /** Memory of the thread's old generation, in MB; beyond it the thread ends, and only the thread. */
  readonly memoryLimit?: number;
  /** Ends the thread when it aborts. */
  readonly signal?: AbortSignal;
  /** Buffers of `given` that are handed over and not copied; they are empty here afterwards. */
  readonly transfer?: readonly Transferable[];
}

const TEN_MINUTES = 600_000;
const MEMORY_MB = 1_024;
/** Compiled, the worker lies beside this file; from sources it is TypeScript, which tsx reads. */
const COMPILED = new URL('./worker.js', import.meta.url);
const SOURCE = new URL('./worker.ts', import.meta.url);

type Answer<Found> =
  | { readonly found: Found }
  | { readonly failed: { readonly name: string; readonly message: string } };

/**
 * What a fit finds, worked out in a thread of its own, so that the process goes on serving meanwhile. The same data
 * give the same bytes as in this thread.
 *
 * @throws TrainingError when the fit refuses its data, takes longer than the limit, runs out of memory or is aborted
 */
export async function trainInWorker<Name extends TaskName>(
  task: Name,
  given: TrainingTasks[Name]['given'],
  { timeLimit = TEN_MINUTES, memoryLimit = MEMORY_MB, signal, transfer = [] }: TrainingOptions = {},
): Promise<TrainingTasks[Name]['found']> {
  if (signal?.aborted) throw new TrainingError(task, 'it was aborted before it began');
  const worker = startWorker({
    workerData: { task, given },
    transferList: [...transfer],
    resourceLimits: { maxOldGenerationSizeMb: memoryLimit },
  });
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
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
      worker.once('exit', (code) => fail(`its thread ended with code ${code} and no answer`));
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function startWorker(options: ConstructorParameters<typeof Worker>[1]): Worker {
  if (existsSync(COMPILED)) return new Worker(COMPILED, options);
  const tsx = import.meta.resolve('tsx/esm/api');
  const entry = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(SOURCE.href)}); })`;
  return new Worker(entry, { ...options, eval: true });
}
