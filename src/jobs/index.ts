export { createBullQueue } from './bull-queue.js';
export type { Job, JobQueue } from './job-queue.js';
export {
  announce,
  backoff,
  DELIVERY_MS,
  type Deliverer,
  type Delivery,
  deliverEntry,
  leaseFor,
  runOutbox,
} from './outbox-jobs.js';
