/** Why a call got no answer, as the system or the guard has it: ECONNREFUSED, an expired certificate, no public address. */
export function failureOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'the connection failed';
  if (cause.name === 'TimeoutError') return 'no answer in time';
  return 'code' in cause && typeof cause.code === 'string' && cause.message === '' ? cause.code : cause.message;
}
