import { Schema } from 'mongoose';
import { z } from 'zod';
import { defineCollection, type Owned, type Scope, type Storage } from '../../storage/index.js';

/** A tenant. Its id is its own tenant, so that it obeys the same rule as all it owns. */
export interface Institution extends Owned {
  name: string;
  created_at: Date;
}

const institutions = defineCollection<Institution>(
  'institutions',
  new Schema({ _id: { type: String, required: true }, tenant: String, name: String, created_at: Date }),
);

export const InstitutionId = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    'use lower-case letters, digits and "-", 64 characters at most, not beginning or ending with "-"',
  );

/** Makes the institution if it is not there yet; its name is kept when it is. */
export async function ensureInstitution(storage: Storage, id: string, name: string, now: Date): Promise<Institution> {
  InstitutionId.parse(id);
  const document = await storage
    .everywhere(institutions)
    .findOneAndUpdate(
      { _id: id },
      { $setOnInsert: { tenant: id, name, created_at: now } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean();
  return document as unknown as Institution;
}

/** The institution of a scope; null where nobody has named it. */
export function selectOptionalInstitution(scope: Scope): Promise<Institution | null> {
  return scope.collection(institutions).findOne({ _id: scope.tenant });
}

export async function listInstitutions(storage: Storage): Promise<Institution[]> {
  return (await storage.everywhere(institutions).find().sort({ _id: 1 }).lean()) as unknown as Institution[];
}
