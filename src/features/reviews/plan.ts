import { type MemoryModel, recallChance } from '../../engine/memory/memory-model.js';
import {
  type Exam,
  type Reviewable,
  type ReviewReason,
  scheduleReviews,
} from '../../engine/memory/schedule-reviews.js';
import { seededRandom } from '../../engine/numerics/random.js';
import type { CatalogueView } from '../catalogue/index.js';
import { goalsInUse, MASTERED, type ProfileDocument, type SkillLevel } from '../learners/index.js';
import { daysOf, memoryOf, type SkillMemory } from './memory-of.js';

/** Reviews a day, unless the learner says otherwise. */
export const USUAL_REVIEWS_PER_DAY = 10;
/** Days that are planned ahead, today among them. */
export const FORECAST_DAYS = 14;
/** A skill is called back when the chance of recall has fallen to this. */
export const WANTED_RECALL = 0.85;
/** On the day that a learner has set as their goal, this is wanted. */
const RECALL_ON_THE_DAY = 0.9;
const DAY_MS = 86_400_000;

/** One skill that is kept in memory, and when it comes back. */
export interface ReviewItem {
  readonly skill: string;
  /** Chance of recall now, in [0, 1]. */
  readonly recall: number;
  /** Days until it falls to 90 % (stability). */
  readonly stability: number;
  readonly lastAt: Date;
  /** Midnight (UTC) of the day on which it falls to what is wanted. */
  readonly dueAt: Date;
  /** Midnight (UTC) of the day on which it is planned; null when the next two weeks have no room. */
  readonly plannedAt: Date | null;
  readonly reason: ReviewReason;
  /** 1, more when other skills build on it or it is among the learner's goals. */
  readonly importance: number;
}

export interface ReviewPlan {
  readonly cap: number;
  /** Reviews that were done today. */
  readonly doneToday: number;
  /** What to review today, what would lose most by waiting first. */
  readonly today: readonly ReviewItem[];
  /** Planned for later, in order of day. */
  readonly later: readonly ReviewItem[];
  /** Due and without room. */
  readonly left: readonly ReviewItem[];
  /** Planned reviews on each of the next days, today first. */
  readonly load: readonly number[];
  /** The learner has switched the signal of forgetting off: nothing is planned. */
  readonly off: boolean;
}

export interface PlanInput {
  readonly profile: ProfileDocument;
  readonly catalogue: CatalogueView;
  readonly model: MemoryModel;
  readonly now: Date;
  /** Only these; all learned skills when absent. */
  readonly skills?: readonly string[];
}

/**
 * Plans the reviews of a learner: skills that were learned come back when the chance of recall has fallen to 85 %, not
 * more a day than the cap, sooner where a goal's day needs it. The same day gives the same plan.
 */
export function planReviews({ profile, catalogue, model, now, skills }: PlanInput): ReviewPlan {
  // A limit that learners set themselves, not a liking that could be switched off.
  const cap = profile.learning_style.stated.reviews_per_day ?? USUAL_REVIEWS_PER_DAY;
  const today = Math.floor(daysOf(now));
  const off = profile.controls.signals_off.includes('forgetting');
  const learned = off ? [] : learnedSkills({ profile, catalogue, model, now, ...(skills && { skills }) });
  const doneToday = reviewsOn(profile, today);
  const schedule = scheduleReviews(
    learned.map(({ reviewable }) => reviewable),
    {
      today,
      horizon: FORECAST_DAYS,
      dailyCap: cap,
      retention: WANTED_RECALL,
      exams: examsOf(goalsInUse(profile), today),
      model,
      random: seededRandom(`reviews:${profile._id}:${today}`),
    },
  );
  const byId = new Map(learned.map((one) => [one.reviewable.id, one]));
  const itemOf = (id: string, more: Pick<ReviewItem, 'dueAt' | 'plannedAt' | 'reason'>): ReviewItem[] => {
    const one = byId.get(id);
    if (!one) return [];
    const { memory, reviewable } = one;
    const recall = recallNow(memory, now, model);
    const { importance = 1 } = reviewable;
    return [{ skill: id, recall, stability: memory.trace.stability, lastAt: memory.lastAt, importance, ...more }];
  };
  const planned = schedule.reviews.flatMap(({ id, day, due, reason }) =>
    itemOf(id, { dueAt: dayAt(due), plannedAt: dayAt(day), reason }),
  );
  const isToday = ({ plannedAt }: ReviewItem) => plannedAt !== null && daysOf(plannedAt) === today;
  const room = Math.max(0, cap - doneToday);
  const dueNow = planned.filter(isToday);
  return {
    cap,
    doneToday,
    today: dueNow.slice(0, room),
    later: [...dueNow.slice(room), ...planned.filter((item) => !isToday(item))],
    left: schedule.left.flatMap((id) => itemOf(id, { dueAt: dayAt(today), plannedAt: null, reason: 'overdue' })),
    load: schedule.load,
    off,
  };
}

/** Chance of recall at a time, in [0, 1]. */
export function recallNow({ trace, lastAt }: SkillMemory, at: Date, model: MemoryModel): number {
  return recallChance(trace, Math.max(0, daysOf(at) - daysOf(lastAt)), model);
}

interface Learned {
  readonly reviewable: Reviewable;
  readonly memory: SkillMemory;
}

/** What was learned is kept; what is still being learned comes up in practice anyway. */
function learnedSkills({ profile, catalogue, model, now, skills }: PlanInput): Learned[] {
  const wanted = skills && new Set(skills);
  const builtOn = countBuiltOn(catalogue);
  const goals = new Set(goalsInUse(profile)?.priority_areas ?? []);
  return Object.entries(profile.skill_profile.current_levels).flatMap(([id, level]) => {
    if (!isLearned(level) || !catalogue.skill(id) || (wanted && !wanted.has(id))) return [];
    if (catalogue.itemsOn(id).length === 0) return [];
    const memory = memoryOf(level, model);
    if (!memory) return [];
    const importance = (1 + 0.25 * (builtOn.get(id) ?? 0)) * (goals.has(id) ? 2 : 1);
    // A fact of tomorrow, by a clock that ran ahead, was today.
    const lastReview = Math.floor(Math.min(daysOf(memory.lastAt), daysOf(now)));
    return [{ reviewable: { id, trace: memory.trace, lastReview, importance }, memory }];
  });
}

const isLearned = ({ known }: SkillLevel): boolean => known >= MASTERED;

function countBuiltOn({ skills }: CatalogueView): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { prerequisites } of skills) {
    for (const { skill } of prerequisites) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  }
  return counts;
}

function examsOf(goals: ProfileDocument['goals'], today: number): Exam[] {
  if (!goals?.timeline) return [];
  const day = Math.floor(daysOf(new Date(goals.timeline)));
  if (day <= today) return [];
  const ids = goals.priority_areas;
  return [{ day, retention: RECALL_ON_THE_DAY, ...(ids.length > 0 && { ids }) }];
}

/** Skills that were called back on a day: answered then, and on an earlier one. */
function reviewsOn({ skill_profile: { current_levels: levels } }: ProfileDocument, day: number): number {
  const dayOf = (at: Date) => Math.floor(daysOf(at));
  return Object.values(levels).filter(({ reviews, known }) => {
    const [first, last] = [reviews[0], reviews.at(-1)];
    return known >= MASTERED && first && last && dayOf(last.at) === day && dayOf(first.at) < day;
  }).length;
}

const dayAt = (day: number): Date => new Date(day * DAY_MS);
