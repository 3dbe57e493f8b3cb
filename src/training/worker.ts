import { spawnSync } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { TASKS, type TaskName } from './tasks.js';

/** The thread's own entry: one task, one answer. An error is told by its name and sentence, for it must be copied. */
const { task, given } = workerData as { task: TaskName; given: never };

const NICEST = 19;
const THIS_THREAD = '/proc/thread-self';

/**
 * A fit takes the time that serving leaves. On Linux each thread has a priority of its own, and a core on which only an
 * idle one runs counts as free for whoever wakes up (sched(7), SCHED_IDLE); Node knows no more than niceness, which
 * holds where util-linux is missing. Elsewhere a priority would hold for the whole process, so there is none.
 */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  setPriority(NICEST);
  if (!existsSync(THIS_THREAD)) return;
  spawnSync('chrt', ['--idle', '--pid', '0', basename(readlinkSync(THIS_THREAD))], { stdio: 'ignore' });
}

giveWay();
try {
  parentPort?.postMessage({ found: TASKS[task](given) });
} catch (error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  parentPort?.postMessage({ failed: { name, message } });
}
