import {
  anyObject,
  bool,
  createCollections,
  date,
  dropCollections,
  list,
  object,
  oneOf,
  orNull,
  string,
  text,
} from './lib/collections.js';

const sealed = {
  bsonType: 'object',
  required: ['key', 'text'],
  properties: { key: string, text: string },
  additionalProperties: false,
};

const ltijsKeys = {
  schema: object({ created_at: date, kid: string, platformUrl: string, clientId: string, sealed }),
  indexes: [
    { name: 'one_key_per_id', key: { kid: 1 }, unique: true },
    { name: 'keys_of_a_platform', key: { platformUrl: 1, clientId: 1 } },
  ],
};

const gone = (name) => ({ name, key: { expires_at: 1 }, expireAfterSeconds: 0 });

/** The LMS door. The `ltijs_…` collections hold ltijs' own records, under the names that ltijs gives their fields. */
const definitions = {
  ltijs_platforms: {
    schema: object(
      {
        created_at: date,
        platformName: string,
        platformUrl: string,
        clientId: string,
        authEndpoint: string,
        accesstokenEndpoint: string,
        kid: string,
        authConfig: anyObject,
        institution: string,
        frameOrigins: list(string),
      },
      { authorizationServer: string },
    ),
    indexes: [
      { name: 'one_platform_per_issuer_and_client', key: { platformUrl: 1, clientId: 1 }, unique: true },
      { name: 'platform_by_key_id', key: { kid: 1 }, unique: true },
    ],
  },
  ltijs_platform_statuses: {
    schema: object({ created_at: date, id: string, active: bool }),
    indexes: [{ name: 'one_status_per_platform', key: { id: 1 }, unique: true }],
  },
  ltijs_public_keys: ltijsKeys,
  ltijs_private_keys: ltijsKeys,
  deployments: {
    schema: object({
      platform_id: string,
      issuer: string,
      client_id: string,
      deployment_id: string,
      tenant: orNull(string),
      status: oneOf('approved', 'pending', 'revoked'),
      first_seen_at: date,
      decided_at: orNull(date),
    }),
    indexes: [
      {
        name: 'one_deployment_per_launch_identity',
        key: { issuer: 1, client_id: 1, deployment_id: 1 },
        unique: true,
      },
      { name: 'deployments_of_a_platform', key: { platform_id: 1, status: 1 } },
    ],
  },
  login_states: {
    schema: object({
      nonce: string,
      platform_id: string,
      issuer: string,
      client_id: string,
      target: string,
      proof_hash: string,
      login_hint: string,
      message_hint: orNull(text),
      deployment_hint: orNull(string),
      storage_target: orNull(string),
      expires_at: date,
    }),
    indexes: [{ name: 'one_login_per_nonce', key: { nonce: 1 }, unique: true }, gone('logins_end')],
  },
  launch_refusals: {
    schema: object({
      code: string,
      issuer: orNull(string),
      client_id: orNull(string),
      created_at: date,
      expires_at: date,
    }),
    indexes: [gone('refusals_end')],
  },
  sessions: {
    schema: object({
      tenant: string,
      secret_hash: string,
      user_id: string,
      course_id: string,
      placement_id: orNull(string),
      deployment: string,
      role: oneOf('learner', 'staff', 'observer', 'guest'),
      institution_admin: bool,
      synthetic: bool,
      locale: string,
      platform_origin: string,
      created_at: date,
      expires_at: date,
    }),
    indexes: [
      { name: 'sessions_of_a_person_in_a_course', key: { tenant: 1, user_id: 1, course_id: 1 } },
      { name: 'sessions_of_a_deployment', key: { tenant: 1, deployment: 1 } },
      gone('sessions_end'),
    ],
  },
  deep_link_requests: {
    schema: object({
      tenant: string,
      issuer: string,
      client_id: string,
      deployment_id: string,
      return_url: string,
      data: orNull(text),
      accept_types: list(string),
      accept_multiple: bool,
      accept_line_item: bool,
      expires_at: date,
    }),
    indexes: [gone('deep_link_requests_end')],
  },
};

export const up = (db) => createCollections(db, definitions);
export const down = (db) => dropCollections(db, definitions);
