import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { pokerCourse } from '../../content/poker/course.js';
import { importCourse } from '../../src/features/catalogue/index.js';
import { ensureInstitution } from '../../src/features/institutions/index.js';
import {
  addPlatform,
  createAdministration,
  LtijsPlatformRegistry,
  MongoLtijsDatabase,
  systemRandomness,
} from '../../src/lti/index.js';
import { createKeyring, migrateUp, openStorage } from '../../src/storage/index.js';
import type { TestDatabase } from '../../test/support/services.js';
import type { Tool } from './browser.js';
import { CLIENT_ID, DEPLOYMENT, type Lms } from './lms.js';
import { freePort, type ServerProcess, startServer } from './server-process.js';

export interface RunningTool extends Tool {
  readonly server: ServerProcess;
}

const fileAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** ltijs alone, with a callback that says "ok". */
export async function startLtijs(lms: Lms, { mongoUri }: TestDatabase): Promise<RunningTool> {
  const port = String(await freePort());
  const settings = { PORT: port, ISSUER: lms.issuer, CLIENT_ID, MONGODB_URI: mongoUri, NODE_ENV: 'production' };
  return {
    server: await startServer(fileAt('ltijs-tool.mjs'), settings, /ready/),
    origin: `http://127.0.0.1:${port}`,
    loginPath: '/login',
    launchPath: '/',
    authenticationRequest: ({ location }) => location ?? '',
  };
}

/**
 * The whole product as `npm run build` makes it, with a course and a platform. It runs as in development, since
 * production refuses a platform without https; what it checks at a launch is the same.
 */
export async function startAttune(lms: Lms, { mongoUri, redisUrl }: TestDatabase): Promise<RunningTool> {
  const [port, key] = [String(await freePort()), randomBytes(32)];
  await prepare(lms, mongoUri, key);
  const settings = {
    ROLE: 'web',
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MONGODB_URI: mongoUri,
    REDIS_URL: redisUrl,
    ENCRYPTION_KEYS: `bench:${key.toString('base64')}`,
    INSECURE_PLATFORM_ORIGINS: lms.issuer,
    // Each request is counted as always; a whole class's day behind one address would be over the limits.
    ...Object.fromEntries(['LOGIN', 'LAUNCH', 'APP'].map((door) => [`RATE_LIMIT_${door}`, '9999999/9999999'])),
  };
  return {
    server: await startServer(fileAt('../../dist/src/main.js'), settings, /"started"/),
    origin: `http://127.0.0.1:${port}`,
    loginPath: '/lti/login',
    launchPath: '/lti/launch',
    authenticationRequest: ({ text }) => unescaped(/data-address="([^"]*)"/.exec(text)?.[1] ?? ''),
  };
}

async function prepare(lms: Lms, mongoUri: string, secret: Buffer): Promise<void> {
  const [institution, clock] = ['bench', () => new Date()];
  const storage = await openStorage(mongoUri, createKeyring([{ id: 'bench', secret }]));
  try {
    await migrateUp(storage.connection);
    const database = new MongoLtijsDatabase(storage, systemRandomness, clock);
    const administration = createAdministration({
      ...{ storage, randomness: systemRandomness, clock },
      registry: new LtijsPlatformRegistry(database, systemRandomness, clock),
      institutions: {
        async ensure(id: string, name: string) {
          await ensureInstitution(storage, id, name, clock());
        },
      },
      rules: { insecureOrigins: [lms.issuer] },
    });
    const [authUrl, tokenUrl, jwksUrl] = ['auth', 'token', 'jwks'].map((name) => `${lms.issuer}/${name}`) as [
      string,
      string,
      string,
    ];
    const order = { issuer: lms.issuer, clientId: CLIENT_ID, authUrl, tokenUrl, jwksUrl, name: 'Bench', institution };
    await addPlatform(administration, { ...order, deployments: [DEPLOYMENT] });
    await importCourse(storage.scope(institution), pokerCourse({ seed: 'bench', variants: 4 }), clock());
  } finally {
    await storage.close();
  }
}

const unescaped = (text: string): string => text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
