export {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditEntry,
  auditCollection,
  listAudit,
  recordAudit,
} from './audit-log.js';
export type { Changes } from './changes.js';
export { type Collection, defineCollection, type Owned } from './collection.js';
export { createKeyring, type Keyring, type Sealed } from './keyring.js';
export { assertMigrated, type Migration, migrateDown, migrateUp, migrationStatus } from './migrations.js';
export type { Change, Listener } from './news.js';
export { createOutbox, enqueue, type Outbox, type OutboxEntry } from './outbox.js';
export { packageRoot } from './paths.js';
export { Scope } from './scope.js';
export { type Draft, type Filter, ScopedCollection } from './scoped-collection.js';
export { openStorage, type Storage } from './storage.js';
export { StorageError } from './storage-error.js';
