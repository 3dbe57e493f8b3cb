export type { TaskName, TrainingTasks } from './tasks.js';
export { type TrainingOptions, trainInWorker } from './train-in-worker.js';
export { TrainingError } from './training-error.js';
