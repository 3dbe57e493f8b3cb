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
  /** The institution that it concerns; null where nobody knows. */
  tenant?: string | null;
  /** Which rule was broken, in the words of the log; never what was sent. */
  detail?: string;
  created_at: Date;
  expires_at: Date;
}

/** A refusal on its way into the log. */
export interface RefusalDraft {
  readonly reference: string;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly tenant: string | null;
  readonly platform: { readonly issuer: string; readonly clientId: string } | null;
}

export interface RefusalQuery {
  readonly tenant?: string | undefined;
  readonly reference?: string | undefined;
  readonly limit: number;
}

const LONGEST_DETAIL = 200;
const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = 30 * 24 * HOUR_MS;

/**
 * So many refusals of one platform, or of none, are kept in an hour: enough for a class of 300 that tries again and again,
 * and no flood fills the database. Those beyond are in the log of the process only.
 */
const MOST_AN_HOUR = 2_000;

const refusalsCollection = defineCollection<RefusalRecord>(
  'launch_refusals',
  new Schema({
    _id: { type: String, required: true },
    code: String,
    issuer: String,
    client_id: String,
    tenant: String,
    detail: String,
    created_at: Date,
    expires_at: Date,
  }),
);

export class RefusalLog {
  readonly #model: Model<RefusalRecord>;
  #hour = 0;
  /** How many were kept in this hour, by platform: registered ones only, so that nobody makes it long. */
  readonly #kept = new Map<string, number>();

  constructor(
    storage: Storage,
    private readonly clock: () => Date,
    private readonly mostAnHour = MOST_AN_HOUR,
  ) {
    this.#model = storage.everywhere(refusalsCollection) as unknown as Model<RefusalRecord>;
  }

  async put({ reference, code, detail, tenant, platform }: RefusalDraft): Promise<void> {
    const now = this.clock();
    if (!this.#hasRoom(platform, now)) return;
    await this.#model.create([
      {
        _id: reference,
        code,
        issuer: platform?.issuer ?? null,
        client_id: platform?.clientId ?? null,
        tenant,
        detail: detail.slice(0, LONGEST_DETAIL),
        created_at: now,
        expires_at: new Date(now.getTime() + KEPT_MS),
      },
    ]);
  }

  #hasRoom(platform: RefusalDraft['platform'], now: Date): boolean {
    const hour = Math.floor(now.getTime() / HOUR_MS);
    if (hour !== this.#hour) this.#kept.clear();
    this.#hour = hour;
    const whose = JSON.stringify(platform && [platform.issuer, platform.clientId]);
    const kept = this.#kept.get(whose) ?? 0;
    this.#kept.set(whose, kept + 1);
    return kept < this.mostAnHour;
  }

  /** The newest first: of one institution, or of all, also those that belong to none. */
  list({ tenant, reference, limit }: RefusalQuery): Promise<RefusalRecord[]> {
    const filter = { ...(tenant !== undefined && { tenant }), ...(reference !== undefined && { _id: reference }) };
    return this.#model.find(filter).sort({ created_at: -1 }).limit(limit).lean<RefusalRecord[]>().exec();
  }

  /** How often launches of a platform were refused since a moment, by code. */
  async countSince(platform: { issuer: string; clientId: string }, since: Date): Promise<Map<RefusalCode, number>> {
    const match = { issuer: platform.issuer, client_id: platform.clientId, created_at: { $gte: since } };
    const counts = await this.#model.aggregate<{ _id: RefusalCode; times: number }>([
      { $match: match },
      { $group: { _id: '$code', times: { $sum: 1 } } },
      { $sort: { times: -1, _id: 1 } },
    ]);
    return new Map(counts.map(({ _id, times }) => [_id, times]));
  }

  find(reference: string): Promise<RefusalRecord | null> {
    return this.#model.findById(reference).lean<RefusalRecord>().exec();
  }
}
