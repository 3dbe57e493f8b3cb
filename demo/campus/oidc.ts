import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { deepLinkingClaims, type LaunchFacts, resourceLinkClaims } from './claims.js';
import { courseById, isStaff, linkById, mayEnter, personById, presentPerson } from './directory.js';
import { type KeyRing, signCompact } from './keys.js';
import type { PendingMessage, PendingMessages } from './messages.js';
import { postForm, showMessage } from './rendering.js';
import { setVisitor, visitor } from './session.js';
import type { Settings } from './settings.js';
import type { CampusState, Course, Person } from './state.js';

export interface OidcParts {
  readonly settings: Settings;
  readonly state: CampusState;
  readonly keys: KeyRing;
  readonly messages: PendingMessages;
  readonly clock: () => Date;
}

/** OIDC third-party initiated login (LTI security framework 1.0, section 5.1.1), the platform's side. */
export function oidcRoutes(parts: OidcParts): Router {
  const router = Router();
  router.get('/lti/start/:linkId', (request, response) => startLaunch(parts, request, response));
  router.get('/lti/start-deep-linking/:courseId', (request, response) => startDeepLinking(parts, request, response));
  router.get('/lti/auth', async (request, response) => authorise(parts, request, response, request.query));
  router.post('/lti/auth', async (request, response) => authorise(parts, request, response, request.body));
  return router;
}

const startQuery = z.object({ as: z.string().optional(), section: z.string().optional() });

/** The person to launch as: the one asked for (who then also is the visitor), or the visitor. */
function launchingPerson({ state }: OidcParts, request: Request, response: Response): Person | undefined {
  const query = startQuery.safeParse(request.query);
  if (!query.success) return undefined;
  if (query.data.as === undefined) return visitor(request, state);
  const person = presentPerson(state, query.data.as);
  if (person) setVisitor(response, person);
  return person;
}

function startLaunch(parts: OidcParts, request: Request, response: Response): void {
  const { state, messages } = parts;
  const person = launchingPerson(parts, request, response);
  const link = linkById(state, String(request.params.linkId));
  const course = courseById(state, link?.courseId);
  if (!person || !link || !course || !mayEnter(course, person)) {
    showMessage(response, 403, 'You cannot open this activity', 'Enter as a member of this course first.');
    return;
  }
  const hint = messages.remember({ kind: 'resource', personId: person.id, linkId: link.id });
  sendLogin(parts, response, { person, course, target: link.url, hint });
}

function startDeepLinking(parts: OidcParts, request: Request, response: Response): void {
  const { state, messages, settings } = parts;
  const person = launchingPerson(parts, request, response);
  const course = courseById(state, String(request.params.courseId));
  if (!person || !course || !isStaff(person) || !mayEnter(course, person)) {
    showMessage(response, 403, 'You cannot add activities here', 'Enter as the instructor of this course first.');
    return;
  }
  const sectionId = startQuery.parse(request.query).section;
  const hint = messages.remember({ kind: 'deep-linking', personId: person.id, courseId: course.id, sectionId });
  sendLogin(parts, response, { person, course, target: settings.tool.deepLinkUrl ?? settings.tool.launchUrl, hint });
}

interface LoginInitiation {
  readonly person: Person;
  readonly course: Course;
  readonly target: string;
  readonly hint: string;
}

function sendLogin({ settings, state }: OidcParts, response: Response, login: LoginInitiation): void {
  const { platformStorage, storageFrame, loginMethod, flavour } = state.switches;
  const fields: Record<string, string> = {
    iss: settings.issuer,
    target_link_uri: login.target,
    login_hint: login.person.sub,
    lti_message_hint: login.hint,
    client_id: settings.clientId,
    lti_deployment_id: login.course.deploymentId,
    ...(platformStorage && { lti_storage_target: storageFrame }),
    ...(flavour === 'canvas' && { canvas_region: 'riverside', canvas_environment: 'prod' }),
  };
  if (loginMethod === 'get') {
    const url = new URL(settings.tool.loginUrl);
    for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
    response.redirect(url.href);
    return;
  }
  postForm(response, settings.tool.loginUrl, fields);
}

const clientSchema = z.object({ client_id: z.string(), redirect_uri: z.string() });

/** What must hold before a token is given; the first sentence that fails is the error. */
const authenticationSchema = z.object({
  response_type: z.literal('id_token', 'response_type must be id_token'),
  scope: z.literal('openid', 'scope must be openid'),
  response_mode: z.literal('form_post', 'response_mode must be form_post'),
  prompt: z.literal('none', 'prompt must be none'),
  nonce: z.string('nonce is missing').min(1, 'nonce is empty'),
  state: z.string('state is missing').min(1, 'state is empty'),
  login_hint: z.string('login_hint is missing'),
  lti_message_hint: z.string('lti_message_hint is missing'),
});

async function authorise(parts: OidcParts, request: Request, response: Response, input: unknown): Promise<void> {
  const { settings, state } = parts;
  const client = clientSchema.safeParse(input);
  if (!client.success || client.data.client_id !== settings.clientId) {
    showMessage(response, 400, 'Unknown tool', 'The client_id of this request is not registered here.');
    return;
  }
  if (client.data.redirect_uri !== settings.tool.launchUrl) {
    showMessage(response, 400, 'Unknown address', 'The redirect_uri is not exactly the registered one.');
    return;
  }
  const fail = (error: string, description: string) => {
    const stateField = z.object({ state: z.string() }).safeParse(input);
    const echoed = stateField.success ? { state: stateField.data.state } : {};
    postForm(response, settings.tool.launchUrl, { error, error_description: description, ...echoed });
  };
  const parsed = authenticationSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    fail(errorCode(issue?.path[0]), issue?.message ?? 'the request is not valid');
    return;
  }
  const message = parts.messages.find(parsed.data.lti_message_hint);
  const person = personById(state, message?.personId);
  const visiting = visitor(request, state);
  if (!message || !person || person.sub !== parsed.data.login_hint || (visiting && visiting.id !== person.id)) {
    fail('login_required', 'the hints do not belong to the person who is logged in');
    return;
  }
  const claims = claimsFor(parts, message, parsed.data.lti_message_hint, person, parsed.data.nonce);
  if (claims === undefined) {
    fail('invalid_request', 'the activity is gone');
    return;
  }
  const { kid, privateKey } = parts.keys.current();
  const idToken = await signCompact(JSON.stringify(claims), { alg: 'RS256', typ: 'JWT', kid }, privateKey);
  const storage = state.switches.platformStorage && { lti_storage_target: state.switches.storageFrame };
  postForm(response, settings.tool.launchUrl, { id_token: idToken, state: parsed.data.state, ...storage });
}

function errorCode(field: PropertyKey | undefined): string {
  if (field === 'response_type') return 'unsupported_response_type';
  return field === 'scope' ? 'invalid_scope' : 'invalid_request';
}

function claimsFor(parts: OidcParts, message: PendingMessage, hint: string, person: Person, nonce: string) {
  const { settings, state, clock } = parts;
  const link = message.kind === 'resource' ? linkById(state, message.linkId) : undefined;
  const course = courseById(state, message.kind === 'resource' ? link?.courseId : message.courseId);
  if (course === undefined) return undefined;
  const facts: LaunchFacts = { person, course, nonce, now: clock() };
  if (message.kind === 'deep-linking') return deepLinkingClaims(settings, state, { ...facts, data: hint });
  return link && resourceLinkClaims(settings, state, { ...facts, link });
}
