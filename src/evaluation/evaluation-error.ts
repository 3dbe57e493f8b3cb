/** Bad data or a bad call, said so that the reader can mend it. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
