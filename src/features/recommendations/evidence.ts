import type { EngagementModel } from '../../engine/forecasting/engagement.js';
import type { MemoryModel } from '../../engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../engine/memory/memory-trace.js';
import type { ProfileSkill, Reaction, SuggestInput } from '../../engine/ranking/suggestion.js';
import type { CatalogueView } from '../catalogue/index.js';
import { levelOf, MASTERED, type ProfileDocument, type Review, type Signal } from '../learners/index.js';
import { assignedSkills, scoreOf } from '../practice/index.js';
import { type CourseContent, contentKey, contentOf, TYPE_OF } from './content.js';
import type { RecommendationDocument } from './model.js';
import type { CourseRanker } from './ports.js';

const DAY = 86_400_000;

/** What is read of earlier suggestions that were seen or answered. */
export type PastSuggestion = Pick<
  RecommendationDocument,
  'content_type' | 'content_id' | 'user_action' | 'seen_at' | 'acted_at' | 'expired_at' | 'recommended_at'
> & { readonly reasoning: Pick<RecommendationDocument['reasoning'], 'engagement'> };

/** All that the ranking looks at: the profile, the course, what was suggested before, and the models. */
export interface Evidence extends CourseContent {
  readonly profile: ProfileDocument;
  /** What the gradebook has of each placement, in [0, 1]. */
  readonly earned: ReadonlyMap<string, number | null>;
  /** Oldest first. */
  readonly past: readonly PastSuggestion[];
  readonly memory: MemoryModel;
  readonly engagement: EngagementModel;
  readonly ranker: CourseRanker | null;
  /** Names the models. */
  readonly version: string;
  readonly now: Date;
}

export const daysBetween = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / DAY);
export const hoursBetween = (from: Date, to: Date): number => 24 * daysBetween(from, to);

export const isOff = ({ controls }: Pick<ProfileDocument, 'controls'>, signal: Signal): boolean =>
  controls.signals_off.includes(signal);

/** What the engine scores: the skills, the content, and what the learner said about it; no measures yet. */
export function inputOf(evidence: Evidence): SuggestInput {
  const { profile, catalogue, memory } = evidence;
  return {
    skills: catalogue.skills.map((skill) => skillOf(evidence, skill)),
    lessons: catalogue.lessons.map(({ id, skills, minutes }) => ({
      id,
      skills,
      minutes,
      seen: Object.hasOwn(profile.behavioral_metrics.lessons, id),
    })),
    placements: placementsOf(evidence),
    coaches: catalogue.coaches.map(({ id, topics }) => ({ id, topics })),
    reactions: reactionsOf(evidence),
    without: profile.controls.signals_off,
    memoryModel: memory,
  };
}

function skillOf(
  { profile, memory, now }: Evidence,
  { id, parameters, prerequisites }: CatalogueView['skills'][number],
): ProfileSkill {
  const level = levelOf(profile, id);
  const last = level && (level.reviews.at(-1)?.at ?? level.last_at);
  const trace = level && traceOf(level.reviews, memory);
  return {
    id,
    known: level?.known ?? parameters.prior,
    evidence: level?.evidence ?? 0,
    target: targetOfSkill(profile, id),
    prerequisites,
    ...(last && { daysSinceLastAnswer: daysBetween(last, now) }),
    ...(trace && { memory: trace }),
  };
}

/** The level to reach: that of mastery, or higher where the learner has said so. */
function targetOfSkill({ goals, controls }: ProfileDocument, skill: string): number {
  if (!goals || controls.signals_off.includes('goals')) return MASTERED;
  const meant = goals.priority_areas.length === 0 || goals.priority_areas.includes(skill);
  return meant ? Math.max(MASTERED, goals.target_skill_level) : MASTERED;
}

/** The reviews of a skill as the memory model keeps them; undefined before the first. */
export function traceOf(reviews: readonly Review[], model: MemoryModel): MemoryTrace | undefined {
  let trace: MemoryTrace | null = null;
  let last: Date | undefined;
  for (const { at, rating } of reviews) {
    trace = recordReview(trace, last ? daysBetween(last, at) : 0, rating, model);
    last = at;
  }
  return trace ?? undefined;
}

function placementsOf({ profile, catalogue, placements, earned }: Evidence): SuggestInput['placements'] {
  const blind = isOff(profile, 'skills');
  return placements.flatMap(({ _id, kind, settings }) => {
    const skills = kind === 'practice' ? assignedSkills(catalogue, settings.skills) : [];
    if (skills.length === 0) return [];
    const now = scoreOf(profile, skills, settings.target);
    // What is finished is known from skills alone.
    return [{ id: _id, skills, now, earned: earned.get(_id) ?? null, finished: !blind && now >= 1 }];
  });
}

function reactionsOf({ profile, past, now }: Evidence): Reaction[] {
  const { dismissed, completed } = profile.behavioral_metrics;
  const reactions = (said: Record<string, Date>, action: Reaction['action']): Reaction[] =>
    Object.entries(said).flatMap(([key, at]) => {
      const content = contentOf(key);
      if (!content) return [];
      const times = action === 'not-now' ? timesInARow(past, key) : 1;
      return [{ ...content, action, daysAgo: daysBetween(at, now), times }];
    });
  return [...reactions(dismissed, 'not-now'), ...reactions(completed, 'done')];
}

/** How often something was put off since it was last taken up; at least once. */
function timesInARow(past: readonly PastSuggestion[], key: string): number {
  let times = 0;
  for (const { content_type, content_id, user_action } of past) {
    if (contentKey(content_type, content_id) !== key) continue;
    if (user_action === 'dismissed') times += 1;
    else if (user_action !== null) times = 0;
  }
  return Math.max(1, times);
}

/** So long a learner is thought to be about the same, hours. */
export const SITTING_HOURS = 6;

/**
 * Days since each showing of something that was seen and left. What was shown in this sitting is not left yet: whoever
 * looks again finds it where it was.
 */
export function showingsOf({ past, now }: Evidence): ReadonlyMap<string, readonly number[]> {
  const showings = new Map<string, number[]>();
  for (const { content_type, content_id, user_action, seen_at } of past) {
    if (!seen_at || user_action !== null) continue;
    if (hoursBetween(seen_at, now) < SITTING_HOURS) continue;
    const key = contentKey(content_type, content_id);
    showings.set(key, [...(showings.get(key) ?? []), daysBetween(seen_at, now)]);
  }
  return showings;
}

/** What the learner has taken, as `contentKey` names it, the earliest first. */
export function takenOf({ profile, past }: Evidence): string[] {
  const { lessons, completed } = profile.behavioral_metrics;
  const taken = [
    ...Object.entries(lessons).map(([id, at]) => [contentKey(TYPE_OF.lesson, id), at] as const),
    ...Object.entries(completed),
    ...past.flatMap(({ content_type, content_id, user_action, acted_at }) =>
      acted_at && (user_action === 'accepted' || user_action === 'completed')
        ? [[contentKey(content_type, content_id), acted_at] as const]
        : [],
    ),
  ].sort(([, a], [, b]) => a.getTime() - b.getTime());
  return [...new Set(taken.map(([key]) => key))];
}
