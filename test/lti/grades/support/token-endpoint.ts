import { type CryptoKey, jwtVerify, type KeyObject } from 'jose';

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
export const RIGHTS = {
  lineItem: `${AGS}/lineitem`,
  lineItemReadonly: `${AGS}/lineitem.readonly`,
  result: `${AGS}/result.readonly`,
  score: `${AGS}/score`,
};

export const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Where access tokens come from: it checks the assertion, and grants of what was asked for what it permits. */
export class TokenEndpoint {
  readonly assertionIds: string[] = [];
  permitted: string[] = [...Object.values(RIGHTS), MEMBERSHIPS];
  seconds: number | undefined = 3600;
  readonly #rights = new Map<string, string[]>();
  #issued = 0;

  constructor(
    private readonly publicKey: CryptoKey | KeyObject,
    private readonly clock: () => Date,
  ) {}

  rightsOf(token: string): readonly string[] {
    return this.#rights.get(token) ?? [];
  }

  /** Ends all tokens, as saving the settings of a tool may. */
  revoke(): void {
    this.#rights.clear();
  }

  async grant(form: URLSearchParams, audience: string): Promise<Reply> {
    try {
      const { payload, protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', this.publicKey, {
        algorithms: ['RS256'],
        issuer: 'attune-client',
        subject: 'attune-client',
        audience,
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: this.clock(),
      });
      if (protectedHeader.kid !== 'key-1') throw new Error('which key?');
      if (form.get('grant_type') !== 'client_credentials') throw new Error('which grant?');
      if (this.assertionIds.includes(String(payload.jti))) throw new Error('seen before');
      this.assertionIds.push(String(payload.jti));
    } catch {
      return { status: 401, body: { error: 'invalid_client' } };
    }
    const asked = (form.get('scope') ?? '').split(' ');
    const granted = asked.filter((scope) => this.permitted.includes(scope));
    if (granted.length === 0) return { status: 400, body: { error: 'invalid_scope' } };
    const token = `token-${++this.#issued}`;
    this.#rights.set(token, granted);
    return {
      status: 200,
      body: {
        access_token: token,
        token_type: 'Bearer',
        scope: granted.join(' '),
        ...(this.seconds !== undefined && { expires_in: this.seconds }),
      },
    };
  }
}
