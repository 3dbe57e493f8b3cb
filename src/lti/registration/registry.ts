import { createRequire } from 'node:module';
import type { Database, LtiProvider, RequestBuilder } from 'ltijs';
import { z } from 'zod';
import type { Randomness } from '../randomness.js';
import { type MakeKeyPair, makeRsaKeyPair } from './key-pairs.js';
import { LeasedReads } from './leased-reads.js';
import { loadLtijs } from './load-ltijs.js';
import {
  type LoginRequestParts,
  type Platform,
  type PlatformDraft,
  PlatformExists,
  type PlatformRegistry,
  type PublicKeys,
  type RotatedKey,
  type SigningKey,
} from './platform.js';
import { originsOf } from './platform-urls.js';
import { ToolKeys } from './tool-keys.js';

const LoginRequest = createRequire(import.meta.url)('ltijs/dist/Utils/Request.js') as RequestBuilder;

const PlatformRecord = z.object({
  kid: z.string(),
  platformUrl: z.string(),
  clientId: z.string(),
  platformName: z.string(),
  authEndpoint: z.string(),
  accesstokenEndpoint: z.string(),
  authorizationServer: z.string().optional(),
  authConfig: z.object({ method: z.literal('JWK_SET'), key: z.string() }),
  institution: z.string(),
  frameOrigins: z.array(z.string()),
});

const StatusRecord = z.object({ active: z.boolean() });

/** The registry over ltijs and one of its databases. */
export class LtijsPlatformRegistry implements PlatformRegistry {
  readonly #ltijs: LtiProvider;
  readonly #keys: ToolKeys;
  readonly #reads = new LeasedReads<Platform[]>((platforms) => platforms.length > 0 && platforms.every(isActive));

  constructor(
    private readonly database: Database,
    private readonly randomness: Randomness,
    clock: () => Date,
    makeKeyPair: MakeKeyPair = makeRsaKeyPair,
  ) {
    this.#ltijs = loadLtijs(database);
    this.#keys = new ToolKeys(database, randomness, clock, makeKeyPair);
  }

  async register(draft: PlatformDraft): Promise<Platform> {
    const { issuer, clientId } = draft;
    const key = { platformUrl: issuer, clientId };
    if ((await this.#read(key)).length > 0) throw new PlatformExists(issuer, clientId);
    // The id of the first key names the platform as well, as ltijs has it.
    const kid = await this.#keys.add(draft, this.randomness.id());
    try {
      await this.database.Insert(false, 'platform', recordOf(kid, draft));
    } catch (error) {
      // Somebody else registered it meanwhile: theirs stands, and our keys go.
      await this.#keys.remove({ kid });
      if ((await this.#read(key)).length > 0) throw new PlatformExists(issuer, clientId);
      throw error;
    }
    this.#reads.drop();
    const registered = await this.findById(kid);
    if (!registered) throw new Error('The platform was removed while it was being registered.');
    return registered;
  }

  async findByIssuerAndClient(issuer: string, clientId: string): Promise<Platform | null> {
    const [platform] = await this.#find({ platformUrl: issuer, clientId });
    return platform ?? null;
  }

  findByIssuer(issuer: string): Promise<Platform[]> {
    return this.#read({ platformUrl: issuer });
  }

  async findById(id: string): Promise<Platform | null> {
    const [platform] = await this.#find({ kid: id });
    return platform ?? null;
  }

  list(): Promise<Platform[]> {
    return this.#read({});
  }

  async setActive(id: string, active: boolean): Promise<void> {
    const platform = await this.#ltijsPlatform(id);
    await platform?.platformActive(active);
    if (active) this.#reads.drop();
    else await this.#reads.end();
  }

  async remove(id: string): Promise<void> {
    const platform = await this.findById(id);
    if (!platform) return;
    // The platform last: while it is there, this can be done again.
    await this.#keys.remove({ issuer: platform.issuer, clientId: platform.clientId });
    await (await this.#ltijsPlatform(id))?.delete();
    await this.#reads.end();
    if (await this.findById(id)) throw new Error('The platform could not be removed. Try again.');
  }

  async signingKey(platformId: string): Promise<SigningKey> {
    return this.#keys.signingKey(await this.#registered(platformId));
  }

  async rotateKey(platformId: string, { atOnce }: { readonly atOnce: boolean }): Promise<RotatedKey> {
    return this.#keys.rotate(await this.#registered(platformId), { atOnce });
  }

  publicKeys(): Promise<PublicKeys> {
    return this.#keys.publicKeys();
  }

  async loginRequest(platform: Platform, parts: LoginRequestParts): Promise<URL> {
    const parameters = await LoginRequest.ltiAdvantageLogin(
      {
        target_link_uri: parts.redirectUri,
        login_hint: parts.loginHint,
        ...(parts.messageHint !== null && { lti_message_hint: parts.messageHint }),
        ...(parts.deploymentHint !== null && { lti_deployment_id: parts.deploymentHint }),
      },
      { platformClientId: async () => platform.clientId },
      parts.state,
    );
    const url = new URL(platform.authUrl);
    // The nonce of ltijs comes from Math.random; ours is random, and bound to the state.
    for (const [name, value] of Object.entries({ ...parameters, nonce: parts.nonce }))
      url.searchParams.set(name, value);
    return url;
  }

  async #registered(id: string): Promise<Platform> {
    const platform = await this.findById(id);
    if (!platform) throw new Error('This platform is not registered any more, so there is no key to sign with.');
    return platform;
  }

  async #ltijsPlatform(id: string) {
    const [record] = (await this.database.Get(false, 'platform', { kid: id })) || [];
    if (!record) return null;
    const { platformUrl, clientId } = PlatformRecord.parse(record);
    return (await this.#ltijs.getPlatform(platformUrl, clientId)) || null;
  }

  #find(query: Record<string, string>): Promise<Platform[]> {
    return this.#reads.get(JSON.stringify(query), () => this.#read(query));
  }

  async #read(query: Record<string, string>): Promise<Platform[]> {
    const found = (await this.database.Get(false, 'platform', query)) || [];
    return Promise.all(found.map((record) => this.#platformOf(PlatformRecord.parse(record))));
  }

  async #platformOf(record: z.infer<typeof PlatformRecord>): Promise<Platform> {
    const [status] = (await this.database.Get(false, 'platformStatus', { id: record.kid })) || [];
    const { platformUrl: issuer, authEndpoint: authUrl, accesstokenEndpoint: tokenUrl, frameOrigins } = record;
    return {
      id: record.kid,
      issuer,
      clientId: record.clientId,
      name: record.platformName,
      authUrl,
      tokenUrl,
      tokenAudience: record.authorizationServer ?? tokenUrl,
      jwksUrl: record.authConfig.key,
      institution: record.institution,
      origins: originsOf({ issuer, authUrl, frameOrigins }),
      active: StatusRecord.parse(status).active,
    };
  }
}

const isActive = ({ active }: Platform): boolean => active;

function recordOf(kid: string, draft: PlatformDraft): Record<string, unknown> {
  return {
    kid,
    platformName: draft.name,
    platformUrl: draft.issuer,
    clientId: draft.clientId,
    authEndpoint: draft.authUrl,
    accesstokenEndpoint: draft.tokenUrl,
    ...(draft.tokenAudience !== undefined && { authorizationServer: draft.tokenAudience }),
    authConfig: { method: 'JWK_SET', key: draft.jwksUrl },
    institution: draft.institution,
    frameOrigins: [...draft.frameOrigins],
  };
}
