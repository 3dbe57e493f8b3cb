import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { pino } from 'pino';
import type { Config } from '../../../src/config.js';
import { AppError, createRenderer, loadWords, type RenderPage, securityHeaders } from '../../../src/http/index.js';
import {
  type Administration,
  type AdmittedLaunch,
  addPlatform,
  createAdministration,
  createLtiRouter,
  DeepLinkingReturn,
  DeepLinkRequests,
  Deployments,
  type LaunchOutcome,
  LtijsPlatformRegistry,
  type MakeKeyPair,
  MongoLtijsDatabase,
  makeRsaKeyPair,
  type PlatformOrder,
  SessionStore,
  systemRandomness,
} from '../../../src/lti/index.js';
import { createKeyring, openStorage, type Storage } from '../../../src/storage/index.js';
import { migratedDatabase, projectRoot } from '../../support/services.js';
import type { FakePlatform } from './fake-platform.js';

export const PUBLIC_URL = 'https://tool.example';

/** A door without limits; what they do is tested on the whole tool. */
const NO_LIMITS = {
  address: (): RequestHandler => (_request, _response, next) => next(),
  institution: async () => null,
};

let onePair: ReturnType<MakeKeyPair> | undefined;
/** One pair for all platforms of a run: what is made of a pair is tested, and how long it takes to make is not. */
export const samePair: MakeKeyPair = () => {
  onePair ??= makeRsaKeyPair();
  return onePair;
};

/** Keys for secrets at rest, the newest first. */
export function keys(...ids: string[]) {
  return createKeyring(ids.map((id) => ({ id, secret: Buffer.alloc(32, id) })));
}

/** A migrated database of its own, until it is closed. */
export async function openTestStorage(): Promise<Storage> {
  const { mongoUri, drop } = await migratedDatabase();
  const storage = await openStorage(mongoUri, keys('k1'));
  const close = async (): Promise<void> => {
    await storage.close();
    await drop();
  };
  return { ...storage, close };
}

/** Empties a database and leaves its collections. */
export async function emptyDatabase({ connection }: Storage): Promise<void> {
  const collections = (await connection.db?.collections()) ?? [];
  await Promise.all(collections.map((collection) => collection.deleteMany({})));
}

/** The door, with everything behind it put down in `received`. */
export class LtiApp {
  now = new Date();
  readonly received: AdmittedLaunch[] = [];
  outcome: Partial<LaunchOutcome> = {};
  readonly logged: string[] = [];
  readonly institutions = new Map<string, string>();
  readonly app: Express = express();
  readonly clock = () => this.now;
  readonly registry: LtijsPlatformRegistry;
  readonly deployments: Deployments;
  readonly sessions: SessionStore;
  readonly deepLinking: DeepLinkingReturn;
  readonly administration: Administration;
  readonly renderPage: RenderPage;
  readonly #words = loadWords(join(projectRoot, 'views/locales'), { strict: true });
  readonly #pages = mkdtempSync(join(tmpdir(), 'attune-pages-'));

  private constructor(
    readonly storage: Storage,
    insecureOrigins: string[],
    publicUrl: string,
  ) {
    const parts = { storage, randomness: systemRandomness, clock: this.clock };
    this.registry = new LtijsPlatformRegistry(
      new MongoLtijsDatabase(storage, systemRandomness, this.clock),
      systemRandomness,
      this.clock,
      samePair,
    );
    this.deployments = new Deployments(storage, systemRandomness, this.clock);
    this.sessions = new SessionStore({ ...parts, minutes: 240, idleMinutes: 120 });
    this.app.use(securityHeaders({ https: true }));
    this.renderPage = this.#renderer();
    this.deepLinking = new DeepLinkingReturn({
      storage,
      requests: new DeepLinkRequests(storage),
      registry: this.registry,
      randomness: systemRandomness,
      clock: this.clock,
      publicUrl,
      renderPage: this.renderPage,
      words: this.#words,
    });
    this.administration = createAdministration({
      ...{ storage, registry: this.registry, randomness: systemRandomness, clock: this.clock },
      institutions: { ensure: async (id, name) => void this.institutions.set(id, name) },
      rules: { insecureOrigins },
    });
    const config: Pick<Config, 'publicUrl' | 'insecurePlatformOrigins' | 'sessionMinutes'> = {
      publicUrl,
      insecurePlatformOrigins: insecureOrigins,
      sessionMinutes: 240,
    };
    const log = pino({ level: 'debug' }, { write: (line) => void this.logged.push(line) });
    const receiver = { receive: async (launch: AdmittedLaunch) => this.#receive(launch) };
    const { registry, deployments, sessions, renderPage } = this;
    this.app.use(
      '/lti',
      createLtiRouter({
        ...parts,
        config,
        registry,
        deployments,
        sessions,
        receiver,
        log,
        renderPage,
        translator: this.#words.translator,
        limits: NO_LIMITS,
      }),
    );
    this.app.use(((error, _request, response, _next) => {
      response.status(error instanceof AppError ? error.status : 500).send('the edge');
    }) satisfies express.ErrorRequestHandler);
  }

  static async start(platform: Pick<FakePlatform, 'origin'>, publicUrl = PUBLIC_URL): Promise<LtiApp> {
    return new LtiApp(await openTestStorage(), [platform.origin], publicUrl);
  }

  /** Registers the platform and approves its first deployment. */
  async connect(platform: Pick<FakePlatform, 'order'>, changes: Partial<PlatformOrder> = {}) {
    return addPlatform(this.administration, { ...platform.order, deployments: ['deployment-1'], ...changes });
  }

  /** As when it was new. */
  async reset(): Promise<void> {
    await emptyDatabase(this.storage);
    // The door may act for a quarter of a second on what it read before; see LeasedReads.
    await new Promise((resolve) => setTimeout(resolve, 260));
    this.received.length = 0;
    this.logged.length = 0;
    this.institutions.clear();
    this.outcome = {};
    this.now = new Date();
  }

  count(collection: string): Promise<number> {
    return this.storage.connection.collection(collection).countDocuments();
  }

  pass(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  async close(): Promise<void> {
    await this.storage.close();
    rmSync(this.#pages, { recursive: true });
  }

  #receive(launch: AdmittedLaunch): LaunchOutcome {
    this.received.push(launch);
    return {
      userId: `user-of-${launch.subject}`,
      courseId: `course-of-${launch.context?.id ?? 'none'}`,
      placementId: launch.resourceLink ? 'placement-1' : null,
      synthetic: false,
      landing: launch.messageType === 'deep-linking' ? 'deep-link' : 'practice',
      ...this.outcome,
    };
  }

  /** The real pages and words, in a layout of nothing. */
  #renderer(): RenderPage {
    const real = (name: string) => join(projectRoot, 'views', name);
    for (const name of ['pages', 'partials']) symlinkSync(real(name), join(this.#pages, name));
    mkdirSync(join(this.#pages, 'layouts'));
    writeFileSync(join(this.#pages, 'layouts/main.hbs'), '<html lang="{{language}}" dir="{{direction}}">{{{body}}}');
    const assets = ['launch-login.js', 'launch-proof.js', 'launch-submit.js'].map((name) => [name, '1']);
    writeFileSync(join(this.#pages, 'manifest.json'), JSON.stringify(Object.fromEntries(assets)));
    return createRenderer({ views: this.#pages, assets: this.#pages, words: this.#words });
  }
}
