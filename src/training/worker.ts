import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { TASKS, type TaskName } from './tasks.js';

/** The process's own entry: one task, one answer. An error is told by its name and sentence, for it must be copied. */

const NICEST = 19;
const THREADS = '/proc/self/task';

/**
 * A fit takes the time that serving leaves, and so do the threads that collect its garbage. On Linux a core on which
 * only an idle process runs counts as free for whoever wakes up (sched(7), SCHED_IDLE); Node knows no more than
 * niceness, which holds where util-linux is missing, and there for each thread by itself.
 */
function giveWay(): void {
  const threads = existsSync(THREADS) ? readdirSync(THREADS).map(Number) : [process.pid];
  for (const thread of threads) {
    try {
      setPriority(thread, NICEST);
    } catch {
      // It has ended since it was listed, or nothing may be changed here: then the fit runs as it is.
    }
  }
  if (process.platform !== 'linux') return;
  spawnSync('chrt', ['--idle', '--all-tasks', '--pid', '0', String(process.pid)], { stdio: 'ignore' });
}

function answer(message: object): void {
  process.send?.(message, () => process.disconnect());
}

// A signal to the whole group, as of a terminal or a service manager, is for whoever asked for the fit: they end it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
giveWay();
process.once('message', ({ task, given }: { task: TaskName; given: never }) => {
  try {
    answer({ found: TASKS[task](given) });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    answer({ failed: { name, message } });
  }
});
