import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.js';

export interface AttuneOptions {
  /** Where Attune answers: `https://attune.example`. */
  readonly baseUrl: string;
  /** A service key of an institution, or the token of a session. */
  readonly token: string;
  /** Instead of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export type AttuneClient = Client<paths>;

/**
 * The API of Attune with its types: paths, bodies and answers are checked by the compiler. The types are made from the
 * OpenAPI document by `npm run build:client`.
 *
 *   const attune = createAttuneClient({ baseUrl, token });
 *   const { data, error } = await attune.GET('/api/users/{userId}/profile', { params: { path: { userId } } });
 */
export function createAttuneClient({ baseUrl, token, fetch }: AttuneOptions): AttuneClient {
  return createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  });
}
