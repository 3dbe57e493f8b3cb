import type { KeyObject } from 'node:crypto';

/** One LMS as this tool is registered with it: an issuer together with the client id that it gave us. */
export interface Platform {
  /** The id of our first key pair for this platform, which names the platform as well. */
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly name: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  /** The `aud` of our client assertions: what the platform asked for, else the token address. */
  readonly tokenAudience: string;
  readonly jwksUrl: string;
  /** The institution into which its deployments are approved unless somebody says otherwise. */
  readonly institution: string;
  /** Who may frame our pages for this platform. */
  readonly origins: readonly string[];
  readonly active: boolean;
}

export interface PlatformDraft {
  readonly issuer: string;
  readonly clientId: string;
  readonly name: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly tokenAudience?: string | undefined;
  readonly jwksUrl: string;
  readonly institution: string;
  readonly frameOrigins: readonly string[];
}

export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** A key that was rotated in, and when it begins to sign. */
export interface RotatedKey {
  readonly kid: string;
  readonly signsFrom: Date;
}

/** A JSON Web Key Set as it is sent, with the tag that tells two versions apart. */
export interface PublicKeys {
  readonly body: string;
  readonly etag: string;
}

export interface LoginRequestParts {
  readonly loginHint: string;
  readonly messageHint: string | null;
  readonly deploymentHint: string | null;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
}

/** The platforms that this tool is registered with, and our keys for them. */
export interface PlatformRegistry {
  /**
   * Registers a platform with a key pair of its own; it stays closed until `setActive`.
   *
   * @throws PlatformExists when the issuer and client id are registered: nothing is ever overwritten
   */
  register(draft: PlatformDraft): Promise<Platform>;
  findByIssuerAndClient(issuer: string, clientId: string): Promise<Platform | null>;
  findByIssuer(issuer: string): Promise<Platform[]>;
  findById(id: string): Promise<Platform | null>;
  list(): Promise<Platform[]>;
  setActive(id: string, active: boolean): Promise<void>;
  /** Takes a platform and its keys away. */
  remove(id: string): Promise<void>;
  /** Our key for whatever we sign for a platform. @throws Error when the platform is not registered */
  signingKey(platformId: string): Promise<SigningKey>;
  /**
   * Gives the platform a new key of ours; the old one stays in the key set until nothing needs it.
   *
   * @param atOnce  the old one is not to be trusted: it is gone now
   * @throws Error when the platform is not registered
   */
  rotateKey(platformId: string, options: { readonly atOnce: boolean }): Promise<RotatedKey>;
  /** The public halves of all our keys. */
  publicKeys(): Promise<PublicKeys>;
  /** The address of the platform's authorization endpoint with the OIDC authentication request. */
  loginRequest(platform: Platform, parts: LoginRequestParts): Promise<URL>;
}

export class PlatformExists extends Error {
  override readonly name = 'PlatformExists';
  constructor(issuer: string, clientId: string) {
    super(`The platform ${issuer} with client id ${clientId} is registered already. Remove it first to change it.`);
  }
}
