import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import supertest from 'supertest';
import { type Campus, type CampusOptions, createCampus } from '../../../demo/campus/campus.js';
import type { Link, Person } from '../../../demo/campus/state.js';
import { SCOPE } from '../../../demo/campus/vocabulary.js';

export const ORIGIN = 'http://127.0.0.1:3100';
export const TOOL_ORIGIN = 'http://localhost:3000';
export const CLIENT_ID = 'attune-client';
export const LAUNCH_URL = `${TOOL_ORIGIN}/lti/launch`;
export const START = new Date('2026-11-23T10:00:00Z');
export const ALL_SCOPES = Object.values(SCOPE);

/** The tool as the campus sees it: a key set on loopback, and signatures made with its keys. */
export interface FakeTool {
  readonly jwksUrl: string;
  sign(claims: JWTPayload, header?: { alg?: string; kid?: string }): Promise<string>;
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeTool(): Promise<FakeTool> {
  let keys = await makeKey('tool-1');
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [keys.jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    jwksUrl: `http://127.0.0.1:${port}/keys`,
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keys.kid, ...header }).sign(keys.privateKey),
    async rotate() {
      keys = await makeKey('tool-2');
    },
    close: () => closeServer(server),
  };
}

async function makeKey(kid: string): Promise<{ kid: string; privateKey: CryptoKey; jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** A campus with one graded activity, asked without a network by supertest, with a clock that the test moves. */
export class Bench {
  now = START;
  private assertions = 0;

  private constructor(
    readonly tool: FakeTool,
    private made: Campus | undefined,
  ) {}

  static async start(options: Partial<CampusOptions> = {}): Promise<Bench> {
    const tool = await startFakeTool();
    const bench = new Bench(tool, undefined);
    const made = createCampus({
      origin: ORIGIN,
      tool: { origin: TOOL_ORIGIN, loginUrl: `${TOOL_ORIGIN}/lti/login`, launchUrl: LAUNCH_URL, jwksUrl: tool.jwksUrl },
      clientId: CLIENT_ID,
      deploymentIds: ['1'],
      clock: () => bench.now,
      seed: 'tests',
      ...options,
    });
    bench.made = await made.catch(async (error) => {
      await tool.close();
      throw error;
    });
    return bench;
  }

  get campus(): Campus {
    if (!this.made) throw new Error('the campus is not made yet');
    return this.made;
  }

  get http() {
    return supertest(this.campus.app);
  }

  get courseId(): string {
    return this.campus.state.courses[0]?.id ?? '';
  }

  /** A graded activity out of 50, and the address of its column. */
  gradedLink(custom: Record<string, string> = {}): { link: Link; itemUrl: string } {
    const lineItem = { label: 'Practice', scoreMaximum: 50, resourceId: 'practice-1', tag: 'grade' };
    const link = this.campus.addLink({ courseId: this.courseId, title: 'Practice', url: LAUNCH_URL, custom, lineItem });
    const item = this.campus.state.lineItems.find(({ linkId }) => linkId === link.id);
    const query = this.campus.state.switches.flavour === 'moodle' ? '?type_id=1' : '';
    return { link, itemUrl: `${ORIGIN}/lti/courses/${this.courseId}/lineitems/${item?.id}/lineitem${query}` };
  }

  person(id: string): Person {
    const found = this.campus.state.people.find((person) => person.id === id);
    if (!found) throw new Error(`nobody is called ${id}`);
    return found;
  }

  /** The claims of an honest client assertion. */
  assertionClaims(): JWTPayload {
    this.assertions += 1;
    const iat = Math.floor(this.now.getTime() / 1000);
    const aud = this.campus.endpoints.tokenUrl;
    return { iss: CLIENT_ID, sub: CLIENT_ID, aud, iat, exp: iat + 60, jti: `assertion-${this.assertions}` };
  }

  tokenForm(assertion: string, scope: string): Record<string, string> {
    return {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope,
    };
  }

  /** The Authorization header of a token with these scopes. */
  async bearer(...scopes: string[]): Promise<string> {
    const form = this.tokenForm(await this.tool.sign(this.assertionClaims()), scopes.join(' '));
    const response = await this.http.post('/lti/token').type('form').send(form);
    if (response.status !== 200) throw new Error(`no token: ${response.text}`);
    return `Bearer ${response.body.access_token}`;
  }

  async close(): Promise<void> {
    await this.made?.close();
    await this.tool.close();
  }
}

/** The part of an address that supertest asks for. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** `/scores` and `/results` go before the query part of a line item. */
export function below(itemUrl: string, name: string): string {
  const url = new URL(itemUrl);
  url.pathname += `/${name}`;
  return pathOf(url.href);
}

/** The form of a page that passes through: where it goes and what it carries. */
export function formOf(html: string): { action: string; fields: Record<string, string> } {
  const action = /<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? '';
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const fields = [...inputs].map(([, name = '', value = '']) => [plain(name), plain(value)]);
  return { action: plain(action), fields: Object.fromEntries(fields) };
}

function plain(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (_all, hex: string | undefined, name: string | undefined) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (named[name ?? ''] ?? ''),
  );
}
