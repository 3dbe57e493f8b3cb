import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core';
import { type Campus, createCampus } from '../../../demo/campus/campus.js';
import { defaultSwitches } from '../../../demo/campus/switches.js';
import { type App, createApp } from '../../../src/app.js';
import { loadConfig } from '../../../src/config.js';
import { importCourse } from '../../../src/features/catalogue/index.js';
import { ensureInstitution } from '../../../src/features/institutions/index.js';
import {
  addPlatform,
  createAdministration,
  LtijsPlatformRegistry,
  MongoLtijsDatabase,
  systemRandomness,
} from '../../../src/lti/index.js';
import { withAddresses } from '../../../src/program.js';
import { createHttpVisitor } from '../../e2e/http-visitor.js';
import { samePair } from '../../lti/support/lti-app.js';
import { findChromium } from '../../support/chromium.js';
import { testCourse } from '../../support/course.js';
import { migratedDatabase } from '../../support/services.js';

const CLIENT_ID = 'attune-client';
const SCHOOL = 'campus';

/** A message that some page of either site got from another one. */
export interface Heard {
  readonly by: string;
  readonly from: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One browser in front of the campus: nobody there yet, and nothing kept from before. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly heard: readonly Heard[];
  /** Opens the activity as a student; the frame of the tool. */
  open(): Promise<FrameLocator>;
}

/** A campus and the whole tool on two sites, and a browser that keeps no more than a test lets it. */
export class TwoSites {
  /** Whether cookies reach the tool: in a frame, many browsers send none. */
  cookies = true;

  private constructor(
    readonly app: App,
    readonly campus: Campus,
    readonly toolUrl: string,
    readonly link: string,
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<TwoSites> {
    const database = await migratedDatabase();
    const [server, port] = await listening('localhost');
    const toolUrl = `http://localhost:${port}`;
    const campus = await openCampus(toolUrl);
    const environment = { MONGODB_URI: database.mongoUri, REDIS_URL: database.redisUrl };
    const rules = { NODE_ENV: 'test', PUBLIC_URL: toolUrl, INSECURE_PLATFORM_ORIGINS: campus.issuer };
    const config = withAddresses(loadConfig({ ...environment, ...rules }));
    const log = pino({ level: 'silent' });
    const app = await createApp({ config, log, queuePrefix: database.redisPrefix });
    await register(app, campus);
    await importCourse(app.storage.scope(SCHOOL), testCourse(), new Date());
    const link = campus.addLink({ courseId: campus.state.courses[0]?.id ?? '', title: 'Practice', url: toolUrl }).id;
    const executablePath = await findChromium({ env: process.env, say: console.error });
    // Playwright turns storage partitioning off, and with it local storage in frames of other sites. The last of two
    // such switches holds.
    const args = ['--no-sandbox', '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable'];
    const browser = await chromium.launch({ executablePath, args });
    const sites = new TwoSites(app, campus, toolUrl, link, browser, server, () => database.drop());
    server.on('request', (request, response) => {
      if (!sites.cookies) delete request.headers.cookie;
      app.web(request, response);
    });
    await createHttpVisitor().open('instructor', sites.start);
    // Whoever visits has been here before, and has chosen then.
    await createHttpVisitor().open('mia', sites.start);
    return sites;
  }

  /** The address at which the LMS begins a launch of the activity. */
  get start(): string {
    return `${this.campus.issuer}/lti/start/${this.link}`;
  }

  sessions(): Promise<number> {
    return this.app.storage.connection.collection('sessions').countDocuments();
  }

  /** @param keepsLocally  whether the tool may use local storage */
  async visit({ keepsLocally = true }: { keepsLocally?: boolean } = {}): Promise<Visit> {
    const context = await this.browser.newContext();
    const heard: Heard[] = [];
    await context.exposeBinding('tellTest', (_source, message: Heard) => void heard.push(message));
    await context.addInitScript(listen);
    if (!keepsLocally) await context.addInitScript(forgetEverything, this.toolUrl);
    const page = await context.newPage();
    await context.request.post(`${this.campus.issuer}/campus/enter`, {
      form: { person: 'mia', here: '/' },
      headers: { origin: this.campus.issuer },
    });
    return {
      context,
      page,
      heard,
      open: async () => {
        await page.goto(`${this.campus.issuer}/activities/${this.link}`);
        return page.frameLocator('iframe.tool');
      },
    };
  }

  /** As when it was new, but for who has been here. */
  reset(): void {
    Object.assign(this.campus.state.switches, defaultSwitches());
    this.cookies = true;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.campus.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.app.close();
    await this.drop();
  }
}

/** Waits for the page of the activity itself. */
export const inside = (frame: FrameLocator | Page): Promise<void> =>
  frame.getByRole('heading', { name: 'Practice', exact: true }).waitFor({ timeout: 30_000 });

/** Runs in every page of both sites. */
function listen(): void {
  const tell = (window as unknown as { tellTest: (message: unknown) => void }).tellTest;
  window.addEventListener('message', ({ origin, data }) => tell({ by: location.origin, from: origin, data }));
}

/** Runs in every page: those of the tool have no local storage. */
function forgetEverything(toolUrl: string): void {
  if (location.origin !== toolUrl) return;
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('denied', 'SecurityError');
    },
  });
}

async function listening(host: string): Promise<[Server, number]> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return [server, (server.address() as AddressInfo).port];
}

async function openCampus(toolUrl: string): Promise<Campus> {
  const [probe, port] = await listening('127.0.0.1');
  await new Promise((resolve) => probe.close(resolve));
  const campus = await createCampus({
    origin: `http://127.0.0.1:${port}`,
    tool: {
      origin: toolUrl,
      loginUrl: `${toolUrl}/lti/login`,
      launchUrl: `${toolUrl}/lti/launch`,
      jwksUrl: `${toolUrl}/lti/keys`,
    },
    clientId: CLIENT_ID,
    deploymentIds: ['1'],
    clock: () => new Date(),
    seed: 'acceptance',
  });
  await campus.listen(port, '127.0.0.1');
  return campus;
}

async function register({ storage }: App, { issuer, endpoints }: Campus): Promise<void> {
  const clock = () => new Date();
  const registry = new LtijsPlatformRegistry(
    new MongoLtijsDatabase(storage, systemRandomness, clock),
    systemRandomness,
    clock,
    samePair,
  );
  const administration = createAdministration({
    ...{ storage, registry, randomness: systemRandomness, clock },
    institutions: {
      ensure: async (id: string, name: string) => void (await ensureInstitution(storage, id, name, clock())),
    },
    rules: { insecureOrigins: [issuer] },
  });
  const { authUrl, tokenUrl, jwksUrl } = endpoints;
  const order = { issuer, clientId: CLIENT_ID, authUrl, tokenUrl, jwksUrl, name: 'Campus' };
  await addPlatform(administration, { ...order, institution: SCHOOL, deployments: ['1'] });
}
