import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Arrival } from '../../src/features/courses/index.js';
import { createGradebook } from '../../src/features/practice/index.js';
import { type Deliverer, deliverEntry, type JobQueue } from '../../src/jobs/index.js';
import { createGradeService, type GradeBook } from '../../src/lti/grades/index.js';
import { createLmsServices, type HttpLimits } from '../../src/lti/services/index.js';
import { createOutbox, type Outbox, type OutboxEntry } from '../../src/storage/index.js';
import { AgsServer, type Column, RIGHTS } from '../lti/grades/support/ags-server.js';
import { keyPair, registryOf } from '../lti/grades/support/grade-world.js';
import { TENANT } from './app.js';
import { Classroom, type Pupil } from './classroom.js';

/** When a process may die in a delivery: with the entry in hand, before the score leaves, after it, and settled. */
export const MOMENTS = ['claimed', 'begun', 'answered', 'settled'] as const;
export type Moment = (typeof MOMENTS)[number];

/** A process that delivers: what it remembers (tokens, which LMS is in trouble) ends with it. */
export interface DeliveringProcess {
  /** One attempt at a grade; nothing when it is not due or in other hands. */
  deliver(gradeId: string): Promise<void>;
}

class Killed extends Error {}

const NO_QUEUE: JobQueue = {
  process: () => undefined,
  repeat: () => undefined,
  request: () => undefined,
  ping: async () => undefined,
  close: async () => undefined,
};

/**
 * A classroom whose grades travel: the real use cases, outbox and grade service on a real MongoDB, and over HTTP an LMS
 * on loopback. There is no queue: a test says when a delivery is tried.
 */
export class GradedRoom {
  readonly outbox: Outbox;

  private constructor(
    readonly room: Classroom,
    readonly lms: AgsServer,
    private readonly limits: Partial<HttpLimits>,
  ) {
    this.outbox = createOutbox(room.app.app.storage.connection);
  }

  static async open(
    options: Parameters<typeof Classroom.open>[0] = {},
    limits: Partial<HttpLimits> = {},
  ): Promise<GradedRoom> {
    const room = await Classroom.open(options);
    const lms = await new AgsServer(keyPair.publicKey, room.app.clock).listen();
    return new GradedRoom(room, lms, limits);
  }

  /** A process; with a moment, one that dies then in its first delivery that comes so far. */
  newProcess(death: Moment | null = null): DeliveringProcess {
    const { room, lms, outbox } = this;
    const { clock } = room.app;
    const keys = registryOf(lms, [lms.origin]);
    const log = pino({ level: 'silent' });
    const [config, newId] = [{ insecurePlatformOrigins: [lms.origin] }, randomUUID];
    const calls = createLmsServices({ keys, config, version: '0.1.0', clock, newId, limits: this.limits });
    const life = { over: false };
    const die = (moment: Moment): void => {
      if (moment !== death) return;
      life.over = true;
      throw new Killed();
    };
    const book = mortal(createGradebook(room.deps), die);
    const grade: Deliverer = createGradeService({ keys, calls, book, clock, log }).deliver;
    const deps = { outbox: silentWhenOver(outbox, life), queue: NO_QUEUE, deliverers: { grade }, clock, newId, log };
    return {
      async deliver(gradeId) {
        try {
          await deliverEntry({ ...deps, random: () => 1 }, `grade:${gradeId}`);
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        }
      },
    };
  }

  /** Somebody new in front of a link of their own; the launch names its column, or the tool has to find one. */
  async pupil(
    custom: Record<string, string> = {},
    { family = 'moodle', coupled = true }: { family?: 'moodle' | 'canvas'; coupled?: boolean } = {},
  ): Promise<Pupil> {
    const link = { id: `link ${randomUUID()}`, title: 'Practice' };
    const { id: lineItem } = coupled ? this.lms.addColumn({ resourceLinkId: link.id }) : { id: null };
    const { lineItems } = this.lms;
    const services: Arrival['services'] = {
      ...{ client_id: 'attune-client', deployment_id: '1', scopes: Object.values(RIGHTS) },
      line_items: lineItems,
      family,
    };
    return this.room.pupil(custom, { link, services, lineItem });
  }

  async entryOf({ gradeId }: Pupil): Promise<OutboxEntry | null> {
    return (await this.room.outboxOf(gradeId)) as unknown as OutboxEntry | null;
  }

  /** The columns of somebody's link. */
  async columnsOf(pupil: Pupil): Promise<Column[]> {
    const { resource_link_id: link } = await this.room.placement(pupil);
    return this.lms.columns.filter(({ resourceLinkId }) => resourceLinkId === link);
  }

  /** Everything is well again and time passes, until the outbox has nothing more to do; what was given up is sent again. */
  async settleDown(pupil: Pupil, process: DeliveringProcess, rounds = 12): Promise<void> {
    this.lms.mend();
    const { clock } = this.room.app;
    for (let round = 0; round < rounds; round += 1) {
      await this.outbox.resend({ tenant: TENANT, id: `grade:${pupil.gradeId}` }, clock());
      const entry = await this.entryOf(pupil);
      if (!entry || entry.state === 'delivered') return;
      const free = Math.max(entry.due_at.getTime(), entry.lease?.until.getTime() ?? 0) - clock().getTime();
      clock.advance(Math.max(0, free) + LONGER_THAN_A_BREAKER_MS);
      await process.deliver(pupil.gradeId);
    }
    throw new Error(`The delivery did not come to rest: ${(await this.entryOf(pupil))?.problem}`);
  }

  async close(): Promise<void> {
    await this.lms.close();
    await this.room.close();
  }
}

const LONGER_THAN_A_BREAKER_MS = 61_000;

function mortal(book: GradeBook, die: (moment: Moment) => void): GradeBook {
  return {
    ...book,
    async select(...args) {
      die('claimed');
      return book.select(...args);
    },
    async beginSend(...args) {
      const begun = await book.beginSend(...args);
      die('begun');
      return begun;
    },
    async settle(...args) {
      die('answered');
      await book.settle(...args);
      die('settled');
    },
  };
}

/** What a dead process would have written is not written. */
function silentWhenOver(outbox: Outbox, life: { readonly over: boolean }): Outbox {
  const unlessOver = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (life.over) throw new Killed();
      return work(...args);
    };
  };
  const { delivered, retry, dead } = outbox;
  return { ...outbox, delivered: unlessOver(delivered), retry: unlessOver(retry), dead: unlessOver(dead) };
}
