import type { ItemCurve } from '../../engine/ability/irt.js';
import type { MemoryModel } from '../../engine/memory/memory-model.js';
import type { Scope } from '../../storage/index.js';
import type { AssignedVariant, Given } from '../experiments/index.js';
import type { Owner } from '../learners/index.js';
import { type MemoryModelFor, untrainedMemory } from '../reviews/index.js';

/** What is asked: a step of an item of the catalogue. */
export interface Asked {
  readonly item: string;
  readonly step: string;
  readonly curve: ItemCurve;
  readonly skills: readonly string[];
}

/** A trained model that has followed one learner up to their newest fact, ready to foretell answers. */
export interface Predictor {
  /** Names the model and its version. */
  readonly model: string;
  /** The chance of a right answer, in [0, 1]. */
  chanceOf(asked: Pick<Asked, 'item' | 'step' | 'skills'>, now: Date): number;
}

/** How hard an experiment wants the questions of a learner to be. */
export type Treated = AssignedVariant<'difficulty'>;

type Learner = Owner & { readonly tenant: string };

/** What practice takes from models and experiments. Each has a default that needs neither. */
export interface PracticePorts {
  readonly memoryModelFor: MemoryModelFor;
  /** The trained tracer of the course; null: knowledge tracing and the items' curves foretell. */
  readonly predictorFor: (learner: Learner) => Promise<Predictor | null>;
  /** It assigns the learner; that they met the experiment is told with the question that was chosen by it. */
  readonly treatmentOf: (learner: Learner, now: Date) => Promise<Given<'difficulty'> | null>;
}

export const DEFAULT_PORTS: PracticePorts = {
  memoryModelFor: untrainedMemory,
  predictorFor: async () => null,
  treatmentOf: async () => null,
};

/** The models that serve a learner now, and the treatment that they are given. */
export interface Served {
  readonly memory: MemoryModel;
  /** Null also for what foretells nothing. */
  readonly predictor: Predictor | null;
  /** Null also for what asks nothing. */
  readonly treated: Treated | null;
  /** Says, in the transaction that stores a question, that the learner met what they are treated with. */
  readonly meet: (tx: Scope) => Promise<void>;
}

/** What a use case is going to do with what serves. */
export interface Needs {
  /** It foretells answers. */
  readonly foretells?: boolean;
  /** The engine chooses a question at this time. */
  readonly choosesAt?: Date | null;
}

const nothing = async (): Promise<void> => undefined;

/** Reads what serves a learner. It may write, so it is no part of a transaction. */
export async function servedTo(
  ports: Partial<PracticePorts> | undefined,
  learner: Learner,
  { foretells = false, choosesAt = null }: Needs = {},
): Promise<Served> {
  const { memoryModelFor, predictorFor, treatmentOf } = { ...DEFAULT_PORTS, ...ports };
  const [given, memory, predictor] = await Promise.all([
    choosesAt && treatmentOf(learner, choosesAt),
    memoryModelFor(learner.tenant, learner.courseId),
    foretells || choosesAt ? predictorFor(learner) : null,
  ]);
  return { memory, predictor, treated: given?.assigned ?? null, meet: given?.meet ?? nothing };
}
