import { rightFields, wrongFields } from '../../demo/learners/answer-fields.js';
import type { RawResponse } from '../../src/features/catalogue/index.js';
import type { World } from './world.js';

/** A form of a page: where it goes and what it holds already. */
export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A page as a browser without script sees it. */
export interface PageRead {
  readonly html: string;
  readonly status: number;
  readonly forms: readonly Form[];
  form(action: RegExp): Form;
  has(action: RegExp): boolean;
}

/** Somebody who works through the pages by sending their forms, without a browser: fast enough to play a whole course. */
export interface HttpVisitor {
  /**
   * Opens an activity: the whole launch, from the campus to the tool's page.
   *
   * @param consent  whether the question of a first launch is answered on the way, as it is unless a test is about it
   */
  open(person: string, linkId: string, options?: { readonly consent?: boolean }): Promise<PageRead>;
  send(form: Form, more?: RawResponse): Promise<PageRead>;
}

/** @param fetcher  sends the requests; redirects are followed here, with the cookies of this visitor */
export function createHttpVisitor(fetcher: typeof fetch = fetch): HttpVisitor {
  const jar = new Map<string, string>();
  const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const host = new URL(url).host;
    const cookies = [...jar]
      .filter(([name]) => name.startsWith(`${host} `))
      .map(([name, value]) => `${name.slice(host.length + 1)}=${value}`);
    const headers = { ...(init.headers as Record<string, string>), cookie: cookies.join('; '), accept: 'text/html' };
    const response = await fetcher(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(`${host} ${pair.slice(0, pair.indexOf('='))}`, pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    return location ? request(new URL(location, url).href) : response;
  };
  const read = async (response: Response): Promise<PageRead> => {
    const html = await response.text();
    return pageOf(html, response.status, response.url);
  };
  const post = (form: Form, more: RawResponse = {}): Promise<Response> => {
    const body = new URLSearchParams(form.fields);
    for (const [name, value] of Object.entries(more)) {
      body.delete(name);
      for (const each of [value].flat()) body.append(name, each);
    }
    return request(form.action, { method: 'POST', body });
  };
  return {
    async open(person, start, { consent = true } = {}) {
      const started = await read(await request(`${start}?as=${person}`));
      const login = await read(await post(started.form(/\/lti\/login/)));
      const address = /href="([^"]*\/lti\/auth[^"]*)"/.exec(login.html)?.[1];
      if (!address) throw new Error('The login page leads nowhere.');
      const answered = await read(await request(plain(address)));
      const page = await read(await post(answered.form(/\/lti\/launch/)));
      const choice = page.forms.find(({ fields }) => fields.consent === 'personal');
      return consent && choice ? read(await post(choice)) : page;
    },
    send: async (form, more) => read(await post(form, more)),
  };
}

function pageOf(html: string, status: number, url: string): PageRead {
  const forms = [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
    action: new URL(plain(attribute(head, 'action') ?? ''), url).href,
    fields: Object.fromEntries(
      [...body.matchAll(/<input([^>]*type="hidden"[^>]*)>/g)].map(([, input = '']) => [
        plain(attribute(input, 'name') ?? ''),
        plain(attribute(input, 'value') ?? ''),
      ]),
    ),
  }));
  const find = (action: RegExp) => forms.find((form) => action.test(form.action));
  return {
    html,
    status,
    forms,
    has: (action) => find(action) !== undefined,
    form(action) {
      const found = find(action);
      if (!found)
        throw new Error(`The page (${status}) has no form ${action}: ${html.replace(/\s+/g, ' ').slice(0, 400)}`);
      return found;
    },
  };
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

const plain = (text: string): string =>
  text
    .replace(/&#x3D;/g, '=')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Answers the step of a page as the form would; the page after it. */
export async function answerStep(
  world: World,
  visitor: HttpVisitor,
  page: PageRead,
  { right }: { right: boolean },
): Promise<PageRead> {
  const form = page.form(/\/practice\/answer$/);
  const { step, seed } = await world.stepOf(form.fields.decision ?? '', Number(form.fields.step));
  const answered = await visitor.send(form, right ? rightFields(step.answer, seed) : wrongFields(step.answer, seed));
  return answered.has(/\/practice\/next$/) ? answered : visitor.send(answered.form(/\/practice\/solution$/));
}
