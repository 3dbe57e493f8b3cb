import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import { type App, type AppParts, createApp } from './app.js';
import { type Config, ConfigError } from './config.js';
import { assertMigrated } from './storage/index.js';

/** What a process does: answers browsers, delivers in the background, or both. */
export type ProcessRole = 'web' | 'worker' | 'all';

export interface RunningProgram {
  readonly app: App;
  /** Where it answers; null for a worker. */
  readonly port: number | null;
  close(): Promise<void>;
}

const DRAIN_MS = 10_000;
const LINGER_MS = 1_000;

/** A configuration with both addresses known. */
export function withAddresses(config: Config): AppParts['config'] {
  const { mongodbUri, redisUrl } = config;
  if (mongodbUri === undefined || redisUrl === undefined) {
    throw new ConfigError('MONGODB_URI and REDIS_URL: give both, or start with --embedded to run your own.');
  }
  return { ...config, mongodbUri, redisUrl };
}

/**
 * Starts one process of the tool.
 *
 * @throws Error with one sentence when the database is not there, lacks transactions or lacks migrations
 */
export async function startProgram(parts: AppParts, role: ProcessRole): Promise<RunningProgram> {
  const app = await createApp(parts);
  let server: Server | null = null;
  try {
    await assertMigrated(app.storage.connection);
    if (role !== 'worker') server = await listen(app, parts.config);
    if (role !== 'web') app.startWorker();
  } catch (error) {
    await app.close();
    throw error;
  }
  const address = server?.address();
  return {
    app,
    port: address && typeof address === 'object' ? address.port : null,
    async close() {
      if (server) await drain(server);
      await app.close();
    },
  };
}

/** Runs until the process is told to end, then finishes what is under way. */
export async function runUntilSignal(program: RunningProgram, log: Logger): Promise<void> {
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, resolve);
  });
  log.info({ signal }, 'stopping');
  await program.close();
}

/** For the very end: what hangs even now, say a job that never ends, does not keep the process. */
export function endSoon(): void {
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

/**
 * How long a client may take to say what it wants. A launch or an answer is a few kilobytes, so whoever is slower than
 * this holds connections open on purpose (slowloris).
 */
export const SERVER_LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 };

function listen({ web }: App, { port, host }: Config): Promise<Server> {
  const server = createServer({ ...SERVER_LIMITS, maxHeaderSize: 16_384, keepAliveTimeout: 65_000 }, web);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use. Stop the other program, or choose another port.`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve(server));
  });
}

function drain(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  server.closeIdleConnections();
  return new Promise((resolve) =>
    server.close(() => {
      clearTimeout(timer);
      resolve();
    }),
  );
}
