import type { ItemCurve } from '../../engine/ability/irt.js';
import type { MemoryModel } from '../../engine/memory/memory-model.js';
import type { CatalogueView } from '../catalogue/index.js';
import type { Owner, ProfileDocument } from '../learners/index.js';
import { type MemoryModelFor, untrainedMemory } from '../reviews/index.js';

/** What is asked: an item of the catalogue, or one of its steps. */
export interface Asked {
  readonly item: string;
  readonly curve: ItemCurve;
  readonly skills: readonly string[];
}

/** A trained model that foretells answers. */
export interface Predictor {
  /** Names the model and its version. */
  readonly model: string;
  /** The chance of a right answer, in [0, 1]. */
  chanceOf(
    asked: Asked,
    learner: { readonly profile: ProfileDocument; readonly catalogue: CatalogueView; readonly now: Date },
  ): number;
}

/** What practice takes from models and experiments. Each has a default that needs neither. */
export interface PracticePorts {
  readonly memoryModelFor: MemoryModelFor;
  /** The trained tracer of a course; null: knowledge tracing and the items' curves foretell. */
  readonly predictorFor: (tenant: string, courseId: string) => Promise<Predictor | null>;
  /** The variant of an experiment that a learner is in; null: none. */
  readonly variantOf: (owner: Owner & { readonly tenant: string }, experiment: string) => Promise<string | null>;
}

export const DEFAULT_PORTS: PracticePorts = {
  memoryModelFor: untrainedMemory,
  predictorFor: async () => null,
  variantOf: async () => null,
};

/** The experiment about who chooses questions; its variants are called as the policies are. */
export const DIFFICULTY_EXPERIMENT = 'difficulty-policy';

/** The models that serve a learner now, and the variant that they are in. */
export interface Served {
  readonly memory: MemoryModel;
  readonly predictor: Predictor | null;
  readonly variant: string | null;
}

export async function servedTo(
  ports: Partial<PracticePorts> | undefined,
  owner: Owner & { readonly tenant: string },
): Promise<Served> {
  const { memoryModelFor, predictorFor, variantOf } = { ...DEFAULT_PORTS, ...ports };
  const { tenant, courseId } = owner;
  const [memory, predictor, variant] = await Promise.all([
    memoryModelFor(tenant, courseId),
    predictorFor(tenant, courseId),
    variantOf(owner, DIFFICULTY_EXPERIMENT),
  ]);
  return { memory, predictor, variant };
}
