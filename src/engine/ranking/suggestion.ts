import type { MemoryModel } from '../memory/memory-model.js';
import type { MemoryTrace } from '../memory/memory-trace.js';
import type { Prerequisite } from '../selection/readiness.js';

/** What a learner can be pointed to. A review names a skill; the others name a lesson, a placement, a coach. */
export type ContentType = 'lesson' | 'practice' | 'review' | 'coach';

/** A skill as the profile knows it now. */
export interface ProfileSkill {
  readonly id: string;
  /** P(known), in [0, 1]. */
  readonly known: number;
  /** Sum of the weights of the answers so far. */
  readonly evidence: number;
  /** The level to reach, in (0, 1]. */
  readonly target: number;
  readonly prerequisites: readonly Prerequisite[];
  /** Days since the last answer on it; absent when there was none. */
  readonly daysSinceLastAnswer?: number | undefined;
  /** What is kept of its reviews; with it the memory model says what is left, without it `retention` does. */
  readonly memory?: MemoryTrace | undefined;
}

/** A lesson of the course, as this learner has met it. */
export interface LessonContent {
  readonly id: string;
  readonly skills: readonly string[];
  readonly minutes: number;
  readonly seen: boolean;
}

/** An adaptive assignment that is placed in the course. */
export interface PlacementContent {
  readonly id: string;
  readonly skills: readonly string[];
  readonly finished: boolean;
  /** What the gradebook has, in [0, 1]; null when nothing yet. */
  readonly earned: number | null;
  /** The score now, in [0, 1]. */
  readonly now: number;
}

/** A coach, and the skills that it talks about. */
export interface CoachContent {
  readonly id: string;
  readonly topics: readonly string[];
}

/** What the learner said to an earlier suggestion. */
export interface Reaction {
  readonly contentType: ContentType;
  readonly contentId: string;
  readonly action: 'not-now' | 'done';
  readonly daysAgo: number;
  /** How often in a row it was said of this content; 1 unless told otherwise. */
  readonly times?: number;
}

/** Parts of a score that are measured elsewhere, each in [0, 1]; see `scoreContent` for what each can give. */
export type MeasureName =
  | 'similar'
  | 'likeness'
  | 'preference'
  | 'engagement'
  | 'goal'
  | 'deadline'
  | 'novelty'
  | 'last-answers';

/** What else is known of one piece of content for this learner. */
export interface ContentMeasures {
  readonly contentType: ContentType;
  readonly contentId: string;
  /** In [0, 1] each; what is absent gives nothing. */
  readonly values: Readonly<Partial<Record<MeasureName, number>>>;
  /** Share of its score that it has lost by being shown and left, in [0, 1]. */
  readonly fatigue?: number;
  /** Why the measures are what they are. */
  readonly reasons: readonly SuggestionReason[];
}

/** What a suggestion may be made from; a learner can switch each off. */
export type SignalName = 'skills' | 'forgetting' | 'grades' | 'similar-learners' | 'habits' | 'goals' | 'preferences';

/** All that suggestions are made from: one learner and what the course offers. */
export interface SuggestInput {
  readonly skills: readonly ProfileSkill[];
  readonly lessons: readonly LessonContent[];
  readonly placements: readonly PlacementContent[];
  readonly coaches?: readonly CoachContent[];
  readonly reactions?: readonly Reaction[];
  /** Makes the score a hybrid: what the profile gives counts 55 %, and these the rest. */
  readonly measures?: readonly ContentMeasures[];
  /** Signals that the learner has switched off: what they would give is exactly 0, and no reason mentions it. */
  readonly without?: readonly SignalName[];
  /** Foretells recall where skills carry a memory; FSRS-6 with its default weights unless told otherwise. */
  readonly memoryModel?: MemoryModel;
  /** How many to give at most; 3 unless told otherwise. */
  readonly limit?: number;
}

/** A named contribution to a score; those with a minus take away. */
export type PartName =
  | 'gap'
  | 'readiness'
  | 'new'
  | 'short'
  | 'grade'
  | 'started'
  | 'forgetting'
  | 'strength'
  | 'foundation'
  | 'struggle'
  | 'match'
  | MeasureName
  | 'needs-first'
  | 'fatigue'
  | 'set-aside';

/** One contribution to a score, in units of the score; see `PartName` for the sign. */
export interface ScorePart {
  readonly name: PartName;
  readonly value: number;
}

/** Why something is suggested, as codes with numbers; pages turn each into a sentence. The list is closed. */
export type SuggestionReason =
  | { readonly code: 'below-target'; readonly skill: string; readonly known: number; readonly target: number }
  | { readonly code: 'not-enough-answers'; readonly skill: string; readonly evidence: number }
  | { readonly code: 'new-lesson'; readonly minutes: number }
  | { readonly code: 'lesson-again'; readonly minutes: number }
  | { readonly code: 'counts-for-grade'; readonly earned: number | null; readonly now: number }
  | { readonly code: 'nearly-there'; readonly now: number }
  | { readonly code: 'fading'; readonly skill: string; readonly days: number; readonly retention: number }
  | { readonly code: 'others-build-on-it'; readonly skill: string; readonly count: number }
  | { readonly code: 'struggling'; readonly skill: string; readonly known: number; readonly evidence: number }
  | {
      readonly code: 'needs-first';
      readonly skill: string;
      readonly prerequisite: string;
      readonly known: number;
      readonly target: number;
    }
  | { readonly code: 'similar-learners'; readonly because: string | null }
  | { readonly code: 'like-what-you-took'; readonly because: string }
  | { readonly code: 'you-prefer-this' }
  | { readonly code: 'often-taken-up'; readonly chance: number }
  | { readonly code: 'your-goal'; readonly skill: string }
  | { readonly code: 'deadline'; readonly days: number }
  | { readonly code: 'last-answers-wrong'; readonly skill: string; readonly wrong: number; readonly answers: number }
  | { readonly code: 'misconception'; readonly skill: string; readonly times: number }
  | { readonly code: 'next-level'; readonly skill: string; readonly prerequisite: string }
  /** It is about the prerequisite of something that would otherwise stand here. */
  | { readonly code: 'comes-first'; readonly skill: string; readonly prerequisite: string }
  /** Something with a higher score was passed over because it is much like a suggestion above. */
  | { readonly code: 'for-variety' }
  /** This kind of thing has its turn, so that we learn what helps. */
  | { readonly code: 'its-turn' }
  /** Nothing about the learner speaks for it or against it. */
  | { readonly code: 'part-of-the-course' }
  /** Personalization is paused: this is the order of the course. */
  | { readonly code: 'course-order' };

/** The one change that would have put this suggestion first; found and checked by ranking again. */
export type Counterfactual =
  | { readonly change: 'known-at-most'; readonly skill: string; readonly value: number }
  | { readonly change: 'known-at-least'; readonly skill: string; readonly value: number }
  | { readonly change: 'days-without-practice'; readonly skill: string; readonly value: number };

/** Something that could be suggested, with its score. */
export interface ScoredContent {
  readonly contentType: ContentType;
  readonly contentId: string;
  readonly skills: readonly string[];
  /** In [0, 1]: exactly the sum of the parts, in whatever order they are added. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
  readonly reasons: readonly SuggestionReason[];
}

/** A scored content that is shown, with the smallest change that would have put it first. */
export interface Suggestion extends ScoredContent {
  /** Absent for the first, and where no single change would do. */
  readonly wouldBeFirstIf?: Counterfactual;
}
