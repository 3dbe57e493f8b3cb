import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BSON } from 'mongodb';
import { pino } from 'pino';
import { type App, createApp } from '../../../src/app.js';
import { loadConfig } from '../../../src/config.js';
import { type Course, importCourse } from '../../../src/features/catalogue/index.js';
import { ensureInstitution } from '../../../src/features/institutions/index.js';
import { giveConsent } from '../../../src/features/privacy/index.js';
import {
  addPlatform,
  createAdministration,
  LtijsPlatformRegistry,
  MongoLtijsDatabase,
  type Platform,
  revokeDeployment,
  systemRandomness,
} from '../../../src/lti/index.js';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import { withAddresses } from '../../../src/program.js';
import { type Claims, FakePlatform } from '../../lti/support/fake-platform.js';
import { samePair } from '../../lti/support/lti-app.js';
import { type TestClock, testClock } from '../../support/app.js';
import { testCourse } from '../../support/course.js';
import { migratedDatabase } from '../../support/services.js';
import { type Answer, ask, formBody } from './ask.js';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const DEPLOYMENT = 'deployment-1';

/** Who a launch is, in the words of the claims. */
export interface Visit {
  readonly sub: string;
  readonly role?: 'Learner' | 'Instructor' | 'Mentor' | 'Guest';
  readonly course?: string;
  readonly link?: string;
  readonly claims?: Claims;
  /** Whether a learner has chosen before, as they have unless a test is about that. */
  readonly consent?: 'given' | 'asked';
}

/** Somebody whom a launch let in. */
export interface Person {
  readonly token: string;
  readonly sessionId: string;
  readonly base: string;
  /** `name=value`, as the browser sends it back. */
  readonly cookie: string;
  readonly userId: string;
  readonly courseId: string;
  readonly placementId: string | null;
  readonly landing: string;
}

/** The session that a launch began. */
export type Opened = Pick<Person, 'token' | 'sessionId' | 'base' | 'cookie' | 'landing'>;

/** @throws Error when the launch let nobody in */
export function openedBy(answer: Answer): Opened {
  const [, base = '', sessionId = '', landing = ''] =
    /^(\/app\/([^/]+))\/(.+)$/.exec(answer.headers.location ?? '') ?? [];
  const set = answer.headers['set-cookie']?.find((line) => line.startsWith(`attune_${sessionId}=`));
  const [cookie = ''] = set?.split(';') ?? [];
  if (answer.status !== 303 || cookie === '') throw new Error(`The launch was answered with ${answer.status}.`);
  return { token: decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)), sessionId, base, cookie, landing };
}

/** Everything that the database holds, one text for each document. */
export type Snapshot = ReadonlyMap<string, string>;

/** The whole tool on a port of its own, two schools that are registered with it, and everything it ever logged. */
export class AttackRoom {
  private constructor(
    readonly app: App,
    /** One line each. */
    readonly logged: string[],
    readonly url: string,
    readonly clock: TestClock,
    readonly home: FakePlatform,
    readonly other: FakePlatform,
    /** What a process of its own needs to be this tool as well. */
    readonly environment: Readonly<Record<string, string>>,
    private readonly server: Server,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open({
    course = testCourse(),
    worker = false,
    settings = {},
  }: {
    course?: Course;
    worker?: boolean;
    settings?: Record<string, string>;
  } = {}) {
    const database = await migratedDatabase();
    const [home, other] = [await FakePlatform.start(), await FakePlatform.start()];
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const environment = {
      NODE_ENV: 'test',
      PUBLIC_URL: url,
      MONGODB_URI: database.mongoUri,
      REDIS_URL: database.redisUrl,
      INSECURE_PLATFORM_ORIGINS: `${home.origin},${other.origin}`,
      LOG_LEVEL: 'debug',
      ...settings,
    };
    const config = withAddresses(loadConfig(environment));
    const logged: string[] = [];
    const log = pino({ level: 'debug', base: null }, { write: (line: string) => void logged.push(line) });
    const clock = testClock(new Date());
    const app = await createApp({ config, log, clock, queuePrefix: database.redisPrefix });
    const room = new AttackRoom(app, logged, url, clock, home, other, environment, server, () => database.drop());
    await room.furnish(course).catch(async (error: unknown) => {
      await room.close();
      throw error;
    });
    server.on('request', app.web);
    if (worker) app.startWorker();
    return room;
  }

  /** Registers both schools and gives each the course. */
  private async furnish(course: Course): Promise<void> {
    for (const [platform, institution] of [
      [this.home, 'home-school'],
      [this.other, 'other-school'],
    ] as const) {
      await addPlatform(this.administration, { ...platform.order, institution, deployments: [DEPLOYMENT] });
      await importCourse(this.app.storage.scope(institution), course, this.clock());
    }
  }

  get administration() {
    const { storage } = this.app;
    const registry = new LtijsPlatformRegistry(
      new MongoLtijsDatabase(storage, systemRandomness, this.clock),
      systemRandomness,
      this.clock,
      samePair,
    );
    return createAdministration({
      storage,
      registry,
      institutions: {
        ensure: async (id: string, name: string) => void (await ensureInstitution(storage, id, name, this.clock())),
      },
      rules: { insecureOrigins: [this.home.origin, this.other.origin] },
      randomness: systemRandomness,
      clock: this.clock,
    });
  }

  /** The home school's LMS as it is registered. */
  async homePlatform(): Promise<Platform> {
    const platform = await this.administration.registry.findByIssuerAndClient(this.home.issuer, this.home.clientId);
    if (!platform) throw new Error('The home school is not registered.');
    return platform;
  }

  /** Takes the home school's deployment away. */
  async revokeHome(): Promise<void> {
    const { administration } = this;
    for (const { _id } of await administration.deployments.list({ platformId: (await this.homePlatform()).id })) {
      await revokeDeployment(administration, _id);
    }
  }

  /** What the platform says of somebody who launches. */
  claims(platform: FakePlatform, nonce: string, { sub, role = 'Learner', course = 'course-1', link, claims }: Visit) {
    return platform.claims(nonce, this.clock(), {
      sub,
      [CLAIM.targetLinkUri]: `${this.url}/lti/launch`,
      [CLAIM.roles]: role === 'Guest' ? [] : [`${MEMBERSHIP}${role}`],
      [CLAIM.context]: { id: course, title: `Course ${course}` },
      [CLAIM.resourceLink]: { id: link ?? `${course}-link`, title: 'Practice' },
      [CLAIM.ags]: {
        lineitem: `${platform.origin}/lineitems/1`,
        scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      },
      ...claims,
    });
  }

  async login(platform: FakePlatform): Promise<{ state: string; nonce: string; proof: string; cookie: string }> {
    const fields = { iss: platform.issuer, client_id: platform.clientId, login_hint: 'hint-of-a-login' };
    const answer = await this.post('/lti/login', { ...fields, target_link_uri: `${this.url}/lti/launch` });
    const read = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(answer.text)?.[1] ?? '';
    const [cookie = ''] = answer.headers['set-cookie']?.[0]?.split(';') ?? [];
    const nonce = /nonce(?:=|&#x3D;)([A-Za-z0-9_-]{43})/.exec(read('address'))?.[1] ?? '';
    return { state: read('state'), proof: read('proof'), nonce, cookie };
  }

  /** The answer to a launch, whatever it is. */
  async answerTo(platform: FakePlatform, visit: Visit): Promise<Answer> {
    const { state, nonce, cookie } = await this.login(platform);
    const token = await platform.sign(this.claims(platform, nonce, visit));
    return this.post('/lti/launch', { id_token: token, state }, { cookie });
  }

  /** @throws Error when the door stays shut */
  async launch(platform: FakePlatform, visit: Visit): Promise<Person> {
    const opened = openedBy(await this.answerTo(platform, visit));
    const { sessionId } = opened;
    const sessions = this.app.storage.connection.collection<SessionRow>('sessions');
    const row = await sessions.findOne({ _id: sessionId });
    if (!row) throw new Error('The launch left no session.');
    const { user_id: userId, course_id: courseId, placement_id: placementId } = row;
    if (row.consent_due && visit.consent !== 'asked') {
      const { storage } = this.app;
      const learner = { tenant: row.tenant, userId, courseId };
      await giveConsent({ storage, clock: this.clock, newId: randomUUID }, learner, 'personal');
    }
    return { ...opened, userId, courseId, placementId };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return ask(this.url, { method: 'GET', path, headers: { accept: 'text/html', ...headers } });
  }

  post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const all = { accept: 'text/html', ...type, ...headers };
    return ask(this.url, { method: 'POST', path, headers: all, body: formBody(fields) });
  }

  /** A command of somebody's pages, with their token in the form. */
  send(person: Person, command: string, fields: Fields = {}): Promise<Answer> {
    return this.post(`${person.base}/${command}`, { session: person.token, ...fields });
  }

  async snapshot(): Promise<Snapshot> {
    const all = new Map<string, string>();
    for (const collection of (await this.app.storage.connection.db?.collections()) ?? []) {
      for await (const document of collection.find()) {
        all.set(`${collection.collectionName} ${String(document._id)}`, BSON.EJSON.stringify(document));
      }
    }
    return all;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.app.close();
    await Promise.all([this.home.stop(), this.other.stop()]);
    await this.drop();
  }
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

interface SessionRow {
  _id: string;
  tenant: string;
  consent_due?: boolean;
  user_id: string;
  course_id: string;
  placement_id: string | null;
}

/** What is in one snapshot and not, or not so, in the other: names of documents only. */
export function changesBetween(before: Snapshot, after: Snapshot): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
