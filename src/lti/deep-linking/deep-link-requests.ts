import { Schema } from 'mongoose';
import { defineCollection, type Owned, type Storage } from '../../storage/index.js';
import type { VerifiedLaunch } from '../launch/index.js';
import type { OpenSession } from '../sessions/index.js';

/** What one deep linking launch asked for. It has the id of its session, so each tab answers with its own `data`. */
export interface DeepLinkRequest extends Owned {
  issuer: string;
  client_id: string;
  deployment_id: string;
  return_url: string;
  data: string | null;
  accept_types: string[];
  accept_multiple: boolean;
  accept_line_item: boolean;
  expires_at: Date;
}

const deepLinkRequestsCollection = defineCollection<DeepLinkRequest>(
  'deep_link_requests',
  new Schema({
    _id: { type: String, required: true },
    tenant: { type: String, required: true },
    issuer: String,
    client_id: String,
    deployment_id: String,
    return_url: String,
    data: String,
    accept_types: [String],
    accept_multiple: Boolean,
    accept_line_item: Boolean,
    expires_at: Date,
  }),
);

export class DeepLinkRequests {
  constructor(private readonly storage: Storage) {}

  /** Keeps the settings of a deep linking launch as long as its session. Any other launch has none to keep. */
  async keep(session: OpenSession, { issuer, clientId, deploymentId, deepLinking }: VerifiedLaunch): Promise<void> {
    if (!deepLinking) return;
    await this.#of(session.tenant).insert({
      _id: session.sessionId,
      issuer,
      client_id: clientId,
      deployment_id: deploymentId,
      return_url: deepLinking.returnUrl,
      data: deepLinking.data,
      accept_types: [...deepLinking.acceptTypes],
      accept_multiple: deepLinking.acceptMultiple,
      accept_line_item: deepLinking.acceptLineItem,
      expires_at: session.expiresAt,
    });
  }

  find({ tenant, sessionId }: { tenant: string; sessionId: string }): Promise<DeepLinkRequest | null> {
    return this.#of(tenant).findOne({ _id: sessionId });
  }

  #of(tenant: string) {
    return this.storage.scope(tenant).collection(deepLinkRequestsCollection);
  }
}
