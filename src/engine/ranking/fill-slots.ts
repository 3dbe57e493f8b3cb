import type { ArmSums } from '../bandits/arm-sums.js';
import { type ArmPolicy, propensitiesOf } from '../bandits/choose-arm.js';
import { type Decision, decideAmong } from '../bandits/decide.js';
import { requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { alike, LAMBDA } from './diversify.js';
import type { ContentType, ScoredContent } from './suggestion.js';

/** A scored content as far as filling slots looks at it; plain data, kept with the decision. */
export interface SlotCandidate extends Pick<ScoredContent, 'contentType' | 'contentId' | 'skills' | 'score'> {
  /** Prerequisites that are missing for it, the weakest first. */
  readonly needs: readonly string[];
}

/** Which kind of content fills each slot: learned, within these rules. Plain data, kept with the decision. */
export interface SlotRules {
  readonly policy: ArmPolicy;
  /** A kind may be tried when its best candidate has at least this share of the score of the best of all. */
  readonly margin: number;
  /** Least probability of each kind that may be tried. */
  readonly floor: number;
  /** Most probability of a kind, other than that of the best candidate, with fewer than `enough` outcomes. */
  readonly cap: number;
  readonly enough: number;
}

/** The rules of slots when nobody sets others. */
export const SLOT_RULES: SlotRules = {
  policy: { kind: 'thompson-beta' },
  margin: 0.75,
  floor: 0.03,
  cap: 0.2,
  enough: 30,
};

/** One slot as it was filled. */
export interface Slot {
  /** Index of the content among the candidates. */
  readonly candidate: number;
  /** Kinds that had a candidate left, in the order of the decision's probabilities. */
  readonly kinds: readonly ContentType[];
  /** The draw of a kind. */
  readonly decision: Decision;
  /** The kind that was drawn is not that of the best candidate. */
  readonly itsTurn: boolean;
  /** A better score of the same kind was passed over because it is like a slot above. */
  readonly forVariety: boolean;
  /** Index of the candidate that would stand here, had its prerequisite not come first. */
  readonly instead: number | null;
}

/**
 * Fills slots from scored candidates, one after another. For each, every candidate is worth 0.7 score - 0.3 (largest
 * likeness to a slot above) (maximal marginal relevance, as `diversify`); the best of each kind stand for their kind;
 * a bandit draws the kind (`decideAmong`: Thompson sampling between floor and caps, among kinds within the margin of the
 * best candidate, whose kind is the control). What lacks a prerequisite gives its slot to the best candidate that is
 * about the weakest one, if there is one that is ready.
 *
 * The same candidates, sums and random source fill the same slots, so a stored decision can be replayed.
 *
 * @param arms  what each kind has earned so far, rewards in [0, 1]; null: always the best candidate
 * @returns     at most `limit`, fewer when the candidates end
 * @throws RangeError when the limit is no whole number from 1, or a rule is out of range
 */
export function fillSlots(
  candidates: readonly SlotCandidate[],
  arms: Readonly<Record<ContentType, ArmSums>> | null,
  limit: number,
  random: RandomSource,
  rules: SlotRules = SLOT_RULES,
): Slot[] {
  requireWhole('limit', limit, 1);
  const slots: Slot[] = [];
  const left = new Set(candidates.keys());
  while (slots.length < limit && left.size > 0) {
    const above = slots.map(({ candidate }) => candidates[candidate] as SlotCandidate);
    const heads = headsOf(candidates, left, above);
    const decision = drawKind(heads, candidates, arms, random, rules);
    const { kind, candidate: drawn, worth } = heads[decision.arm] as Head;
    const first = prerequisiteOf(candidates, left, drawn);
    const { score } = candidates[drawn] as SlotCandidate;
    const passed = [...left].some((other) => {
      const { contentType, score: others } = candidates[other] as SlotCandidate;
      return contentType === kind && others > score;
    });
    slots.push({
      candidate: first ?? drawn,
      kinds: heads.map((head) => head.kind),
      decision,
      itsTurn: heads.some((head) => head.worth > worth),
      forVariety: passed,
      instead: first === null ? null : drawn,
    });
    left.delete(first ?? drawn);
  }
  return slots;
}

/** The best candidate of a kind that is left. */
interface Head {
  readonly kind: ContentType;
  readonly candidate: number;
  readonly worth: number;
}

/** One for each kind, the best first. */
function headsOf(
  candidates: readonly SlotCandidate[],
  left: ReadonlySet<number>,
  above: readonly SlotCandidate[],
): Head[] {
  const heads = new Map<ContentType, Head>();
  for (const candidate of left) {
    const one = candidates[candidate] as SlotCandidate;
    const likeness = above.reduce((most, other) => Math.max(most, alike(one, other)), 0);
    const worth = LAMBDA * one.score - (1 - LAMBDA) * likeness;
    const head = heads.get(one.contentType);
    if (!head || worth > head.worth) heads.set(one.contentType, { kind: one.contentType, candidate, worth });
  }
  return [...heads.values()].sort((a, b) => b.worth - a.worth || a.candidate - b.candidate);
}

function drawKind(
  heads: readonly Head[],
  candidates: readonly SlotCandidate[],
  arms: Readonly<Record<ContentType, ArmSums>> | null,
  random: RandomSource,
  { policy, margin, floor, cap, enough }: SlotRules,
): Decision {
  if (!arms || heads.length === 1) {
    return { arm: 0, propensity: 1, propensities: heads.map((_, index) => Number(index === 0)), rulings: [] };
  }
  const scoreOf = ({ candidate }: Head): number => (candidates[candidate] as SlotCandidate).score;
  const best = scoreOf(heads[0] as Head);
  const sums = heads.map(({ kind }) => arms[kind]);
  return decideAmong(
    propensitiesOf(sums, policy),
    {
      floor,
      caps: sums.map(({ count }, index) => (index > 0 && count < enough ? cap : 1)),
      allowed: heads.map((head) => scoreOf(head) >= margin * best),
      control: 0,
    },
    random,
  );
}

/** The best candidate about the weakest missing prerequisite, itself ready; null when there is none or it is not needed. */
function prerequisiteOf(candidates: readonly SlotCandidate[], left: ReadonlySet<number>, drawn: number): number | null {
  const [weakest] = (candidates[drawn] as SlotCandidate).needs;
  if (weakest === undefined) return null;
  let best: number | null = null;
  for (const index of left) {
    const { skills, needs, score } = candidates[index] as SlotCandidate;
    if (needs.length > 0 || !skills.includes(weakest)) continue;
    if (best === null || score > (candidates[best] as SlotCandidate).score) best = index;
  }
  return best;
}
