import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, jwtVerify, type KeyObject } from 'jose';

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
export const RIGHTS = {
  lineItem: `${AGS}/lineitem`,
  lineItemReadonly: `${AGS}/lineitem.readonly`,
  result: `${AGS}/result.readonly`,
  score: `${AGS}/score`,
};
const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

export interface Column {
  id: string;
  label: string;
  scoreMaximum: number;
  resourceLinkId?: string;
  resourceId?: string;
  tag?: string;
}

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Service = 'token' | 'lineitems' | 'scores' | 'results' | 'memberships';

/** What a service does instead of its work, once. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'answer without end'
  | 'drop before work'
  | 'drop after work';

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

interface Held {
  score: number;
  timestamp: number;
  attempts: number;
}

/** A small LMS on loopback: a token endpoint that checks the assertion, and the three services of AGS 2.0. */
export class AgsServer {
  readonly columns: Column[] = [];
  readonly held = new Map<string, Held>();
  readonly received: Received[] = [];
  readonly assertionIds: string[] = [];
  /** The most requests that were ever here together. */
  mostAtOnce = 0;
  flavour: 'moodle' | 'canvas' = 'moodle';
  permitted: string[] = [...Object.values(RIGHTS), MEMBERSHIPS];
  pageSize = 100;
  /** Gives whole lists, as an LMS may that does not know a filter. */
  ignoresFilters = false;
  tokenSeconds: number | undefined = 3600;
  /** How far its clock is ahead, when it stamps what it takes with its own time; null when it keeps the score's. */
  stampsAheadMs: number | null = null;
  /** What a page of line items or results says comes next, instead of the truth. */
  nextPage: ((page: string) => string) | null = null;
  /** The names and roles service, where there is one. */
  roster: (request: Received) => Reply = () => ({ status: 404 });
  readonly #faults: Partial<Record<Service, Fault[]>> = {};
  readonly #tokens = new Map<string, string[]>();
  readonly #server = createServer((request, response) => void this.#handle(request, response));
  #special: { on: (request: Received) => boolean; fault: Fault } | null = null;
  #origin = '';
  #issued = 0;
  #here = 0;

  constructor(
    private readonly publicKey: CryptoKey | KeyObject,
    private readonly clock: () => Date,
  ) {}

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return this.#origin;
  }
  get tokenUrl(): string {
    return `${this.#origin}/token`;
  }
  get lineItems(): string {
    return `${this.#origin}/course/7/lineitems?type_id=3`;
  }

  addColumn(column: Omit<Column, 'id' | 'label' | 'scoreMaximum'> & Partial<Column>): Column {
    const id = `${this.#origin}/course/7/lineitems/${this.columns.length + 1}/lineitem?type_id=3`;
    const added = { id, label: 'Practice', scoreMaximum: 100, ...column };
    this.columns.push(added);
    return added;
  }

  fault(service: Service, ...faults: Fault[]): void {
    this.#faults[service] = [...(this.#faults[service] ?? []), ...faults];
  }

  /** A fault of the next request that this is true of. */
  faultOnce(on: (request: Received) => boolean, fault: Fault): void {
    this.#special = { on, fault };
  }

  /** Ends all tokens, as saving the settings of a tool may. */
  revokeTokens(): void {
    this.#tokens.clear();
  }

  to(service: Service): Received[] {
    return this.received.filter(({ path }) => serviceOf(path) === service);
  }

  heldFor(column: Column, sub: string): Held | undefined {
    return this.held.get(`${column.id} ${sub}`);
  }

  hold(column: Column, sub: string, held: { score: number; timestamp: Date }): void {
    this.held.set(`${column.id} ${sub}`, { score: held.score, timestamp: held.timestamp.getTime(), attempts: 1 });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#here);
    response.once('close', () => {
      this.#here -= 1;
    });
    const url = new URL(request.url ?? '/', this.#origin);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', headers } = request;
    const body = Buffer.concat(parts).toString();
    const received = { method, path: url.pathname, query: url.searchParams, headers, body };
    this.received.push(received);
    const service = serviceOf(url.pathname);
    const fault = this.#takeFault(service, received);
    if (fault === 'hang') return;
    if (fault === 'answer without end') return pourInto(response);
    if (fault === 'drop before work') return void request.socket.destroy();
    if (typeof fault === 'object') return void response.writeHead(fault.status, fault.headers).end(fault.body);
    const reply = await this.#work(service, received);
    // Long enough for what else was sent at the same time to be here too.
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (fault === 'drop after work') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  }

  #takeFault(service: Service, received: Received): Fault | undefined {
    if (!this.#special?.on(received)) return this.#faults[service]?.shift();
    const { fault } = this.#special;
    this.#special = null;
    return fault;
  }

  async #work(service: Service, received: Received): Promise<Reply> {
    if (service === 'token') return this.#grant(new URLSearchParams(received.body));
    const needed = {
      lineitems: received.method === 'GET' ? [RIGHTS.lineItem, RIGHTS.lineItemReadonly] : [RIGHTS.lineItem],
      scores: [RIGHTS.score],
      results: [RIGHTS.result],
      memberships: [MEMBERSHIPS],
    }[service];
    const token = /^Bearer (.+)$/.exec(received.headers.authorization ?? '')?.[1] ?? '';
    if (!this.#tokens.get(token)?.some((scope) => needed.includes(scope))) return { status: 401 };
    if (!/^Attune\/\d/.test(received.headers['user-agent'] ?? '')) return { status: 403 };
    if (service === 'memberships') return this.roster(received);
    if (received.query.get('type_id') !== '3') return { status: 400, body: 'type_id is missing' };
    if (service === 'lineitems') return received.method === 'GET' ? this.#list(received) : this.#create(received);
    const column = this.columns.find(({ id }) => received.path.startsWith(new URL(id).pathname));
    if (!column) return { status: 404 };
    return service === 'scores' ? this.#score(column, received) : this.#results(column, received);
  }

  async #grant(form: URLSearchParams): Promise<Reply> {
    try {
      const { payload, protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', this.publicKey, {
        algorithms: ['RS256'],
        issuer: 'attune-client',
        subject: 'attune-client',
        audience: this.tokenUrl,
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: this.clock(),
      });
      if (protectedHeader.kid !== 'key-1') throw new Error('which key?');
      if (form.get('grant_type') !== 'client_credentials') throw new Error('which grant?');
      if (this.assertionIds.includes(String(payload.jti))) throw new Error('seen before');
      this.assertionIds.push(String(payload.jti));
    } catch {
      return { status: 401, body: { error: 'invalid_client' } };
    }
    const asked = (form.get('scope') ?? '').split(' ');
    const granted = asked.filter((scope) => this.permitted.includes(scope));
    if (granted.length === 0) return { status: 400, body: { error: 'invalid_scope' } };
    const token = `token-${++this.#issued}`;
    this.#tokens.set(token, granted);
    const seconds = this.tokenSeconds === undefined ? {} : { expires_in: this.tokenSeconds };
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', scope: granted.join(' '), ...seconds },
    };
  }

  #list({ query }: Received): Reply {
    const wanted = (name: string, value: string | undefined) =>
      this.ignoresFilters || !query.has(name) || query.get(name) === value;
    const matching = this.columns.filter(
      (column) =>
        wanted('resource_link_id', column.resourceLinkId) &&
        wanted('resource_id', column.resourceId) &&
        wanted('tag', column.tag),
    );
    return this.#page(matching, this.lineItems, query);
  }

  #create({ body }: Received): Reply {
    const column = this.addColumn(JSON.parse(body) as Column);
    return { status: 201, body: column };
  }

  #score(column: Column, { body, headers }: Received): Reply {
    if (headers['content-type'] !== 'application/vnd.ims.lis.v1.score+json') return { status: 415 };
    const score = JSON.parse(body);
    const key = `${column.id} ${score.userId}`;
    const earlier = this.held.get(key);
    const timestamp = Date.parse(score.timestamp);
    const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
    if (this.flavour === 'moodle' && earlier && seconds(earlier.timestamp) >= seconds(timestamp))
      return { status: 409 };
    if (this.flavour === 'canvas' && earlier && earlier.timestamp > timestamp) {
      const body = 'Provided timestamp of x before last updated timestamp of y';
      return { status: 400, body: { errors: { message: body } } };
    }
    const isNew = score['https://canvas.instructure.com/lti/submission']?.new_submission !== false;
    const attempts = (earlier?.attempts ?? 0) + (isNew ? 1 : 0);
    const stamp = this.stampsAheadMs === null ? timestamp : this.clock().getTime() + this.stampsAheadMs;
    this.held.set(key, { score: score.scoreGiven / score.scoreMaximum, timestamp: stamp, attempts });
    return { status: 200 };
  }

  #results(column: Column, { query }: Received): Reply {
    const results = [...this.held]
      .map(([key, { score }]) => ({ key, score }))
      .filter(({ key }) => key.startsWith(`${column.id} `))
      .map(({ key, score }) => ({
        userId: key.slice(column.id.length + 1),
        resultScore: score * 20,
        resultMaximum: 20,
      }))
      .filter(({ userId }) => this.ignoresFilters || !query.has('user_id') || query.get('user_id') === userId);
    return this.#page(results, column.id.replace('?', '/results?'), query);
  }

  #page(entries: readonly unknown[], address: string, query: URLSearchParams): Reply {
    const from = Number(query.get('from') ?? 0);
    const next = new URL(address);
    for (const [name, value] of query) next.searchParams.set(name, value);
    next.searchParams.set('from', String(from + this.pageSize));
    const more = from + this.pageSize < entries.length;
    const link = this.nextPage ? this.nextPage(next.href) : more ? next.href : null;
    return {
      status: 200,
      ...(link !== null && { headers: { link: `<${address}>; rel="first", <${link}>; rel="next"` } }),
      body: entries.slice(from, from + this.pageSize),
    };
  }
}

function pourInto(response: ServerResponse): void {
  const chunk = ' '.repeat(65_536);
  const pour = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pour);
  pour();
}

function serviceOf(path: string): Service {
  if (path === '/token') return 'token';
  if (path.endsWith('/memberships')) return 'memberships';
  if (path.endsWith('/scores')) return 'scores';
  return path.endsWith('/results') ? 'results' : 'lineitems';
}
