/**
 * A database that Attune could neither find nor start. The message is a whole sentence (or a few) that says what was
 * tried and how to go on; it is meant to be shown as it is.
 */
export class EmbeddedServiceError extends Error {
  override readonly name = 'EmbeddedServiceError';
}

/** The message of anything that was thrown. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
