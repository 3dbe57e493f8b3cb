import assert from 'node:assert/strict';
import request from 'supertest';
import type { Claims, FakePlatform } from './fake-platform.js';
import { type LtiApp, PUBLIC_URL } from './lti-app.js';

export interface BegunLogin {
  readonly state: string;
  readonly nonce: string;
  readonly proof: string;
  /** `name=value`, as a browser sends it back. */
  readonly cookie: string;
  readonly address: URL;
}

export type Answer = request.Response;

/** What one browser does between an LMS and the tool. */
export class TestBrowser {
  constructor(
    readonly tool: LtiApp,
    readonly platform: FakePlatform,
  ) {}

  loginFields(changes: Record<string, string | undefined> = {}): Record<string, string> {
    const fields = {
      iss: this.platform.issuer,
      login_hint: 'hint-7',
      target_link_uri: `${PUBLIC_URL}/lti/launch`,
      lti_message_hint: '{"cmid":12}',
      client_id: this.platform.clientId,
      lti_deployment_id: 'deployment-1',
      ...changes,
    };
    return Object.fromEntries(
      Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
    );
  }

  async login(changes: Record<string, string | undefined> = {}): Promise<BegunLogin> {
    const answer = await request(this.tool.app).post('/lti/login').type('form').send(this.loginFields(changes));
    assert.equal(answer.status, 200, answer.text);
    const address = new URL(attribute(answer.text, 'data-address'));
    const [cookie = ''] = answer.headers['set-cookie']?.[0]?.split(';') ?? [];
    return {
      state: attribute(answer.text, 'data-state'),
      proof: attribute(answer.text, 'data-proof'),
      nonce: address.searchParams.get('nonce') ?? '',
      cookie,
      address,
    };
  }

  post(fields: Record<string, string>, cookie?: string): request.Test {
    const posting = request(this.tool.app).post('/lti/launch').type('form');
    return (cookie === undefined ? posting : posting.set('Cookie', cookie)).send(fields);
  }

  /** A launch from beginning to end, with the claims and header changed as told. */
  async launch(changes: Claims = {}, header: Record<string, unknown> = {}): Promise<Answer> {
    const login = await this.login();
    const token = await this.platform.sign(this.platform.claims(login.nonce, this.tool.now, changes), header);
    return this.post({ id_token: token, state: login.state }, login.cookie);
  }

  async deepLink(settings: Claims = {}, changes: Claims = {}): Promise<Answer> {
    const login = await this.login();
    const claims = this.platform.deepLinkingClaims(login.nonce, this.tool.now, settings, changes);
    return this.post({ id_token: await this.platform.sign(claims), state: login.state }, login.cookie);
  }
}

/** The value of the first attribute of this name, as a browser reads it. */
export function attribute(html: string, name: string): string {
  const [, value] = new RegExp(`${name}="([^"]*)"`).exec(html) ?? [];
  if (value === undefined) throw new Error(`the page has no ${name}: ${html}`);
  return unescaped(value);
}

/** The value of a form's field, as a browser reads it. */
export function field(html: string, name: string): string {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(html) ?? [];
  if (value === undefined) throw new Error(`the page has no field ${name}: ${html}`);
  return unescaped(value);
}

/** What a browser reads where a page escaped something. */
export function unescaped(value: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return value.replace(/&(?:#x([0-9A-Fa-f]+)|(amp|lt|gt|quot));/g, (_, code: string, name: string) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (named[name] ?? ''),
  );
}

/** The code under which a refusal is kept, found by the reference that its page shows. */
export async function refusalOf(tool: LtiApp, answer: Answer): Promise<string | undefined> {
  const [, reference] = /Reference: ([A-Za-z0-9_-]{12})/.exec(answer.text) ?? [];
  const kept = await tool.storage.connection
    .collection<{ _id: string; code: string }>('launch_refusals')
    .findOne({ _id: reference ?? '' });
  return kept?.code;
}

export async function assertRefused(tool: LtiApp, answer: Answer, status: number, code: string): Promise<void> {
  assert.equal(await refusalOf(tool, answer), code, answer.text);
  assert.equal(answer.status, status);
  assert.match(answer.headers['content-type'] ?? '', /text\/html/);
}
