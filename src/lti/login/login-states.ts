import { type Model, Schema } from 'mongoose';
import { defineCollection, type Storage } from '../../storage/index.js';
import { hashes, hashOf, type Randomness } from '../randomness.js';
import type { Platform } from '../registration/index.js';
import type { LoginParameters } from './login-parameters.js';

/** How long a person may take between login and launch, signing in at the LMS included. */
export const LOGIN_MS = 10 * 60 * 1000;

/**
 * A login that waits for its launch. It ties the two together: the platform, the nonce, and the browser, which alone
 * knows the secret of which the proof hash is kept. Used once.
 */
export interface LoginState {
  /** The OIDC state. */
  _id: string;
  nonce: string;
  platform_id: string;
  issuer: string;
  client_id: string;
  target: string;
  proof_hash: string;
  /** What the platform sent, so that the same login can begin again in a window of its own. */
  login_hint: string;
  message_hint: string | null;
  deployment_hint: string | null;
  storage_target: string | null;
  expires_at: Date;
}

export interface StartedLogin {
  readonly state: string;
  readonly nonce: string;
  /** What only this browser knows. */
  readonly proof: string;
}

const loginStatesCollection = defineCollection<LoginState>(
  'login_states',
  new Schema({
    _id: { type: String, required: true },
    nonce: String,
    platform_id: String,
    issuer: String,
    client_id: String,
    target: String,
    proof_hash: String,
    login_hint: String,
    message_hint: String,
    deployment_hint: String,
    storage_target: String,
    expires_at: Date,
  }),
);

export class LoginStates {
  readonly #model: Model<LoginState>;

  constructor(
    storage: Storage,
    private readonly randomness: Randomness,
    private readonly clock: () => Date,
  ) {
    this.#model = storage.everywhere(loginStatesCollection) as unknown as Model<LoginState>;
  }

  async start(platform: Platform, login: LoginParameters): Promise<StartedLogin> {
    const started = {
      state: this.randomness.secret(),
      nonce: this.randomness.secret(),
      proof: this.randomness.secret(),
    };
    const document: LoginState = {
      _id: started.state,
      nonce: started.nonce,
      platform_id: platform.id,
      issuer: platform.issuer,
      client_id: platform.clientId,
      target: login.target_link_uri,
      proof_hash: hashOf(started.proof),
      login_hint: login.login_hint,
      message_hint: login.lti_message_hint,
      deployment_hint: login.lti_deployment_id,
      storage_target: login.lti_storage_target,
      expires_at: new Date(this.clock().getTime() + LOGIN_MS),
    };
    // It outlives the end of MongoDB's process. One that is lost with its whole server is begun again, so nobody waits for a
    // second copy. It is whole as it is, so it goes straight to the driver, as `ScopedCollection.append` does.
    const writeConcern = { w: 1, journal: true };
    await this.#model.collection.insertOne(document as LoginState & { _id: never }, { writeConcern });
    return started;
  }

  /** A login that waits and is not over, or null. */
  find(state: string): Promise<LoginState | null> {
    return this.#model
      .findOne({ _id: state, expires_at: { $gt: this.clock() } })
      .lean<LoginState>()
      .exec();
  }

  /**
   * Uses a login up. Of any number of callers with the right proof, one gets it; a wrong proof leaves it as it is.
   *
   * @returns the login, or null when the proof is wrong or somebody was first
   */
  async consume(login: LoginState, proof: string): Promise<LoginState | null> {
    if (!hashes(proof, login.proof_hash)) return null;
    const { deletedCount } = await this.#model.deleteOne({ _id: login._id }).exec();
    return deletedCount === 1 ? login : null;
  }
}
