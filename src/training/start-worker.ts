import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Compiled, the worker lies beside this file; from sources it is TypeScript, which tsx reads. */
const COMPILED = fileURLToPath(new URL('./worker.js', import.meta.url));
const SOURCE = fileURLToPath(new URL('./worker.ts', import.meta.url));
/** From util-linux: the worker is ended by the kernel when this process is, however that ends. */
const WITH_ITS_PARENT = ['setpriv', '--pdeathsig', 'KILL', '--'];

/** A fit that is over by then runs through. Milliseconds. */
const UNPACED_MS = 2_000;
/** After that it works so long and rests so long, in turns. Milliseconds. */
const [WORK_MS, REST_MS] = [50, 50];

/** A process for one fit, and how its pacing is ended. */
export interface StartedWorker {
  readonly worker: ChildProcess;
  readonly stopPacing: () => void;
}

/**
 * Of what this process knows, its secrets among it, a fit needs nothing but where programs are.
 *
 * Two threads of a core share its caches and units, so even a process of the idle class slows down whoever serves beside
 * it. A long fit therefore rests half of the time. It is paced only where it cannot outlive this process, which would
 * leave it resting for ever.
 */
export function startWorker(memoryLimit: number): StartedWorker {
  const compiled = existsSync(COMPILED);
  const tie = diesWithParent() ? WITH_ITS_PARENT : [];
  const words = [
    ...(compiled ? [] : ['--import', import.meta.resolve('tsx')]),
    `--max-old-space-size=${memoryLimit}`,
    compiled ? COMPILED : SOURCE,
  ];
  const [command = process.execPath, ...before] = [...tie, process.execPath];
  const worker = spawn(command, [...before, ...words], {
    serialization: 'advanced',
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return { worker, stopPacing: diesWithParent() ? pace(worker) : () => undefined };
}

let tied: boolean | undefined;

function diesWithParent(): boolean {
  const [command = '', ...words] = [...WITH_ITS_PARENT, process.execPath, '--version'];
  tied ??= process.platform === 'linux' && spawnSync(command, words, { stdio: 'ignore' }).status === 0;
  return tied;
}

function pace(worker: ChildProcess): () => void {
  let timer: NodeJS.Timeout;
  const rest = (): void => {
    worker.kill('SIGSTOP');
    timer = setTimeout(work, REST_MS);
  };
  const work = (): void => {
    worker.kill('SIGCONT');
    timer = setTimeout(rest, WORK_MS);
  };
  timer = setTimeout(rest, UNPACED_MS);
  return () => clearTimeout(timer);
}
