import { type Model, Schema } from 'mongoose';
import { defineCollection, type Storage } from '../../storage/index.js';
import type { Randomness } from '../randomness.js';
import { LeasedReads } from './leased-reads.js';
import type { Platform } from './platform.js';

/** One installation of the tool in an LMS. Who launches through an approved one belongs to its institution. */
export interface Deployment {
  _id: string;
  platform_id: string;
  issuer: string;
  client_id: string;
  deployment_id: string;
  /** The institution that it is approved into; null while nobody has decided. */
  tenant: string | null;
  status: 'approved' | 'pending' | 'revoked';
  first_seen_at: Date;
  decided_at: Date | null;
}

/**
 * How many deployments of one platform may wait at a time: enough for an LMS that is being set up, too few to fill the
 * database.
 */
export const MOST_PENDING = 50;

const deploymentsCollection = defineCollection<Deployment>(
  'deployments',
  new Schema({
    _id: { type: String, required: true },
    platform_id: String,
    issuer: String,
    client_id: String,
    deployment_id: String,
    tenant: String,
    status: String,
    first_seen_at: Date,
    decided_at: Date,
  }),
);

/** The list of deployments, above all institutions: it decides to which one a launch belongs. */
export class Deployments {
  readonly #model: Model<Deployment>;
  readonly #reads = new LeasedReads<Deployment | null>((deployment) => deployment?.status === 'approved');

  constructor(
    storage: Storage,
    private readonly randomness: Randomness,
    private readonly clock: () => Date,
  ) {
    this.#model = storage.everywhere(deploymentsCollection) as unknown as Model<Deployment>;
  }

  /** The deployment of a launch. One that nobody has seen is put down as waiting; null when too many wait already. */
  async seen(platform: Platform, deploymentId: string): Promise<Deployment | null> {
    const known = await this.find(platform, deploymentId);
    if (known) return known;
    const waiting = await this.#model.countDocuments({ platform_id: platform.id, status: 'pending' });
    if (waiting >= MOST_PENDING) return null;
    return this.#put(platform, deploymentId, {});
  }

  find(platform: Platform, deploymentId: string): Promise<Deployment | null> {
    const key = keyOf(platform, deploymentId);
    return this.#reads.get(JSON.stringify(key), () => this.#model.findOne(key).lean<Deployment>().exec());
  }

  findById(id: string): Promise<Deployment | null> {
    return this.#model.findById(id).lean<Deployment>().exec();
  }

  /** Approves a deployment by its launch identity, whether it was seen before or not. */
  async approve(platform: Platform, deploymentId: string, tenant: string): Promise<Deployment> {
    this.#reads.drop();
    return this.#put(platform, deploymentId, { tenant, status: 'approved', decided_at: this.clock() });
  }

  /** @returns the deployment as it is now, or null when there is none */
  async revoke(id: string): Promise<Deployment | null> {
    const change = { $set: { status: 'revoked', decided_at: this.clock() } };
    const after = { returnDocument: 'after' } as const;
    const revoked = await this.#model.findByIdAndUpdate(id, change, after).lean<Deployment>().exec();
    await this.#reads.end();
    return revoked;
  }

  list(filter: { platformId?: string; status?: Deployment['status'] } = {}): Promise<Deployment[]> {
    const { platformId, status } = filter;
    const query = { ...(platformId !== undefined && { platform_id: platformId }), ...(status && { status }) };
    return this.#model.find(query).sort({ first_seen_at: 1 }).lean<Deployment[]>().exec();
  }

  async removeOf(platformId: string): Promise<void> {
    await this.#model.deleteMany({ platform_id: platformId });
    await this.#reads.end();
  }

  async #put(platform: Platform, deploymentId: string, decision: Partial<Deployment>): Promise<Deployment> {
    const undecided = { tenant: null, status: 'pending', decided_at: null };
    const rest = Object.entries(undecided).filter(([field]) => !(field in decision));
    const update = {
      $set: { platform_id: platform.id, ...decision },
      $setOnInsert: { _id: this.randomness.id(), first_seen_at: this.clock(), ...Object.fromEntries(rest) },
    };
    const filter = keyOf(platform, deploymentId);
    return retryOnce(async () => {
      const options = { upsert: true, returnDocument: 'after' } as const;
      const put = await this.#model.findOneAndUpdate(filter, update, options).lean<Deployment>().exec();
      if (!put) throw new Error('The deployment could not be stored.');
      return put;
    });
  }
}

function keyOf(platform: Platform, deploymentId: string) {
  return { issuer: platform.issuer, client_id: platform.clientId, deployment_id: deploymentId };
}

/** Two upserts of one new deployment may meet; the second then finds what the first has put there. */
async function retryOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error;
    return work();
  }
}
