import { type Model, Schema } from 'mongoose';
import { defineCollection, type Storage } from '../../storage/index.js';
import type { RefusalCode } from './refusal.js';

/** A refusal as support finds it by its reference: why, and from which platform; nothing about a person. */
export interface RefusalRecord {
  /** The reference that the page shows. */
  _id: string;
  code: RefusalCode;
  issuer: string | null;
  client_id: string | null;
  created_at: Date;
  expires_at: Date;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const refusalsCollection = defineCollection<RefusalRecord>(
  'launch_refusals',
  new Schema({
    _id: { type: String, required: true },
    code: String,
    issuer: String,
    client_id: String,
    created_at: Date,
    expires_at: Date,
  }),
);

export class RefusalLog {
  readonly #model: Model<RefusalRecord>;

  constructor(
    storage: Storage,
    private readonly clock: () => Date,
  ) {
    this.#model = storage.everywhere(refusalsCollection) as unknown as Model<RefusalRecord>;
  }

  async put(
    reference: string,
    code: RefusalCode,
    platform: { issuer: string; clientId: string } | null,
  ): Promise<void> {
    const now = this.clock();
    await this.#model.create([
      {
        _id: reference,
        code,
        issuer: platform?.issuer ?? null,
        client_id: platform?.clientId ?? null,
        created_at: now,
        expires_at: new Date(now.getTime() + KEPT_MS),
      },
    ]);
  }

  find(reference: string): Promise<RefusalRecord | null> {
    return this.#model.findById(reference).lean<RefusalRecord>().exec();
  }
}
