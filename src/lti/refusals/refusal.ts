/**
 * Every reason for which the door stays shut: its status, and which words the person gets. The log and the table of
 * refusals have the exact code; the person gets what to do now, and several codes share that.
 */
export const REFUSALS = {
  'bad-parameters': [400, 'broken'],
  'too-large': [413, 'broken'],
  'wrong-media-type': [415, 'broken'],
  'not-a-launch': [405, 'start-in-course'],
  'unknown-platform': [400, 'unknown-platform'],
  'client-id-needed': [400, 'unknown-platform'],
  'foreign-target': [400, 'setup'],
  'platform-disabled': [403, 'platform-disabled'],
  'platform-error': [400, 'platform-error'],
  'state-unknown': [401, 'start-again'],
  'proof-wrong': [401, 'start-again'],
  'token-malformed': [401, 'setup'],
  'token-algorithm': [401, 'setup'],
  'token-key-missing': [401, 'setup'],
  'token-key-unknown': [401, 'setup'],
  'token-signature': [401, 'setup'],
  'token-issuer': [401, 'setup'],
  'token-audience': [401, 'setup'],
  'token-times': [401, 'clock'],
  'token-expired': [401, 'start-again'],
  'token-nonce': [401, 'start-again'],
  'claims-version': [401, 'setup'],
  'claims-message-type': [401, 'setup'],
  'claims-malformed': [401, 'setup'],
  'claims-target': [401, 'setup'],
  anonymous: [403, 'anonymous'],
  'keys-unreachable': [503, 'later'],
  'deployment-pending': [403, 'waiting'],
  'deployment-revoked': [403, 'platform-disabled'],
  'staff-only': [403, 'staff-only'],
} as const satisfies Record<string, readonly [status: number, words: string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** A launch that does not take place. */
export class LaunchRefusal extends Error {
  override readonly name = 'LaunchRefusal';
  /** Where the LMS wants people back, as far as a signed launch said so. */
  returnUrl: string | null = null;
  /** The institution that it concerns, where that is known better than by the platform. */
  tenant: string | null = null;
  /**
   * @param detail  for the log: which rule was broken, never what was sent
   */
  constructor(
    readonly code: RefusalCode,
    detail?: string,
  ) {
    super(detail ?? code);
  }

  /** Says which institution it concerns, where several share a platform. */
  concerning(tenant: string | null): this {
    this.tenant = tenant;
    return this;
  }
}
