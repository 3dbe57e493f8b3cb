/** Every way in which a request can be refused. The list is closed: a new reason is added here, with its status. */
const STATUS = {
  'bad-request': 400,
  'sign-in-needed': 401,
  'launch-refused': 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'too-large': 413,
  'wrong-media-type': 415,
  'precondition-needed': 428,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** The HTTP status that goes with a code. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code];
}

/**
 * A refusal that the reader can act on.
 *
 * `message` is a key of the locale files (`errors.…`) and is shown to the reader; `detail` is for the log only and holds
 * no learner data.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    readonly messageKey: string,
    readonly options: {
      detail?: string;
      values?: Record<string, string | number>;
      /** When to come back. */
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(options.detail ?? messageKey, { cause: options.cause });
    this.status = STATUS[code];
  }
}

export const notFound = (detail?: string): AppError =>
  new AppError('not-found', 'errors.not-found', detail === undefined ? {} : { detail });
