import { createHash, timingSafeEqual } from 'node:crypto';
import { API_SCOPES, type ApiScope, notFound } from '../../http/index.js';
import { recordAudit, type Scope, type Storage } from '../../storage/index.js';
import { type ApiKeyDocument, apiKeyCollection } from './model.js';

/** `attune_<institution>.<id>.<secret>`: it says where it belongs, so nothing is looked up outside an institution. */
const KEY = /^attune_([a-z0-9-]{1,64})\.([A-Za-z0-9_-]{8,40})\.([A-Za-z0-9_-]{40,60})$/;

export interface KeyDraft {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: Date | null;
}

export interface KeyParts {
  readonly id: string;
  /** At least 32 random bytes, base64url. */
  readonly secret: string;
  readonly now: Date;
}

/** Makes a key. @returns the key as its bearer sends it; it can be read only now */
export async function createKey(scope: Scope, draft: KeyDraft, { id, secret, now }: KeyParts): Promise<string> {
  const { name, scopes, expiresAt } = draft;
  await scope.transaction(async (tx) => {
    await tx.collection(apiKeyCollection).insert({
      _id: id,
      name,
      // In the order of the list, each once: two keys that may do the same look the same.
      scopes: API_SCOPES.filter((each) => scopes.includes(each)),
      secret_hash: hashOf(secret),
      created_at: now,
      expires_at: expiresAt,
      revoked_at: null,
    });
    await recordAudit(
      tx,
      { action: 'api-key-created', actor: 'operator', details: { key: id, scopes: scopes.join(' ') } },
      { id: `${id}:created`, now },
    );
  });
  return `attune_${scope.tenant}.${id}.${secret}`;
}

/** @throws AppError `not-found` when the institution has no such key */
export async function revokeKey(scope: Scope, id: string, now: Date): Promise<void> {
  await scope.transaction(async (tx) => {
    const changed = await tx.collection(apiKeyCollection).updateOne({ _id: id }, { $set: { revoked_at: now } });
    if (changed === 0) throw notFound('no such key');
    await recordAudit(
      tx,
      { action: 'api-key-revoked', actor: 'operator', details: { key: id } },
      { id: `${id}:revoked:${now.getTime()}`, now },
    );
  });
}

/** The keys of an institution, newest first. */
export function listKeys(scope: Scope): Promise<ApiKeyDocument[]> {
  return scope.collection(apiKeyCollection).find({}, { sort: { created_at: -1, _id: 1 } });
}

/** The key that a request carries, if it opens anything now. */
export async function openKey(storage: Storage, bearer: string, now: Date): Promise<ApiKeyDocument | null> {
  const [, tenant, id, secret] = KEY.exec(bearer) ?? [];
  if (tenant === undefined || id === undefined || secret === undefined) return null;
  const key = await storage.scope(tenant).collection(apiKeyCollection).findShared({ _id: id });
  if (!key || !isSame(key.secret_hash, hashOf(secret))) return null;
  const over = key.revoked_at !== null || (key.expires_at !== null && key.expires_at <= now);
  return over ? null : key;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
