import type { ModelKind, ParametersOfKind } from '../../../training/index.js';

/** A model that serves. */
export interface Champion<K extends ModelKind> {
  readonly id: string;
  readonly parameters: ParametersOfKind[K];
}
