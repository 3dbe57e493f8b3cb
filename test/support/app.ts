import { pino } from 'pino';
import { type App, createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { type Course, importCourse } from '../../src/features/catalogue/index.js';
import { type Arrival, type Arrived, arrive } from '../../src/features/courses/index.js';
import { ensureInstitution } from '../../src/features/institutions/index.js';
import { SessionStore, systemRandomness } from '../../src/lti/index.js';
import { withAddresses } from '../../src/program.js';
import type { Scope } from '../../src/storage/index.js';
import { repeatableIds } from './ids.js';
import { migratedDatabase } from './services.js';

/** A clock that a test moves. */
export interface TestClock {
  (): Date;
  set(time: Date | string): void;
  advance(milliseconds: number): void;
}

export function testClock(start: Date | string = '2026-03-02T09:00:00.000Z'): TestClock {
  let now = new Date(start).getTime();
  return Object.assign(() => new Date(now), {
    set: (time: Date | string) => {
      now = new Date(time).getTime();
    },
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  });
}

export const TENANT = 'test-school';

export interface TestApp {
  readonly app: App;
  readonly clock: TestClock;
  readonly scope: Scope;
  /** Makes somebody known as a launch would. */
  arrive(changes?: Partial<Arrival>): Promise<Arrived>;
  /** A session of somebody who arrived: the token and the base of its pages. */
  signIn(
    arrived: Arrived,
    role?: 'learner' | 'staff' | 'observer' | 'guest',
    locale?: string,
  ): Promise<{ token: string; base: string }>;
  close(): Promise<void>;
}

/** Later than any machine's: MongoDB itself throws away what has expired by its own clock, sessions say. */
const FUTURE = '2086-03-04T09:00:00.000Z';

/** The whole program on a database of its own, migrated, with one institution and, if given, one course. */
export async function startTestApp({
  course,
  clock = testClock(FUTURE),
  env = {},
  newId = repeatableIds(),
}: {
  course?: Course;
  clock?: TestClock;
  /** Settings besides those that every test needs. */
  env?: Record<string, string>;
  /** Gives the ids of all that is made. */
  newId?: () => string;
} = {}): Promise<TestApp> {
  const database = await migratedDatabase();
  const config = withAddresses(
    loadConfig({
      NODE_ENV: 'test',
      MONGODB_URI: database.mongoUri,
      REDIS_URL: database.redisUrl,
      INSECURE_PLATFORM_ORIGINS: 'http://127.0.0.1:3100',
      LOG_LEVEL: 'silent',
      ...env,
    }),
  );
  const log = pino({ level: 'silent' });
  const app = await createApp({ config, log, clock, newId, queuePrefix: database.redisPrefix });
  const scope = app.storage.scope(TENANT);
  await ensureInstitution(app.storage, TENANT, 'Test School', clock());
  if (course) await importCourse(scope, course, clock());
  const sessions = new SessionStore({
    storage: app.storage,
    randomness: systemRandomness,
    clock,
    minutes: 60,
    idleMinutes: 60,
  });
  return {
    app,
    clock,
    scope,
    arrive: (changes = {}) => arrive({ storage: app.storage, clock, newId }, { ...arrivalOfStudent(), ...changes }),
    async signIn(arrived, role = 'learner', locale = 'en') {
      const { token, sessionId } = await sessions.createSession({
        tenant: TENANT,
        userId: arrived.userId,
        courseId: arrived.courseId,
        placementId: arrived.placementId,
        deployment: 'deployment-record',
        role,
        institutionAdmin: false,
        synthetic: arrived.synthetic,
        locale,
        platformOrigin: 'http://127.0.0.1:3100',
        returnUrl: null,
        inWindow: false,
      });
      return { token, base: `/app/${sessionId}` };
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** A student of one course, by one graded link without settings. */
export function arrivalOfStudent(): Arrival {
  return {
    tenant: TENANT,
    issuer: 'http://127.0.0.1:3100',
    deployment: 'deployment-record',
    sub: 'student-1',
    name: 'Ada Example',
    role: 'learner',
    testUser: false,
    context: { id: 'course-1', title: 'A course' },
    link: { id: 'link-1', title: 'Practice' },
    custom: {},
    services: {
      client_id: 'client-1',
      deployment_id: '1',
      line_items: 'http://127.0.0.1:3100/lineitems',
      scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      family: 'moodle',
    },
    lineItem: 'http://127.0.0.1:3100/lineitems/1',
    roster: null,
    deepLinking: false,
  };
}
