import { seededRandom } from '../../engine/numerics/random.js';
import { fillSlots, SLOT_RULES, type Slot, type SlotCandidate } from '../../engine/ranking/fill-slots.js';
import type { DecisionDocument } from '../practice/index.js';
import { type Arms, SLOT_POLICY } from './arms.js';
import { ContentRecommendationModel, candidateOf, type Ranking } from './content-recommendation-model.js';
import type { Evidence } from './evidence.js';
import type { RankingPolicy, RecommendationDocument } from './model.js';

/** More candidates than this are no candidates: the rest is far below. */
const MOST_CANDIDATES = 200;

/** What the decision about a set looked at: enough to fill its slots again. */
export interface SeenForSet {
  readonly sequence: number;
  readonly catalogue: string;
  readonly revision: number;
  readonly policy: RankingPolicy;
  readonly size: number;
  /** Signals that the learner had switched off. */
  readonly off: readonly string[];
  readonly rules: typeof SLOT_RULES;
  readonly slotPolicy: string;
  readonly arms: Arms;
  readonly candidates: readonly SlotCandidate[];
  readonly slots: readonly Slot[];
  /** What was suggested, the first first. */
  readonly set: readonly string[];
}

/** The decision that made a set: what it saw, how probable it was, and why its first is first. */
export function decisionOf(
  evidence: Evidence,
  { policy, input, scored }: Ranking,
  made: {
    readonly arms: Arms;
    readonly slots: readonly Slot[];
    readonly size: number;
    readonly set: readonly Omit<RecommendationDocument, 'tenant'>[];
  },
): Omit<DecisionDocument, '_id' | 'tenant' | 'user_id' | 'course_id'> {
  const { arms, slots, size, set } = made;
  const { profile, catalogue, now } = evidence;
  const saw: SeenForSet = {
    sequence: profile.sequence,
    catalogue: catalogue.id,
    revision: catalogue.revision,
    policy,
    size,
    off: input.without ?? [],
    rules: SLOT_RULES,
    slotPolicy: SLOT_POLICY,
    arms,
    candidates: scored.slice(0, MOST_CANDIDATES).map(candidateOf),
    slots,
    set: set.map(({ _id }) => _id),
  };
  return {
    kind: 'recommendations',
    placement_id: null,
    chosen: set[0]?._id ?? '',
    propensity: slots.reduce((product, { decision }) => product * decision.propensity, 1),
    saw: { ...saw },
    reasons: (set[0]?.reasoning.reasons ?? []).map((reason) => ({ ...reason })),
    parameters: ContentRecommendationModel.parametersOf(evidence),
    created_at: now,
  };
}

/** Fills the slots of a stored decision again: exactly as they were, since its id is the seed. */
export function replaySlots({ _id, saw }: Pick<DecisionDocument, '_id' | 'saw'>): Slot[] {
  const { policy, arms, candidates, size, rules } = saw as unknown as SeenForSet;
  if (policy !== 'engine') return [];
  return fillSlots(candidates, arms, size, seededRandom(_id), rules);
}
