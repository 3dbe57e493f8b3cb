import { type Request, type Response, Router } from 'express';
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { addLink } from './authoring.js';
import { courseById } from './directory.js';
import type { PendingMessages, UsedIds } from './messages.js';
import { showMessage } from './rendering.js';
import { whyNot } from './service-calls.js';
import type { Settings } from './settings.js';
import type { CampusState } from './state.js';
import { CLAIM } from './vocabulary.js';

const CLOCK_TOLERANCE_SECONDS = 5;
const OLDEST_RESPONSE_SECONDS = 600;

export interface DeepLinkingParts {
  readonly settings: Settings;
  readonly state: CampusState;
  readonly messages: PendingMessages;
  readonly toolKeys: JWTVerifyGetKey;
  readonly usedNonces: UsedIds;
  readonly clock: () => Date;
  readonly save: () => void;
}

/** Takes what the instructor chose in the tool (Deep Linking 2.0, section 4). */
export function deepLinkingRoutes(parts: DeepLinkingParts): Router {
  const router = Router();
  router.post('/lti/deep-link-return', async (request, response) => takeResponse(parts, request, response));
  return router;
}

const instant = z.iso.datetime({ offset: true });

const contentItemSchema = z.object({
  type: z.literal('ltiResourceLink', 'only ltiResourceLink was asked for'),
  url: z.url().optional(),
  title: z.string().trim().min(1).max(255),
  text: z.string().max(4000).optional(),
  custom: z.record(z.string(), z.string()).optional(),
  lineItem: z
    .object({
      scoreMaximum: z.number().positive(),
      label: z.string().optional(),
      resourceId: z.string().optional(),
      tag: z.string().optional(),
    })
    .optional(),
  available: z.object({ startDateTime: instant.optional(), endDateTime: instant.optional() }).optional(),
  submission: z.object({ startDateTime: instant.optional(), endDateTime: instant.optional() }).optional(),
  window: z.looseObject({}).optional(),
  iframe: z.looseObject({}).optional(),
});

type ContentItem = z.infer<typeof contentItemSchema>;

const responseSchema = z.object({
  exp: z.number(),
  nonce: z.string().min(1),
  [CLAIM.messageType]: z.literal('LtiDeepLinkingResponse'),
  [CLAIM.version]: z.literal('1.3.0'),
  [CLAIM.deploymentId]: z.string(),
  [CLAIM.data]: z.string('data was not sent back'),
  [CLAIM.contentItems]: z.array(contentItemSchema),
  [CLAIM.message]: z.string().optional(),
  [CLAIM.errorMessage]: z.string().optional(),
});

/** A response that is refused, with the reason as its message. */
class Refusal extends Error {}

async function takeResponse(parts: DeepLinkingParts, request: Request, response: Response): Promise<void> {
  try {
    const form = z.object({ JWT: z.string() }).safeParse(request.body);
    if (!form.success) throw new Refusal('the JWT is missing');
    const { courseId, added, note } = accept(parts, await verified(parts, form.data.JWT));
    const summary =
      added === 0 ? 'Nothing was added.' : `${added} ${added === 1 ? 'activity was' : 'activities were'} added.`;
    const leaveTo = `/courses/${courseId}?added=${added}`;
    response.render('message', { layout: 'bare', title: summary, text: note ?? '', leaveTo });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showMessage(response, 400, 'The selection was not accepted', error.message);
  }
}

async function verified({ settings, toolKeys, clock }: DeepLinkingParts, jwt: string) {
  const options = {
    algorithms: ['RS256'],
    issuer: settings.clientId,
    audience: settings.issuer,
    requiredClaims: ['exp', 'iat', 'nonce'],
    maxTokenAge: OLDEST_RESPONSE_SECONDS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: clock(),
  };
  const { payload } = await jwtVerify(jwt, toolKeys, options).catch((error: Error) => {
    throw new Refusal(error.message);
  });
  const parsed = responseSchema.safeParse(payload);
  if (!parsed.success) throw new Refusal(whyNot(parsed.error));
  return parsed.data;
}

function accept(parts: DeepLinkingParts, response: z.infer<typeof responseSchema>) {
  const { settings, state, messages, usedNonces, save } = parts;
  const data = response[CLAIM.data];
  const request = messages.find(data);
  const course = request?.kind === 'deep-linking' ? courseById(state, request.courseId) : undefined;
  if (request?.kind !== 'deep-linking' || !course) throw new Refusal('the data belongs to no open request');
  if (response[CLAIM.deploymentId] !== course.deploymentId) throw new Refusal('the deployment is another one');
  const items = response[CLAIM.contentItems];
  const foreign = items.find(({ url }) => url !== undefined && new URL(url).origin !== settings.tool.origin);
  if (foreign) throw new Refusal(`${foreign.url} is not an address of this tool`);
  const until = new Date((response.exp + CLOCK_TOLERANCE_SECONDS) * 1000);
  if (!usedNonces.use(response.nonce, until)) throw new Refusal('the nonce was used before');
  messages.forget(data);
  for (const item of items) addLink(state, linkSeed(item, settings, course.id, request.sectionId));
  save();
  const note = response[CLAIM.errorMessage] ?? response[CLAIM.message];
  return { courseId: course.id, added: items.length, note };
}

function linkSeed(item: ContentItem, settings: Settings, courseId: string, sectionId: string | undefined) {
  const { lineItem } = item;
  return {
    courseId,
    sectionId,
    title: item.title,
    text: item.text,
    url: item.url ?? settings.tool.launchUrl,
    custom: item.custom,
    openIn: item.window && !item.iframe ? ('window' as const) : ('iframe' as const),
    availableFrom: item.available?.startDateTime,
    dueAt: item.submission?.endDateTime,
    lineItem: lineItem && { ...lineItem, label: lineItem.label?.trim() || item.title },
  };
}
