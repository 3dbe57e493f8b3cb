import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pokerCourse } from '../content/poker/course.js';
import { loadConfig } from '../src/config.js';
import { importCourse } from '../src/features/catalogue/index.js';
import { arrive } from '../src/features/courses/index.js';
import { ensureInstitution } from '../src/features/institutions/index.js';
import { selectProfile } from '../src/features/learners/index.js';
import { giveConsent } from '../src/features/privacy/index.js';
import { createLog } from '../src/http/index.js';
import {
  addPlatform,
  createAdministration,
  Deployments,
  LtijsPlatformRegistry,
  listPlatforms,
  MongoLtijsDatabase,
  systemRandomness,
} from '../src/lti/index.js';
import { type RunningProgram, startProgram, withAddresses } from '../src/program.js';
import { createKeyring, migrateUp, openStorage, type Storage } from '../src/storage/index.js';
import { type Campus, createCampus } from './campus/campus.js';
import { addActivities, launchOf } from './campus-course.js';
import { workForWeeks } from './learners/history.js';

export interface DemoOptions {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly toolPort: number;
  readonly campusPort: number;
  /** Where the campus keeps its courses and grades; nowhere when absent. */
  readonly stateFile?: string;
  readonly seed: string;
  /** How many of the thirty earlier learners have worked here. */
  readonly learners: number;
  /** Runs the deliveries in this process too. */
  readonly worker: boolean;
  readonly logLevel: string;
  readonly queuePrefix?: string;
  /** For both sides; tests move it from one day to another. */
  readonly clock?: () => Date;
  say(line: string): void;
}

export interface Demo {
  readonly program: RunningProgram;
  readonly campus: Campus;
  readonly toolUrl: string;
  readonly campusUrl: string;
  readonly courseId: string;
  close(): Promise<void>;
}

export const INSTITUTION = 'riverside-campus';
const CLIENT_ID = 'attune-demo';
const DEPLOYMENT = '1';

/** A campus and the tool beside it, on two sites, with a course in which people have worked for four weeks. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { say, seed, toolPort, campusPort, stateFile, clock = () => new Date() } = options;
  // Two host names, so that the tool's cookies are third-party cookies in the campus, as in real life.
  const toolUrl = `http://localhost:${toolPort}`;
  const campusUrl = `http://127.0.0.1:${campusPort}`;
  const config = withAddresses(
    loadConfig({
      NODE_ENV: 'development',
      PUBLIC_URL: toolUrl,
      HOST: 'localhost',
      PORT: String(toolPort),
      MONGODB_URI: options.mongodbUri,
      REDIS_URL: options.redisUrl,
      INSECURE_PLATFORM_ORIGINS: campusUrl,
      LOG_LEVEL: options.logLevel,
    }),
  );
  const campus = await createCampus({
    origin: campusUrl,
    tool: {
      origin: toolUrl,
      loginUrl: `${toolUrl}/lti/login`,
      launchUrl: `${toolUrl}/lti/launch`,
      jwksUrl: `${toolUrl}/lti/keys`,
    },
    clientId: CLIENT_ID,
    deploymentIds: [DEPLOYMENT],
    clock,
    seed,
    ...(stateFile !== undefined && { stateFile }),
  });
  const courseId = campus.state.courses[0]?.id ?? '';
  addActivities(campus, courseId, toolUrl);
  const storage = await openStorage(config.mongodbUri, createKeyring(config.encryptionKeys));
  try {
    await prepare(options, storage, campus, courseId, campusUrl);
  } finally {
    await storage.close();
  }
  // Only now: a campus without its tool behind it would show empty frames.
  await campus.listen(campusPort, '127.0.0.1');
  const program = await startProgram(
    {
      config,
      clock,
      log: createLog(config.logLevel),
      ...(options.queuePrefix && { queuePrefix: options.queuePrefix }),
    },
    options.worker ? 'all' : 'web',
  );
  say(`Attune answers on ${toolUrl}, the campus on ${campusUrl}.`);
  return {
    program,
    campus,
    toolUrl,
    campusUrl,
    courseId,
    async close() {
      await program.close();
      await campus.close();
    },
  };
}

/** Brings the tool's side up once; a second start finds everything there. */
async function prepare(
  { say, seed, learners }: DemoOptions,
  storage: Storage,
  campus: Campus,
  courseId: string,
  campusUrl: string,
): Promise<void> {
  await migrateUp(storage.connection);
  const now = new Date();
  await ensureInstitution(storage, INSTITUTION, 'Riverside Campus', now);
  await register(storage, campusUrl);
  const course = pokerCourse({ seed, variants: 8 });
  const imported = await importCourse(storage.scope(INSTITUTION), course, now);
  say(`The course "${course.title}" is ready: ${imported.skills} skills, ${imported.items} questions.`);
  await fillHistory(storage, campus, { courseId, seed, learners, say, now });
}

/** Registers the campus as a platform and approves its deployment. */
export async function register(storage: Storage, campusUrl: string): Promise<void> {
  const clock = () => new Date();
  const registry = new LtijsPlatformRegistry(
    new MongoLtijsDatabase(storage, systemRandomness, clock),
    systemRandomness,
    clock,
  );
  const administration = createAdministration({
    storage,
    registry,
    institutions: {
      async ensure(id: string, name: string) {
        await ensureInstitution(storage, id, name, clock());
      },
    },
    rules: { insecureOrigins: [campusUrl] },
    randomness: systemRandomness,
    clock,
  });
  if ((await listPlatforms(administration)).some(({ issuer }) => issuer === campusUrl)) return;
  await addPlatform(administration, {
    issuer: campusUrl,
    clientId: CLIENT_ID,
    authUrl: `${campusUrl}/lti/auth`,
    tokenUrl: `${campusUrl}/lti/token`,
    jwksUrl: `${campusUrl}/lti/jwks`,
    deployments: [DEPLOYMENT],
    name: 'Riverside Campus',
    institution: INSTITUTION,
  });
}

interface Filling {
  readonly courseId: string;
  readonly seed: string;
  readonly learners: number;
  readonly now: Date;
  say(line: string): void;
}

const DAY = 86_400_000;
const AT_ONCE = 3;

/** The earlier learners arrive four weeks ago and work; whoever has a history already keeps it. */
async function fillHistory(storage: Storage, campus: Campus, filling: Filling): Promise<void> {
  const { courseId, seed, now, say } = filling;
  const arrivals = { storage, newId: randomUUID, clock: () => new Date(now.getTime() - 29 * DAY) };
  const deployment = await deploymentOf(storage);
  const launch = (person: string) => launchOf(campus, { courseId, person, tenant: INSTITUTION, deployment });
  await arrive(arrivals, launch('instructor'));
  const people = campus.state.people.filter(({ id }) => id.startsWith('student-')).slice(0, filling.learners);
  say(
    `Looking whether ${people.length} students have worked in the course. The first time they do now; it takes a minute.`,
  );
  let answers = 0;
  const started = Date.now();
  const waiting = [...people];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      const arrived = await arrive(arrivals, launch(person.id));
      const student = { ...arrived, tenant: INSTITUTION, placementId: arrived.placementId ?? '', base: '' };
      await giveConsent(arrivals, student, 'personal');
      if (await hasWorked(storage, student)) continue;
      const answered = await workForWeeks({ storage, newId: randomUUID, until: now, seed }, student);
      answers += answered;
    }
  });
  await Promise.all(workers);
  if (answers > 0) {
    const seconds = Math.round((Date.now() - started) / 1_000);
    say(`${people.length} students have worked for four weeks: ${answers} answers (made in ${seconds} s).`);
  }
}

async function hasWorked(
  storage: Storage,
  { userId, courseId }: { userId: string; courseId: string },
): Promise<boolean> {
  const { behavioral_metrics: behaviour } = await selectProfile(storage.scope(INSTITUTION), { userId, courseId });
  return behaviour.answers > 0;
}

async function deploymentOf(storage: Storage): Promise<string> {
  const deployments = new Deployments(storage, systemRandomness, () => new Date());
  const [first] = (await deployments.list({ status: 'approved' })).filter(({ tenant }) => tenant === INSTITUTION);
  if (!first) throw new Error('The demo has no approved deployment.');
  return first._id;
}

/** The folder of the demo's own state. */
export const demoStateFile = (directory: string): string => join(directory, '.attune/demo/campus.json');
