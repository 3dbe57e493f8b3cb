import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey, KeyObject } from 'jose';
import { type Fault, Faults, pourInto, type Received, type Service, serviceOf } from './ags-faults.js';
import { MEMBERSHIPS, type Reply, RIGHTS, TokenEndpoint } from './token-endpoint.js';

export type { Fault, Received, Service } from './ags-faults.js';
export { type Reply, RIGHTS } from './token-endpoint.js';

const CANVAS_SUBMISSION = 'https://canvas.instructure.com/lti/submission';
export interface Column {
  id: string;
  label: string;
  scoreMaximum: number;
  resourceLinkId?: string;
  resourceId?: string;
  tag?: string;
}

interface Held {
  score: number;
  timestamp: number;
  attempts: number;
  by: 'tool' | 'teacher';
}

/** What became of a score that came in. */
export interface Heard {
  readonly sub: string;
  /** Share of full marks. */
  readonly score: number;
  readonly timestamp: number;
  readonly newSubmission: boolean;
  readonly status: number;
  /** A teacher's grade stood there. */
  readonly besideTeacher: boolean;
}

/** A small LMS on loopback: a token endpoint that checks the assertion, and the three services of AGS 2.0. */
export class AgsServer {
  readonly columns: Column[] = [];
  readonly held = new Map<string, Held>();
  readonly received: Received[] = [];
  /** Every score that was worked on or refused by a fault, in order. */
  readonly scores: Heard[] = [];
  /** The most requests that were ever here together. */
  mostAtOnce = 0;
  readonly tokens: TokenEndpoint;
  flavour: 'moodle' | 'canvas' = 'moodle';
  pageSize = 100;
  /** Gives whole lists, as an LMS may that does not know a filter. */
  ignoresFilters = false;
  /** How far its clock is ahead, when it stamps what it takes with its own time; null when it keeps the score's. */
  stampsAheadMs: number | null = null;
  /** What a page of line items or results says comes next, instead of the truth. */
  nextPage: ((page: string) => string | null) | null = null;
  /** The names and roles service, where there is one. */
  roster: (request: Received) => Reply = () => ({ status: 404 });
  readonly #faults = new Faults();
  readonly #server = createServer((request, response) => void this.#handle(request, response));
  #origin = '';
  #here = 0;

  constructor(
    publicKey: CryptoKey | KeyObject,
    private readonly clock: () => Date,
  ) {
    this.tokens = new TokenEndpoint(publicKey, clock);
  }

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
    this.#faults.add(service, faults);
  }

  /** A fault of the next request that this is true of. */
  faultOnce(on: (request: Received) => boolean, fault: Fault): void {
    this.#faults.addOnce(on, fault);
  }

  /** Ends all faults that wait for a request. */
  mend(): void {
    this.#faults.clear();
  }

  to(service: Service): Received[] {
    return this.received.filter(({ path }) => serviceOf(path) === service);
  }

  heldFor(column: Column, sub: string): Held | undefined {
    return this.held.get(`${column.id} ${sub}`);
  }

  /** A grade that a teacher gives by hand. */
  hold(column: Column, sub: string, held: { score: number; timestamp: Date }): void {
    const { attempts = 0 } = this.heldFor(column, sub) ?? {};
    const { score, timestamp } = held;
    this.held.set(`${column.id} ${sub}`, { score, timestamp: timestamp.getTime(), attempts, by: 'teacher' });
  }

  /** A gradebook without columns and grades, in good health; tokens stay. */
  reset(): void {
    this.mend();
    this.columns.length = 0;
    this.held.clear();
    this.received.length = 0;
    this.scores.length = 0;
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
    const fault = this.#faults.take(service, received);
    if (fault === 'hang') return;
    if (fault === 'answer without end') return pourInto(response);
    if (fault === 'drop before work') return void request.socket.destroy();
    if (typeof fault === 'object' && 'status' in fault) {
      if (service === 'scores') this.#hear(received, fault.status);
      return void response.writeHead(fault.status, fault.headers).end(fault.body);
    }
    if (typeof fault === 'object') await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (fault === 'twice') await this.#work(service, received);
    const reply = await this.#work(service, received);
    // Long enough for what else was sent at the same time to be here too.
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (fault === 'drop after work') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  }

  async #work(service: Service, received: Received): Promise<Reply> {
    if (service === 'token') return this.tokens.grant(new URLSearchParams(received.body), this.tokenUrl);
    const needed = {
      lineitems: received.method === 'GET' ? [RIGHTS.lineItem, RIGHTS.lineItemReadonly] : [RIGHTS.lineItem],
      scores: [RIGHTS.score],
      results: [RIGHTS.result],
      memberships: [MEMBERSHIPS],
    }[service];
    const token = /^Bearer (.+)$/.exec(received.headers.authorization ?? '')?.[1] ?? '';
    if (!this.tokens.rightsOf(token).some((scope) => needed.includes(scope))) return { status: 401 };
    if (!/^Attune\/\d/.test(received.headers['user-agent'] ?? '')) return { status: 403 };
    if (service === 'memberships') return this.roster(received);
    if (received.query.get('type_id') !== '3') return { status: 400, body: 'type_id is missing' };
    if (service === 'lineitems') return received.method === 'GET' ? this.#list(received) : this.#create(received);
    const column = this.columns.find(({ id }) => received.path.startsWith(new URL(id).pathname));
    if (!column) return { status: 404 };
    if (service === 'results') return this.#results(column, received);
    const standing = this.held.get(`${column.id} ${JSON.parse(received.body).userId}`)?.by;
    const reply = this.#score(column, received);
    this.#hear(received, reply.status, standing);
    return reply;
  }

  #hear({ path, body }: Received, status: number, standing?: Held['by']): void {
    const { userId: sub, timestamp, scoreGiven, scoreMaximum, [CANVAS_SUBMISSION]: canvas } = JSON.parse(body);
    const column = this.columns.find(({ id }) => path.startsWith(new URL(id).pathname));
    const by = standing ?? this.held.get(`${column?.id} ${sub}`)?.by;
    this.scores.push({
      sub,
      score: scoreGiven / scoreMaximum,
      timestamp: Date.parse(timestamp),
      newSubmission: canvas?.new_submission !== false,
      status,
      besideTeacher: by === 'teacher',
    });
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
    const canvas = score[CANVAS_SUBMISSION];
    const attempts = (earlier?.attempts ?? 0) + (canvas?.new_submission !== false ? 1 : 0);
    if (earlier?.by === 'teacher' && canvas?.prioritize_non_tool_grade === true) {
      this.held.set(key, { ...earlier, attempts });
      return { status: 200 };
    }
    const stamp = this.stampsAheadMs === null ? timestamp : this.clock().getTime() + this.stampsAheadMs;
    this.held.set(key, { score: score.scoreGiven / score.scoreMaximum, timestamp: stamp, attempts, by: 'tool' });
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
