import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { buildAssets } from '../scripts/build-assets.js';
import { createKey } from '../src/features/api-keys/index.js';
import { ensureInstitution } from '../src/features/institutions/index.js';
import { API_SCOPES } from '../src/http/index.js';
import { systemRandomness } from '../src/lti/index.js';
import { createKeyring, migrateUp, openStorage } from '../src/storage/index.js';
import { projectRoot, releaseTestServices, uniqueDatabase } from '../test/support/services.js';
import { freePort } from './launch/server-process.js';

export const TENANT = 'bench';

/** The product on this machine, in processes of its own, and a key that opens everything in its API. */
export interface Product {
  readonly url: string;
  readonly key: string;
  readonly mongoUri: string;
  /** What a command of `attune` needs to work on the same data. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const POLL_MS = 100;

/** @param worker  whether a worker runs beside the web process */
export async function startProduct({ worker = true }: { worker?: boolean } = {}): Promise<Product> {
  await buildAssets();
  const database = await uniqueDatabase();
  const [port, secret] = [String(await freePort()), randomBytes(32)];
  const url = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: 'development',
    PORT: port,
    PUBLIC_URL: url,
    MONGODB_URI: database.mongoUri,
    REDIS_URL: database.redisUrl,
    ENCRYPTION_KEYS: `bench:${secret.toString('base64')}`,
    // Requests are counted as always; a whole school behind one address would be over the limits.
    RATE_LIMIT_APP: '9999999/9999999',
    LOG_LEVEL: 'warn',
  };
  const key = await prepare(database.mongoUri, secret);
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(children.map(end));
    await database.drop();
    await releaseTestServices();
  };
  try {
    for (const role of worker ? ['web', 'worker'] : ['web']) children.push(await start({ ...env, ROLE: role }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, key, mongoUri: database.mongoUri, env, stop };
}

async function prepare(mongoUri: string, secret: Buffer): Promise<string> {
  const storage = await openStorage(mongoUri, createKeyring([{ id: 'bench', secret }]));
  try {
    await migrateUp(storage.connection);
    const now = new Date();
    await ensureInstitution(storage, TENANT, 'Bench', now);
    const draft = { name: 'bench', scopes: API_SCOPES, expiresAt: null };
    return await createKey(storage.scope(TENANT), draft, { id: randomUUID(), secret: systemRandomness.secret(), now });
  } finally {
    await storage.close();
  }
}

/** Its own log goes nowhere: a reader of it would be on the same two cores. What it complains of is seen. */
async function start(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const latest = performance.now() + READY_MS;
  // A worker answers nobody; it takes what waits as soon as it can.
  while (env.ROLE === 'web' && !(await answers(`${env.PUBLIC_URL}/health/ready`))) {
    if (child.exitCode !== null) throw new Error(`The product ended at its start (${child.exitCode}).`);
    if (performance.now() > latest) throw new Error('The product did not start in a minute.');
    await setTimeout(POLL_MS);
  }
  return child;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
