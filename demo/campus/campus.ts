import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { createRemoteJWKSet } from 'jose';
import { gradeServices } from './ags.js';
import { assetRoutes } from './assets.js';
import { addLink, type CopiedColumns, copyCourse, enrol, type LinkSeed } from './authoring.js';
import { controlRoutes } from './control.js';
import { deepLinkingRoutes } from './deep-linking.js';
import { courseById } from './directory.js';
import { createServices, refuse, type Services } from './endpoint.js';
import { createFaults, type Faults } from './faults.js';
import { type Gradebook, gradebookOf } from './gradebook.js';
import { createKeyRing, type KeyRing } from './keys.js';
import { createPendingMessages, createUsedIds } from './messages.js';
import { createMint, type MintRequest } from './mint.js';
import { rosterService } from './nrps.js';
import { oidcRoutes } from './oidc.js';
import { formRoutes, sameOriginForms } from './page-forms.js';
import { pageRoutes } from './pages.js';
import { defaultPeople, makePerson, type PersonSeed } from './people.js';
import { createStateWriter, loadState } from './persistence.js';
import { useViews } from './rendering.js';
import type { ScoreReceived, ScoreTaken } from './scores.js';
import { type Endpoints, endpointsOf, type Settings, type ToolAddresses } from './settings.js';
import { type CampusState, type Course, type CourseSeed, createState, type Link } from './state.js';
import { type Switches, switchesPatchSchema } from './switches.js';
import { createAccessTokens, grantToken } from './tokens.js';
import { topBar } from './visits.js';

export interface CampusOptions {
  /** Where this campus answers; also its issuer. No slash at the end. */
  readonly origin: string;
  readonly tool: ToolAddresses;
  readonly clientId: string;
  /** The first is the deployment of every course that names no other. */
  readonly deploymentIds: readonly [string, ...string[]];
  readonly clock: () => Date;
  /** Names and subjects are drawn from it: the same seed gives the same people. */
  readonly seed: string;
  readonly newId?: () => string;
  readonly people?: readonly PersonSeed[];
  readonly courses?: readonly CourseSeed[];
  /** Keeps courses, activities, grades and switches here between runs. */
  readonly stateFile?: string;
}

export interface Campus {
  readonly app: Express;
  readonly issuer: string;
  readonly endpoints: Endpoints;
  readonly state: CampusState;
  readonly keys: KeyRing;
  readonly faults: Faults;
  readonly scoresReceived: readonly ScoreReceived[];
  /** Those that changed the gradebook, each time that they did: also when a fault kept the answer from the tool. */
  readonly scoresTaken: readonly ScoreTaken[];
  /** How often each service was called. */
  readonly calls: Services['calls'];
  listen(port: number, host: string): Promise<Server>;
  close(): Promise<void>;
  /** @throws RangeError when there is no such course */
  gradebook(courseId: string): Gradebook;
  addLink(seed: LinkSeed): Link;
  copyCourse(courseId: string, title: string, columns?: CopiedColumns): Course;
  enrol(courseId: string, personId: string, status: Course['enrolments'][number]['status']): void;
  setSwitch<Name extends keyof Switches>(name: Name, value: Switches[Name]): void;
  /** A launch token with anything in it changed; see {@link MintRequest}. */
  mintIdToken(request?: MintRequest): Promise<string>;
  revokeAccessTokens(): void;
}

const DEFAULT_COURSES: readonly CourseSeed[] = [{ title: 'Poker mathematics', label: 'MATH 204' }];
const KEY_SET_SECONDS = 600;

/**
 * A small LTI 1.3 Advantage platform with one registered tool, for newcomers and tests.
 * @throws RangeError when the origin is none, or a course is in a deployment that is not listed
 * @throws Error when the state file holds something else
 */
export async function createCampus(options: CampusOptions): Promise<Campus> {
  const { origin, tool, clientId, clock, stateFile } = options;
  if (new URL(origin).origin !== origin) throw new RangeError(`${origin} is not an origin`);
  const newId = options.newId ?? randomUUID;
  const settings: Settings = { origin, issuer: origin, clientId, tool };
  const state = (stateFile && (await loadState(stateFile))) || freshState(options);
  refuseUnknownDeployments(state, options.deploymentIds);
  const writer = createStateWriter(stateFile, state);
  const switches = () => state.switches;
  const keys = await createKeyRing(newId);
  const faults = createFaults();
  const services = createServices(faults, switches);
  const tokens = createAccessTokens(clock, newId);
  // The tool may rotate its keys between two tests: look again whenever a kid is unknown.
  const toolKeys = createRemoteJWKSet(new URL(tool.jwksUrl), { cooldownDuration: 0 });
  const messages = createPendingMessages(clock, newId);
  const setSwitches = (patch: Partial<Switches>) => {
    Object.assign(state.switches, switchesPatchSchema.parse(patch));
    writer.save();
  };
  const common = { settings, state, clock, save: writer.save };
  const serviceParts = { ...common, tokens, switches };
  const grades = gradeServices(serviceParts, services);
  const tokenParts = { settings, switches, toolKeys, usedAssertions: createUsedIds(clock), tokens, clock };

  const app = express();
  useViews(app);
  app.disable('x-powered-by');
  app.use(pageHeaders(tool.origin), await assetRoutes());
  app.use(express.urlencoded({ extended: false, limit: '1mb' }), express.json({ type: isJson, limit: '1mb' }));
  app.get(
    '/lti/jwks',
    services.endpoint('jwks', () => keySet(keys)),
  );
  app.post(
    '/lti/token',
    services.endpoint('token', (request) => grantToken(tokenParts, request)),
  );
  app.use(grades.router, rosterService(serviceParts, services));
  app.use(oidcRoutes({ ...common, keys, messages }));
  app.use(deepLinkingRoutes({ ...common, messages, toolKeys, usedNonces: createUsedIds(clock) }));
  app.use(sameOriginForms(origin), topBar(state));
  app.use(pageRoutes(common), formRoutes(common), controlRoutes({ state, faults, setSwitches }));
  app.use((_request, response) => {
    response.status(404).render('refused', { title: 'There is no such page' });
  });
  app.use(badInput);

  const findCourse = (courseId: string): Course => {
    const course = courseById(state, courseId);
    if (!course) throw new RangeError(`there is no course ${courseId}`);
    return course;
  };
  const servers: Server[] = [];
  return {
    app,
    issuer: settings.issuer,
    endpoints: endpointsOf(origin),
    state,
    keys,
    faults,
    scoresReceived: grades.scoreLog.entries,
    scoresTaken: grades.scoreLog.taken,
    calls: services.calls,
    async listen(port, host) {
      const server = createServer(app);
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      servers.push(server);
      return server;
    },
    async close() {
      for (const server of servers.splice(0)) {
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
      await writer.flush();
    },
    gradebook: (courseId) => gradebookOf(state, findCourse(courseId)),
    addLink(seed) {
      const link = addLink(state, seed);
      writer.save();
      return link;
    },
    copyCourse(courseId, title, columns) {
      const copy = copyCourse(state, findCourse(courseId), title, columns);
      writer.save();
      return copy;
    },
    enrol(courseId, personId, status) {
      enrol(findCourse(courseId), personId, status, clock());
      writer.save();
    },
    setSwitch: (name, value) => setSwitches({ [name]: value }),
    mintIdToken: createMint({ settings, state, keys, clock, newId }),
    revokeAccessTokens: tokens.revokeAll,
  };
}

function freshState({ people, courses, deploymentIds, seed }: CampusOptions): CampusState {
  const everyone = (people ?? defaultPeople(seed)).map((person, index) => makePerson(person, seed, index));
  return createState(everyone, courses ?? DEFAULT_COURSES, deploymentIds);
}

function refuseUnknownDeployments({ courses }: CampusState, deploymentIds: readonly string[]): void {
  const stray = courses.find(({ deploymentId }) => !deploymentIds.includes(deploymentId));
  if (stray)
    throw new RangeError(`${stray.title} is in deployment ${stray.deploymentId}, which is not one of this campus`);
}

function keySet(keys: KeyRing) {
  return {
    status: 200,
    headers: { 'cache-control': `public, max-age=${KEY_SET_SECONDS}` },
    body: { keys: keys.published().map(({ publicJwk }) => publicJwk) },
  };
}

/** Pages may frame the tool and send forms to it, and nobody may frame the campus but itself. */
function pageHeaders(toolOrigin: string): RequestHandler {
  const policy = [
    "default-src 'self'",
    // The empty icon of every page, so that browsers ask for none.
    "img-src 'self' data:",
    `frame-src 'self' ${toolOrigin}`,
    `form-action 'self' ${toolOrigin}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
    next();
  };
}

function isJson(request: { headers: { 'content-type'?: string | undefined } }): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '');
}

const badInput: ErrorRequestHandler = (error: { status?: number; message?: string }, _request, response, next) => {
  if (response.headersSent || error.status === undefined || error.status >= 500) next(error);
  else response.status(error.status).json(refuse(error.status, error.message ?? 'the request could not be read').body);
};
