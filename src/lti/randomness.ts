import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** Where ids and secrets come from; injected, so that a test can foresee them. */
export interface Randomness {
  /** An opaque id. It may stand in an address and opens nothing. */
  id(): string;
  /** 256 random bits as 43 characters of base64url. */
  secret(): string;
}

export const systemRandomness: Randomness = {
  id: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
};

/** What a secret of `Randomness.secret` looks like. */
export const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * What is kept of a secret at rest: SHA-256 in base64url. Our secrets have 256 random bits, so neither salt nor a slow
 * hash would add anything.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether a secret has this hash, in a time that tells nothing about how much of it was right. */
export function hashes(secret: string, hash: string): boolean {
  const given = Buffer.from(hashOf(secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}
