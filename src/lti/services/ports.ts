import type { KeyObject } from 'node:crypto';

/** A platform as calls to its services need to know it. */
export interface ServicePlatform {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Where access tokens are asked for. */
  readonly tokenUrl: string;
  /** Whom the assertion is addressed to; the token URL when the platform names nobody else. */
  readonly tokenAudience: string;
  /** Where the platform is at home; `https://*.name` stands for any name below it. Tokens go nowhere else. */
  readonly origins: readonly string[];
  readonly active: boolean;
}

/** What we ask of the registry of platforms; `PlatformRegistry` of the registration is one. */
export interface PlatformKeys {
  findByIssuerAndClient(issuer: string, clientId: string): Promise<ServicePlatform | null>;
  /** Our private key (RSA) for a platform; its public half is in our key set under `kid`. */
  signingKey(platformId: string): Promise<{ readonly kid: string; readonly key: KeyObject }>;
}
