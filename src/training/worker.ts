import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { TASKS, type TaskName } from './tasks.js';

/** The thread's own entry: one task, one answer. An error is told by its name and sentence, for it must be copied. */
const { task, given } = workerData as { task: TaskName; given: never };

/** On Linux each thread has a niceness of its own: a fit takes the time that serving leaves. Elsewhere it would hold all. */
const NICEST = 19;
if (process.platform === 'linux') setPriority(NICEST);

try {
  parentPort?.postMessage({ found: TASKS[task](given) });
} catch (error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  parentPort?.postMessage({ failed: { name, message } });
}
