/** A fit that found nothing, and why. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';

  constructor(task: string, reason: string, options?: ErrorOptions) {
    super(`${task}: ${reason}`, options);
  }
}
