import type { Logger } from 'pino';
import { z } from 'zod';
import { traceOf } from '../http/index.js';
import type { Outbox, OutboxEntry } from '../storage/index.js';
import type { JobQueue } from './job-queue.js';

/** What became of one delivery. `retry` and `dead` say why in a sentence for staff. */
export type Delivery =
  | { readonly result: 'delivered' }
  | { readonly result: 'retry'; readonly problem: string; readonly afterMs?: number }
  | { readonly result: 'dead'; readonly problem: string };

export type Deliverer = (entry: OutboxEntry) => Promise<Delivery>;

interface Dependencies {
  readonly outbox: Outbox;
  readonly queue: JobQueue;
  readonly deliverers: Readonly<Record<string, Deliverer>>;
  /** Kinds whose deliveries take long: they have hands of their own, and keep no other waiting. */
  readonly slowKinds?: readonly string[];
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: () => number;
  readonly log: Logger;
  /** How long a deliverer may take, milliseconds. */
  readonly deliveryMs?: number;
}

const OUTBOX_JOB = 'outbox';
const SLOW_JOB = 'outbox slow';
/** How long one delivery may take when nobody says otherwise. */
export const DELIVERY_MS = 45_000;
const SWEEP_MS = 1_000;
const SWEEP_BATCH = 500;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** With doubling waits of at most half an hour this is about a day of trying. */
const MOST_ATTEMPTS = 56;

const TRIED_LONG_ENOUGH = 'That went on for about a day, and Attune has stopped trying. When it is mended, send again.';

const JobData = z.object({ id: z.string().min(1) });

/** Tells the workers that an entry changed. Called after the transaction that enqueued it. */
export function announce(queue: JobQueue, id: string, delayMs = 0): void {
  queue.request(OUTBOX_JOB, { id }, { delayMs });
}

const jobOf = ({ slowKinds = [] }: Dependencies, kind: string): string =>
  slowKinds.includes(kind) ? SLOW_JOB : OUTBOX_JOB;

/** Makes this process a deliverer of the outbox: takes announced entries, and sweeps for those the queue lost. */
export function runOutbox(deps: Dependencies, { concurrency = 4, slowConcurrency = 2 } = {}): void {
  const run = ({ id }: { id: string }) => deliverEntry(deps, id);
  deps.queue.process({ name: OUTBOX_JOB, schema: JobData, concurrency, run });
  deps.queue.process({ name: SLOW_JOB, schema: JobData, concurrency: slowConcurrency, run });
  deps.queue.repeat('outbox sweep', SWEEP_MS, async () => {
    for (const { id, kind } of await deps.outbox.due(deps.clock(), SWEEP_BATCH)) {
      deps.queue.request(jobOf(deps, kind), { id }, { key: `sweep ${id}` });
    }
  });
}

/** How long a delivery is in one pair of hands: longer than it may take, so that nobody begins it while another sends. */
export const leaseFor = (deliveryMs: number): number => Math.ceil((deliveryMs * 4) / 3);

/** One attempt at one entry; nothing happens when it is not due or in other hands. */
export async function deliverEntry(deps: Dependencies, id: string): Promise<void> {
  const owner = deps.newId();
  const entry = await deps.outbox.claim(id, owner, deps.clock(), leaseFor(deps.deliveryMs ?? DELIVERY_MS));
  if (!entry) return;
  const again = (delayMs: number) => deps.queue.request(jobOf(deps, entry.kind), { id }, { delayMs });
  const outcome = await tryToDeliver(deps, entry);
  const now = deps.clock();
  if (outcome.result === 'delivered') {
    if ((await deps.outbox.delivered(entry, owner, now)) === 'changed') again(0);
  } else if (outcome.result === 'dead' || entry.attempts >= MOST_ATTEMPTS) {
    const problem = outcome.result === 'dead' ? outcome.problem : `${outcome.problem} ${TRIED_LONG_ENOUGH}`;
    await deps.outbox.dead(entry, owner, now, problem);
    deps.log.error({ kind: entry.kind, entry: id, problem }, 'a delivery was given up');
  } else {
    const wait = Math.max(outcome.afterMs ?? 0, backoff(entry.attempts, deps.random()));
    await deps.outbox.retry(entry, owner, now, new Date(now.getTime() + wait), outcome.problem);
    deps.log.warn(
      { kind: entry.kind, entry: id, attempts: entry.attempts, wait, problem: outcome.problem },
      'a delivery waits',
    );
    again(wait);
  }
}

async function tryToDeliver({ deliverers, log }: Dependencies, entry: OutboxEntry): Promise<Delivery> {
  const deliver = deliverers[entry.kind];
  if (!deliver)
    return {
      result: 'dead',
      problem: `Nothing here knows how to deliver "${entry.kind}". Update all processes of Attune to one version, then send again.`,
    };
  try {
    return await deliver(entry);
  } catch (error) {
    // What was thrown may quote what was sent; staff see the sentence, the log sees where it happened.
    log.error({ kind: entry.kind, entry: entry._id, problem: traceOf(error) }, 'a delivery broke off');
    return { result: 'retry', problem: 'Something unexpected went wrong while sending; it is tried again by itself.' };
  }
}

/** Exponential backoff with full jitter above one half: between half and all of 1 s, 2 s, 4 s, … 30 min. */
export function backoff(attempts: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1));
  return full * (0.5 + random / 2);
}
