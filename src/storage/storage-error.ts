/** A database that cannot be used. `unreachable` and `busy` may pass by themselves; the other needs somebody. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly reason: 'unreachable' | 'busy' | 'no-transactions',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
