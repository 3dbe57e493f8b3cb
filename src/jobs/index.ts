export { createBullQueue } from './bull-queue.js';
export type { Job, JobQueue } from './job-queue.js';
export { announce, backoff, type Deliverer, type Delivery, deliverEntry, runOutbox } from './outbox-jobs.js';
