import { Schema } from 'mongoose';
import type { ApiScope } from '../../http/index.js';
import { defineCollection, type Owned } from '../../storage/index.js';

/** A key with which a program of the institution calls the API. The secret itself is kept nowhere, only its hash. */
export interface ApiKeyDocument extends Owned {
  /** What it is for, in the words of whoever made it. */
  name: string;
  scopes: ApiScope[];
  secret_hash: string;
  created_at: Date;
  /** Null: until it is revoked. */
  expires_at: Date | null;
  revoked_at: Date | null;
}

export const apiKeyCollection = defineCollection<ApiKeyDocument>(
  'api_keys',
  new Schema({
    _id: { type: String, required: true },
    tenant: { type: String, required: true },
    name: String,
    scopes: [String],
    secret_hash: String,
    created_at: Date,
    expires_at: Date,
    revoked_at: Date,
  }),
);
