import { Schema } from 'mongoose';
import { defineCollection, type Owned } from './collection.js';
import type { Scope } from './scope.js';

/** Everything that somebody may later have to answer for. */
export const AUDIT_ACTIONS = [
  'launch',
  'deep-link',
  'grade-accepted',
  'grade-superseded',
  'delivery-resent',
  'course-bound',
  'course-created',
  'catalogue-imported',
  'session-left',
  'data-exported',
  'platform-added',
  'platform-enabled',
  'platform-disabled',
  'platform-removed',
  'key-rotated',
  'deployment-approved',
  'deployment-revoked',
  'coach-writing-allowed',
  'coach-writing-stopped',
  'api-key-created',
  'api-key-revoked',
  'model-promoted',
  'model-rolled-back',
  'activity-mapped',
  'grades-imported',
  'connector-added',
  'connector-removed',
  'path-pins-changed',
  'experiment-created',
  'experiment-started',
  'experiment-stopped',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it: a person by our own opaque id, whoever runs the commands, or the tool by itself. */
export type AuditActor = 'operator' | 'system' | { readonly user: string };

/**
 * One thing that was done: by whom, in which institution, to what. Ids, codes and counts only; no name, no token, no word
 * of a learner. Nothing changes an entry; after four hundred days it is gone.
 */
export interface AuditEntry extends Owned {
  action: AuditAction;
  actor: 'operator' | 'system' | 'user';
  user_id: string | null;
  details: Record<string, string | number | boolean>;
  at: Date;
  expires_at: Date;
}

/** A school year, and the time to look back at it. */
const KEPT_MS = 400 * 24 * 60 * 60_000;

export const auditCollection = defineCollection<AuditEntry>(
  'audit_log',
  new Schema({
    _id: { type: String, required: true },
    tenant: { type: String, required: true },
    action: String,
    actor: String,
    user_id: String,
    details: Schema.Types.Mixed,
    at: Date,
    expires_at: Date,
  }),
);

export interface AuditDraft {
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** Appends to the audit log of an institution, in the caller's transaction if there is one. */
export async function recordAudit(
  scope: Scope,
  draft: AuditDraft,
  { id, now }: { id: string; now: Date },
): Promise<void> {
  const { action, actor, details } = draft;
  await scope.collection(auditCollection).append({
    _id: id,
    action,
    actor: typeof actor === 'string' ? actor : 'user',
    user_id: typeof actor === 'string' ? null : actor.user,
    details: { ...details },
    at: now,
    expires_at: new Date(now.getTime() + KEPT_MS),
  });
}

/** The newest entries of an institution. */
export function listAudit(
  scope: Scope,
  { action, limit }: { readonly action?: AuditAction | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  return scope.collection(auditCollection).find(action ? { action } : {}, { sort: { at: -1 }, limit });
}
