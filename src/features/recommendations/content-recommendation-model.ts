import type { RandomSource } from '../../engine/numerics/random.js';
import { wouldBeFirstIf } from '../../engine/ranking/counterfactual.js';
import { courseOrder } from '../../engine/ranking/course-order.js';
import { fillSlots, type Slot, type SlotCandidate } from '../../engine/ranking/fill-slots.js';
import { narrowInput } from '../../engine/ranking/narrow-input.js';
import { scoreContent } from '../../engine/ranking/score-content.js';
import type { ContentType, ScoredContent, SuggestInput, SuggestionReason } from '../../engine/ranking/suggestion.js';
import type { Arms } from './arms.js';
import { contentKey, TYPE_OF } from './content.js';
import type { Engagement } from './engagement.js';
import { type Evidence, inputOf } from './evidence.js';
import { measuresOf } from './measures.js';
import type { RankingPolicy, Reasoning, RecommendationDocument } from './model.js';
import type { CourseRanker } from './ports.js';
import { timingOf } from './timing.js';

/** Beyond the slots a set holds so many of each kind, for those who look for one kind. */
const MORE_OF_A_KIND = 2;
/** A learner is shown three; for these a set says what would have put them first. */
const SHOWN = 3;

/** Everything that can be suggested now, the best first, and what it was scored from. */
export interface Ranking {
  readonly policy: RankingPolicy;
  readonly input: SuggestInput;
  readonly scored: readonly ScoredContent[];
  readonly engagement: Engagement | null;
}

/** One suggestion of a set before it is stored. */
export interface Chosen {
  readonly content: ScoredContent;
  readonly reasoning: Omit<Reasoning, 'sequence' | 'parameters'>;
}

/** Ranks what a learner could do next: lessons, the course's assignments, reviews and coaches. */
export class ContentRecommendationModel {
  /** Names how scores are made, and the models and parameters that they are made with. */
  static parametersOf({ version, catalogue }: Pick<Evidence, 'version' | 'catalogue'>): string {
    return `hybrid/1+${version}+${catalogue.parameters}`;
  }

  /** By hybrid score for the learner; by the other policies in an order, without scores. */
  rank(evidence: Evidence, policy: RankingPolicy): Ranking {
    const plain = inputOf(evidence);
    if (policy !== 'engine') {
      const ordered = courseOrder(plain);
      const scored = policy === 'popular' ? byTakers(ordered, evidence.ranker) : ordered;
      return { policy, input: plain, scored, engagement: null };
    }
    const { measures, engagement } = measuresOf(evidence, plain);
    const input = { ...plain, measures };
    return { policy, input, scored: scoreContent(input), engagement };
  }

  /**
   * The set that is shown: slots first, then a few more of each kind.
   *
   * @param arms  what the kinds of content have earned here; they decide under the policy `hybrid` only
   */
  choose(
    evidence: Evidence,
    ranking: Ranking,
    { arms, limit, random }: { readonly arms: Arms; readonly limit: number; readonly random: RandomSource },
  ): { readonly chosen: Chosen[]; readonly slots: readonly Slot[] } {
    const { policy, scored } = ranking;
    if (policy !== 'engine') {
      return { chosen: scored.slice(0, limit).map((content) => inOrder(content, policy)), slots: [] };
    }
    const slots = fillSlots(scored.map(candidateOf), arms, limit, random);
    const top = scored[0];
    const chosen = slots.flatMap((slot, position) => {
      const content = scored[slot.candidate];
      if (!content) return [];
      const one = this.explained(evidence, ranking, content, reasonsOfSlot(slot, scored));
      const change = position < SHOWN && content !== top ? wouldBeFirstIf(content, ranking.input) : undefined;
      const kind = slot.kinds[slot.decision.arm];
      const drawn = kind ? { kind, propensity: slot.decision.propensity } : null;
      return [{ content, reasoning: { ...one, slot: drawn, ...(change && { wouldBeFirstIf: change }) } }];
    });
    const taken = new Set(slots.map(({ candidate }) => scored[candidate]));
    const more = (Object.keys(TYPE_OF) as ContentType[]).flatMap((kind) =>
      scored.filter((one) => one.contentType === kind && !taken.has(one)).slice(0, MORE_OF_A_KIND),
    );
    const besides = more.map((content) => ({
      content,
      reasoning: { ...this.explained(evidence, ranking, content, []), slot: null },
    }));
    return { chosen: [...chosen, ...besides], slots };
  }

  private explained(
    evidence: Evidence,
    { input, engagement }: Ranking,
    content: ScoredContent,
    more: readonly SuggestionReason[],
  ): Omit<Reasoning, 'sequence' | 'parameters'> {
    const { contentType, contentId, skills, parts, reasons } = content;
    return {
      policy: 'engine',
      skills,
      parts,
      reasons: [...reasons, ...more],
      inputs: narrowInput(input, content),
      engagement: engagement && {
        chance: engagement.chanceOf(contentType, contentId),
        moment: engagement.momentOf(contentType, contentId),
      },
      best_time: contentType === 'practice' ? timingOf(evidence, input, content) : null,
    };
  }
}

function inOrder(content: ScoredContent, policy: RankingPolicy): Chosen {
  const { skills, parts, reasons } = content;
  const reasoning = { policy, skills, parts, reasons, inputs: null, slot: null, engagement: null, best_time: null };
  return { content, reasoning };
}

/** What most learners took first; in the order of the course while nobody has counted. */
function byTakers(ordered: readonly ScoredContent[], ranker: CourseRanker | null): ScoredContent[] {
  const takers = new Map(ranker?.items.map((key, index) => [key, ranker.ranker.counts[index] ?? 0]));
  const of = ({ contentType, contentId }: ScoredContent): number =>
    takers.get(contentKey(TYPE_OF[contentType], contentId)) ?? 0;
  return ordered
    .map((one) => ({ ...one, reasons: [{ code: 'part-of-the-course' } as const] }))
    .sort((a, b) => of(b) - of(a));
}

/** A scored content as far as filling slots looks at it. */
export function candidateOf({ contentType, contentId, skills, score, reasons }: ScoredContent): SlotCandidate {
  const needs = reasons.flatMap((reason) => (reason.code === 'needs-first' ? [reason.prerequisite] : []));
  return { contentType, contentId, skills, score, needs };
}

function reasonsOfSlot({ instead, itsTurn, forVariety }: Slot, scored: readonly ScoredContent[]): SuggestionReason[] {
  const reasons: SuggestionReason[] = [];
  const missing = instead === null ? undefined : scored[instead]?.reasons.find(({ code }) => code === 'needs-first');
  if (missing?.code === 'needs-first') {
    const { skill, prerequisite } = missing;
    return [{ code: 'comes-first', skill, prerequisite }];
  }
  if (itsTurn) reasons.push({ code: 'its-turn' });
  if (forVariety) reasons.push({ code: 'for-variety' });
  return reasons;
}

/**
 * The score of a stored suggestion, made again from what is stored with it: exactly the one that it had.
 *
 * @returns null for a suggestion of an older version of Attune, which did not keep its inputs
 * @throws RangeError when the inputs are not about this content
 */
export function reproduceScore({
  content_type,
  content_id,
  reasoning: { inputs },
}: Pick<RecommendationDocument, 'content_type' | 'content_id' | 'reasoning'>): number | null {
  if (inputs === undefined) return null;
  // The order of the course has no scores.
  if (inputs === null) return 0;
  // Only its own content is in the inputs, so a reaction hides nothing that was suggested.
  const found = scoreContent(inputs).find(
    ({ contentType, contentId }) => TYPE_OF[contentType] === content_type && contentId === content_id,
  );
  if (!found) throw new RangeError(`the inputs are not those of ${content_type} ${content_id}`);
  return found.score;
}
