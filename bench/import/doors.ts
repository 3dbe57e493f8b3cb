import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Collection, Db } from 'mongodb';
import { createKey } from '../../src/features/api-keys/index.js';
import { TENANT, type TestApp } from '../../test/support/app.js';
import type { SentEvent } from './school.js';

/** The API as another program has it: over HTTP. */
export interface ApiDoor {
  post(path: string, body: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function openApi({ app, scope }: TestApp): Promise<ApiDoor> {
  const server = createServer(app.web);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const scopes = ['courses:write', 'learners:write', 'events:write', 'evidence:write'] as const;
  const secret = randomUUID().replaceAll('-', '').padEnd(43, 'x');
  const draft = { name: 'bench', scopes, expiresAt: null };
  const key = await createKey(scope, draft, { id: 'bench-key', secret, now: new Date() });
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  return {
    async post(path, body) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/${path}`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Sends one batch, and sees that all of it is in the ledger then; once more where the service was away for a moment. */
export async function sendBatch(api: ApiDoor, body: string, count: number): Promise<void> {
  const answer = await api.post('events', body).catch(() => api.post('events', body));
  const { recorded, known } = answer as { recorded: number; known: number };
  if (recorded + known !== count) throw new Error(`${recorded + known} of ${count} events were recorded.`);
}

export const bodyOf = (events: readonly SentEvent[]): string => JSON.stringify({ events });

type Fact = { _id: string } & Record<string, unknown>;

/** A collection with the validator and the indexes of the ledger, and nothing that folds. */
export async function bareLedger(db: Db): Promise<Collection<Fact>> {
  const [ledger] = await db.listCollections({ name: 'user_interactions' }).toArray();
  const options = ledger && 'options' in ledger ? ledger.options : undefined;
  const bare = await db.createCollection<Fact>('bare_interactions', { validator: options?.validator });
  const indexes = await db.collection('user_interactions').indexes();
  for (const { name, key, unique } of indexes) {
    if (name !== '_id_') await bare.createIndex(key, { ...(name && { name }), ...(unique && { unique }) });
  }
  return bare;
}

/** The facts that a batch has become, as they are stored, in order. */
export async function storedFacts(db: Db, events: readonly SentEvent[]): Promise<Fact[]> {
  const wanted = new Map<string, string[]>();
  for (const { userId, key } of events) wanted.set(userId, [...(wanted.get(userId) ?? []), `event:${key}`]);
  // With the institution, as the index begins: without it each batch would read the whole ledger.
  const branches = [...wanted].map(([user_id, keys]) => ({ tenant: TENANT, user_id, key: { $in: keys } }));
  return db.collection<Fact>('user_interactions').find({ $or: branches }).toArray();
}
