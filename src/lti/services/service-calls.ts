import type { z } from 'zod';
import type { AccessToken, AccessTokens } from './access-token.js';
import { classify, type Purpose } from './classify.js';
import type { Conversation } from './conversation.js';
import { type HttpAnswer, isSuccess, jsonOf } from './http-answer.js';
import type { HttpClient } from './http-client.js';
import { linkTo } from './link-header.js';
import { dead, type Outcome, ok, retry } from './outcome.js';

/** How far a list is read: one without end must not hold us. */
export interface ListLimits {
  readonly pages: number;
  readonly entries: number;
}

/** No course has more line items or results than this. */
const LIST_LIMITS: ListLimits = { pages: 50, entries: 50_000 };

/** All entries of a list, in the order of its pages. */
export interface List<T> {
  readonly entries: T[];
  /** What the list links to beside its pages: the first address that a page names for a relation. */
  link(relation: string): string | null;
}

export interface ServiceCall {
  readonly purpose: Purpose;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly scope: string;
  readonly accept?: string;
  readonly body?: { readonly type: string; readonly value: unknown };
  /** From then on it does not leave any more. */
  readonly leaveBefore?: Date;
}

/** Calls to the services of a platform, with an access token of ours. */
export interface ServiceCalls {
  /** Makes sure of a token, so that what follows can leave at once. */
  authorise(conversation: Conversation, scope: string): Promise<Outcome<AccessToken>>;
  /** A call whose answer says nothing that we need. */
  send(conversation: Conversation, call: ServiceCall): Promise<Outcome<null>>;
  read<T>(conversation: Conversation, call: ServiceCall, schema: z.ZodType<T>): Promise<Outcome<T>>;
  /**
   * All pages of a list, following the links as they are.
   *
   * @param page  takes the entries out of the body of one page
   */
  readList<T>(
    conversation: Conversation,
    call: ServiceCall,
    page: z.ZodType<T[]>,
    limits?: ListLimits,
  ): Promise<Outcome<List<T>>>;
}

interface Dependencies {
  readonly http: HttpClient;
  readonly tokens: AccessTokens;
  readonly clock: () => Date;
}

export function createServiceCalls({ http, tokens, clock }: Dependencies): ServiceCalls {
  const attempt = async (conversation: Conversation, call: ServiceCall, token: AccessToken) =>
    http.send({
      method: call.method,
      url: call.url,
      headers: {
        authorization: `Bearer ${token.value}`,
        ...(call.accept !== undefined && { accept: call.accept }),
        ...(call.body && { 'content-type': call.body.type }),
      },
      ...(call.body && { body: JSON.stringify(call.body.value) }),
      ...(call.leaveBefore && { leaveBefore: call.leaveBefore }),
      deadline: conversation.deadline,
    });

  const authorise = ({ platform, deadline }: Conversation, scope: string) => tokens.take(platform, [scope], deadline);

  /** A good answer, after renewing the token once if the service refused it. */
  const exchange = async (conversation: Conversation, call: ServiceCall): Promise<Outcome<HttpAnswer>> => {
    if (!URL.canParse(call.url) || !conversation.origins.has(new URL(call.url).origin)) {
      return dead('The LMS named an address on another host for its services; Attune sends nothing there.');
    }
    const first = await authorise(conversation, call.scope);
    if (first.result !== 'ok') return first;
    let sent = await attempt(conversation, call, first.value);
    if (sent.result === 'ok' && sent.value.status === 401) {
      tokens.drop(first.value);
      const second = await authorise(conversation, call.scope);
      if (second.result !== 'ok') return second;
      sent = await attempt(conversation, call, second.value);
      // A token that is refused when new is not worth keeping; the next try asks for another.
      if (sent.result === 'ok' && sent.value.status === 401) tokens.drop(second.value);
    }
    if (sent.result !== 'ok' || isSuccess(sent.value)) return sent;
    return classify(call.purpose, sent.value, clock());
  };

  const parse = <T>({ purpose }: ServiceCall, answer: HttpAnswer, schema: z.ZodType<T>): Outcome<T> => {
    const parsed = schema.safeParse(jsonOf(answer));
    if (parsed.success) return ok(parsed.data);
    const why = answer.cut ? 'longer than Attune reads' : 'not what the standard says';
    return retry(`The answer of the LMS about ${purpose} is ${why}.`);
  };

  return {
    authorise,
    async send(conversation, call) {
      const answer = await exchange(conversation, call);
      return answer.result === 'ok' ? ok(null) : answer;
    },
    async read(conversation, call, schema) {
      const answer = await exchange(conversation, call);
      return answer.result === 'ok' ? parse(call, answer.value, schema) : answer;
    },
    async readList(conversation, call, schema, limits = LIST_LIMITS) {
      const entries = [];
      const seen = new Set<string>();
      const links: ((relation: string) => string | null)[] = [];
      for (let url: string | null = call.url; url !== null; ) {
        if (seen.has(url) || seen.size === limits.pages) return endless(call);
        seen.add(url);
        const answer = await exchange(conversation, { ...call, url });
        if (answer.result !== 'ok') return answer;
        const page = parse(call, answer.value, schema);
        if (page.result !== 'ok') return page;
        entries.push(...page.value);
        if (entries.length > limits.entries) return endless(call);
        const link = linksOf(answer.value, url);
        links.push(link);
        url = link('next');
      }
      return ok({
        entries,
        link: (relation) => links.map((link) => link(relation)).find((each) => each !== null) ?? null,
      });
    },
  };
}

const endless = ({ purpose }: ServiceCall) =>
  dead(`What the LMS says about ${purpose} does not end; tell its administrator.`);

/** The links of a page as they are; a relative one is taken from the page that it stands on. */
function linksOf({ headers }: HttpAnswer, page: string) {
  return (relation: string): string | null => {
    const link = linkTo(relation, headers.get('link'));
    return link !== null && URL.canParse(link, page) ? new URL(link, page).href : link;
  };
}
