export { createKey, type KeyDraft, listKeys, openKey, revokeKey } from './api-keys.js';
export type { ApiKeyDocument } from './model.js';
