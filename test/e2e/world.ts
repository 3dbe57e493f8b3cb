import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Link } from '../../demo/campus/state.js';
import { type Demo, INSTITUTION, startDemo } from '../../demo/demo.js';
import { type Step, selectItem } from '../../src/features/catalogue/index.js';
import type { InteractionDocument } from '../../src/features/learners/index.js';
import type { Scope } from '../../src/storage/index.js';
import { uniqueDatabase } from '../support/services.js';

/** The demo on free ports and a database of its own: a campus and the tool on two sites. */
export interface World {
  readonly demo: Demo;
  readonly scope: Scope;
  /** What a process of its own needs to work on the same data. */
  readonly environment: Record<string, string>;
  /** The step that a question on a page asks for, found by the question's decision. */
  stepOf(decision: string, step: number): Promise<{ step: Step; seed: string }>;
  /** What the campus's gradebook holds for somebody, on the scale of the column; null for nothing. */
  gradeOf(person: string, activity: string): number | null;
  /** What the tool wants the gradebook to hold for somebody, of 100. */
  worthOf(person: string): Promise<number>;
  /** The ledger of somebody. */
  factsOf(person: string): Promise<InteractionDocument[]>;
  subOf(person: string): string;
  linkOf(activity: string): Link;
  /** The outbox entry of somebody's grade. */
  deliveryOf(person: string): Promise<{ state: string } | null>;
  close(): Promise<void>;
}

interface Decision {
  _id: string;
  chosen: string;
  saw: { catalogue: string; revision: number };
}

export async function startWorld({ learners = 0, worker = true, clock = () => new Date() } = {}): Promise<World> {
  const database = await uniqueDatabase();
  const [toolPort, campusPort] = [await freePort(), await freePort()];
  const demo = await startDemo({
    mongodbUri: database.mongoUri,
    redisUrl: worker ? database.redisUrl : sharedQueue(database.redisUrl),
    toolPort,
    campusPort,
    seed: 'test',
    learners,
    worker,
    clock,
    logLevel: 'silent',
    ...(worker && { queuePrefix: database.redisPrefix }),
    say: () => undefined,
  });
  const scope = demo.program.app.storage.scope(INSTITUTION);
  const subOf = (person: string): string => {
    const found = demo.campus.state.people.find(({ id }) => id === person);
    if (!found) throw new Error(`nobody is called ${person}`);
    return found.sub;
  };
  const { connection } = demo.program.app.storage;
  const userOf = async (person: string) =>
    String((await connection.collection('learners').findOne({ sub: subOf(person) }))?._id);
  return {
    demo,
    scope,
    subOf,
    linkOf(activity) {
      const link = demo.campus.state.links.find(({ title }) => title === activity);
      if (!link) throw new Error(`there is no activity ${activity}`);
      return link;
    },
    async deliveryOf(person) {
      const user = await userOf(person);
      return connection.collection<{ state: string }>('outbox').findOne({ 'subject.gradeId': { $regex: `:${user}$` } });
    },
    gradeOf(person, activity) {
      const row = demo.campus.gradebook(demo.courseId).rows.find((each) => each.person.id === person);
      return row?.cells.find(({ item }) => item.label === activity)?.grade?.score ?? null;
    },
    async worthOf(person) {
      const grade = await connection.collection('grades').findOne({ user_id: await userOf(person) });
      return Math.round(1e6 * (grade?.intended?.score ?? 0)) / 1e4;
    },
    async factsOf(person) {
      const facts = connection.collection<InteractionDocument>('user_interactions');
      return facts
        .find({ user_id: await userOf(person) })
        .sort({ sequence: 1 })
        .toArray();
    },
    environment: {
      MONGODB_URI: database.mongoUri,
      REDIS_URL: sharedQueue(database.redisUrl),
      PUBLIC_URL: demo.toolUrl,
      INSECURE_PLATFORM_ORIGINS: demo.campusUrl,
      LOG_LEVEL: 'warn',
    },
    async stepOf(decision, index) {
      const stored = await connection.collection<Decision>('decisions').findOne({ _id: decision });
      if (!stored) throw new Error('The page names a decision that is not stored.');
      const item = await selectItem(scope, stored.saw.catalogue, stored.chosen, { revision: stored.saw.revision });
      const step = item.steps[index];
      if (!step) throw new Error('The question has no such step.');
      return { step, seed: `${decision}:${step.id}` };
    },
    async close() {
      await demo.close();
      await database.drop();
    },
  };
}

/** A process of its own finds the queue under its usual name, so it gets a Redis database of its own. */
const sharedQueue = (url: string): string => `${url.replace(/\/\d*$/, '')}/5`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
