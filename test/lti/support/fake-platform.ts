import { KeyObject } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import { CLAIM } from '../../../src/lti/launch/claims.js';

export type Claims = Record<string, unknown>;

interface PlatformKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** An LMS as far as a launch needs one: keys, a key set on loopback that counts who asks, and tokens of any content. */
export class FakePlatform {
  readonly clientId = 'tool-client-1';
  /** How often the key set was asked for. */
  fetches = 0;
  /** How the key set answers; tests put faults here. */
  answer: (response: ServerResponse) => void = (response) => this.sendKeys(response);
  #keys: PlatformKey[] = [];

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<FakePlatform> {
    const server = createServer((_request, response) => {
      platform.fetches += 1;
      platform.answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const platform = new FakePlatform(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await platform.changeKeys();
    return platform;
  }

  get issuer(): string {
    return this.origin;
  }

  get order() {
    const { origin, issuer, clientId } = this;
    const [authUrl, tokenUrl, jwksUrl] = [`${origin}/auth`, `${origin}/token`, `${origin}/jwks`];
    return { issuer, clientId, authUrl, tokenUrl, jwksUrl, name: 'Fake Campus', institution: 'fake-campus' };
  }

  get kid(): string {
    return this.#key.kid;
  }

  /** For signatures of kinds that no platform makes. */
  get privateKey(): KeyObject {
    return KeyObject.from(this.#key.privateKey);
  }

  get publicJwk(): JWK {
    return this.#key.jwk;
  }

  /** New keys, as after a rotation: the old one leaves the set. */
  async changeKeys(): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const kid = `key-${this.#keys.length + 1}`;
    this.#keys.push({ kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } });
  }

  sendKeys(response: ServerResponse, headers: Record<string, string> = {}): void {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ keys: [this.#key.jwk] }));
  }

  async sign(claims: Claims, header: Record<string, unknown> = {}): Promise<string> {
    const { kid, privateKey } = this.#key;
    const payload = new TextEncoder().encode(JSON.stringify(claims));
    const { kid: givenKid = kid, ...rest } = header;
    return new CompactSign(payload)
      .setProtectedHeader({ alg: 'RS256', ...(givenKid !== null && { kid: String(givenKid) }), ...rest })
      .sign(privateKey);
  }

  /** A whole resource link launch of a student, for the nonce of a login. */
  claims(nonce: string, now: Date, changes: Claims = {}): Claims {
    const issuedAt = Math.floor(now.getTime() / 1000);
    const claims: Claims = {
      iss: this.issuer,
      aud: this.clientId,
      sub: 'student-7',
      nonce,
      iat: issuedAt,
      exp: issuedAt + 300,
      name: 'Ada Sample',
      given_name: 'Ada',
      family_name: 'Sample',
      email: 'ada@school.example',
      [CLAIM.version]: '1.3.0',
      [CLAIM.messageType]: 'LtiResourceLinkRequest',
      [CLAIM.deploymentId]: 'deployment-1',
      [CLAIM.targetLinkUri]: 'https://tool.example/lti/launch',
      [CLAIM.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      [CLAIM.context]: { id: 'course-1', label: 'ST1', title: 'Statistics' },
      [CLAIM.resourceLink]: { id: 'link-1', title: 'Practice' },
      ...changes,
    };
    return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  }

  deepLinkingClaims(nonce: string, now: Date, settings: Claims = {}, changes: Claims = {}): Claims {
    return this.claims(nonce, now, {
      [CLAIM.messageType]: 'LtiDeepLinkingRequest',
      [CLAIM.resourceLink]: undefined,
      [CLAIM.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
      [CLAIM.deepLinking]: {
        deep_link_return_url: `${this.origin}/deep-link-return`,
        accept_types: ['ltiResourceLink'],
        accept_multiple: true,
        accept_lineitem: true,
        accept_presentation_document_targets: ['iframe'],
        data: 'opaque-1',
        ...settings,
      },
      ...changes,
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get #key(): PlatformKey {
    const key = this.#keys.at(-1);
    if (!key) throw new Error('the platform has no key yet');
    return key;
  }
}
