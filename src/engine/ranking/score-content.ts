import { DEFAULT_MEMORY_MODEL, recallChance } from '../memory/memory-model.js';
import { requirePositive, requireProbability, requireSome } from '../numerics/guards.js';
import { ENOUGH_EVIDENCE } from '../tracing/mastery.js';
import { type CourseView, gapOf, viewCourse } from './course-view.js';
import { retention } from './retention.js';
import { setAside } from './set-aside.js';
import { SIGNAL_OF_PART, SIGNAL_OF_REASON } from './signals.js';
import type {
  CoachContent,
  ContentMeasures,
  LessonContent,
  MeasureName,
  PartName,
  PlacementContent,
  ProfileSkill,
  ScoredContent,
  SignalName,
  SuggestInput,
  SuggestionReason,
} from './suggestion.js';

/** The most that each part can give. Those of one kind of content sum to at most 1. */
const LESSON = { gap: 0.45, readiness: 0.2, new: 0.25, short: 0.1 } as const;
const PRACTICE = { gap: 0.4, readiness: 0.2, grade: 0.3, started: 0.1 } as const;
const REVIEW = { forgetting: 0.6, strength: 0.25, foundation: 0.15 } as const;
/** A coach helps, but is seldom the first thing to do. */
const COACH = { struggle: 0.45, match: 0.15 } as const;
/** What the parts above come to in a hybrid, and the most that each measure gives; together 1. */
const OWN_SHARE = 0.55;
const MEASURES: Readonly<Record<MeasureName, number>> = {
  similar: 0.1,
  'last-answers': 0.1,
  goal: 0.08,
  engagement: 0.06,
  deadline: 0.05,
  likeness: 0.03,
  novelty: 0.02,
  // Tells apart what would teach the same, and no more.
  preference: 0.01,
};
/** Content whose prerequisites are all missing loses this share of its score. */
const COST_OF_NOT_READY = 0.8;

/** A lesson of this many minutes has half the worth of being short. */
const SHORT_MINUTES = 10;
/** A skill is due for review when this much of it is lost, and at the most urgent when three times as much is. */
const DUE_LOSS = 0.1;
const URGENT_LOSS = 0.3;
/** Below this share of its target there is not enough to review: it is to be learned. */
const WORTH_REVIEWING = 0.6;
/** Below this share of its target, after enough answers, a skill is a struggle. */
const STRUGGLE = 0.5;
/** As many skills as this leaning on one make it a full foundation. */
const MANY_DEPENDENTS = 4;
const NEARLY_THERE = 0.75;
/** Parts are cut to this grain, a power of two, so that their sum is exact in any order and never above 1. */
const GRAIN = 2 ** -20;

interface Draft {
  readonly contentType: ScoredContent['contentType'];
  readonly contentId: string;
  readonly skills: readonly string[];
  readonly parts: readonly (readonly [PartName, number])[];
  readonly reasons: readonly SuggestionReason[];
}

/**
 * Everything that can be suggested now, with its score, best first; equal scores in the order of type and id.
 *
 * A score is the sum of named parts, each a measure in [0, 1] times a fixed weight (a weighted additive value model:
 * Keeney & Raiffa 1976), less what is taken away for missing prerequisites, for having been shown and left, and for what
 * was set aside. With `measures` it is a hybrid (weighted, Burke 2002): the parts of the profile count 55 %, and similar
 * learners, the last answers, goals, the chance of taking it up, deadlines, likeness, novelty and preferences the rest.
 * What does not apply is left out: finished placements, lessons whose skills are all at target, skills that have not
 * faded. A signal that is off gives nothing and hides nothing: without `skills` all lessons and placements stay.
 *
 * @throws RangeError when a number is out of range or content names a skill that is not in the profile
 */
export function scoreContent(input: SuggestInput): readonly ScoredContent[] {
  const view = viewCourse(input);
  const off = new Set(input.without ?? []);
  const drafts = [
    ...input.lessons.flatMap((lesson) => draftLesson(lesson, view, off)),
    ...input.placements.flatMap((placement) => draftPractice(placement, view)),
    ...(off.has('forgetting') ? [] : input.skills.flatMap((skill) => draftReview(skill, view, input, off))),
    ...(off.has('skills') ? [] : (input.coaches ?? []).flatMap((coach) => draftCoach(coach, view))),
  ];
  const damping = setAside(input.reactions ?? []);
  const measures = input.measures && new Map(input.measures.map((one) => [nameOf(one), one]));
  const scored = drafts.flatMap((draft) => {
    const damped = damping(draft.contentType, draft.contentId);
    if (damped === 'hidden') return [];
    const own = measures ? hybrid(draft, measures.get(nameOf(draft))) : draft;
    return [finish(own, { damped, tired: measures?.get(nameOf(draft))?.fatigue ?? 0 }, view, off)];
  });
  return scored.sort((a, b) => b.score - a.score || compare(nameOf(a), nameOf(b)));
}

function hybrid(draft: Draft, measured: ContentMeasures | undefined): Draft {
  const own = draft.parts.map(([name, value]) => [name, OWN_SHARE * value] as const);
  const more = Object.entries(measured?.values ?? {}).map(([name, value]) => {
    requireProbability(`${name} of ${draft.contentId}`, value);
    return [name as MeasureName, MEASURES[name as MeasureName] * value] as const;
  });
  return { ...draft, parts: [...own, ...more], reasons: [...draft.reasons, ...(measured?.reasons ?? [])] };
}

function finish(
  draft: Draft,
  { damped, tired }: { readonly damped: number; readonly tired: number },
  view: CourseView,
  off: ReadonlySet<SignalName>,
): ScoredContent {
  const { contentType, contentId, skills } = draft;
  const isOn = (signal: SignalName | null): boolean => signal === null || !off.has(signal);
  const parts = draft.parts
    .filter(([name]) => isOn(SIGNAL_OF_PART[name]))
    .map(([name, value]) => ({ name, value: cut(value) }));
  const sum = () => parts.reduce((total, { value }) => total + value, 0);
  const take = (name: PartName, share: number): void => {
    const taken = isOn(SIGNAL_OF_PART[name]) ? cut(share * sum()) : 0;
    if (taken > 0) parts.push({ name, value: -taken });
  };
  take('needs-first', COST_OF_NOT_READY * (1 - view.readiness(skills)));
  take('fatigue', requireProbability(`fatigue of ${contentId}`, tired));
  take('set-aside', damped);
  const missing = view.missing(skills).map((one) => ({ code: 'needs-first', ...one }) as const);
  const reasons = [...missing, ...draft.reasons].filter(({ code }) => isOn(SIGNAL_OF_REASON[code]));
  const said = reasons.length > 0 ? reasons : [{ code: 'part-of-the-course' } as const];
  return { contentType, contentId, skills, score: sum(), parts, reasons: said };
}

function cut(value: number): number {
  return Math.floor(value / GRAIN) * GRAIN;
}

function draftLesson(
  { id, skills, minutes, seen }: LessonContent,
  view: CourseView,
  off: ReadonlySet<SignalName>,
): Draft[] {
  requireSome(`skills of ${id}`, skills);
  requirePositive(`minutes of ${id}`, minutes);
  const gap = view.gap(skills);
  if (gap === 0 && !off.has('skills')) return [];
  const parts = [
    ['gap', LESSON.gap * gap],
    ['readiness', LESSON.readiness * view.readiness(skills)],
    ['new', seen ? 0 : LESSON.new],
    ['short', (LESSON.short * SHORT_MINUTES) / (SHORT_MINUTES + minutes)],
  ] as const;
  const reasons = [...aboutWeakest(skills, view), { code: seen ? 'lesson-again' : 'new-lesson', minutes } as const];
  return [{ contentType: 'lesson', contentId: id, skills, parts, reasons }];
}

function draftPractice({ id, skills, finished, earned, now }: PlacementContent, view: CourseView): Draft[] {
  requireSome(`skills of ${id}`, skills);
  requireProbability(`now of ${id}`, now);
  if (earned !== null) requireProbability(`earned of ${id}`, earned);
  if (finished) return [];
  const parts = [
    ['gap', PRACTICE.gap * view.gap(skills)],
    ['readiness', PRACTICE.readiness * view.readiness(skills)],
    ['grade', PRACTICE.grade * (1 - (earned ?? 0))],
    ['started', PRACTICE.started * now],
  ] as const;
  const reasons: SuggestionReason[] = [...aboutWeakest(skills, view), { code: 'counts-for-grade', earned, now }];
  if (now >= NEARLY_THERE) reasons.push({ code: 'nearly-there', now });
  return [{ contentType: 'practice', contentId: id, skills, parts, reasons }];
}

function draftReview(
  skill: ProfileSkill,
  view: CourseView,
  { memoryModel = DEFAULT_MEMORY_MODEL }: Pick<SuggestInput, 'memoryModel'>,
  off: ReadonlySet<SignalName>,
): Draft[] {
  const { id, known, target, evidence, daysSinceLastAnswer: days, memory } = skill;
  const learned = off.has('skills') || known >= WORTH_REVIEWING * target;
  if (days === undefined || evidence < ENOUGH_EVIDENCE || !learned) return [];
  const kept = memory ? recallChance(memory, days, memoryModel) : retention(days, evidence);
  if (1 - kept < DUE_LOSS) return [];
  const count = view.dependents(id);
  const parts = [
    ['forgetting', REVIEW.forgetting * Math.min(1, (1 - kept) / URGENT_LOSS)],
    ['strength', REVIEW.strength * Math.min(1, known / target)],
    ['foundation', REVIEW.foundation * Math.min(1, count / MANY_DEPENDENTS)],
  ] as const;
  const reasons: SuggestionReason[] = [{ code: 'fading', skill: id, days, retention: kept }];
  if (count > 0) reasons.push({ code: 'others-build-on-it', skill: id, count });
  return [{ contentType: 'review', contentId: id, skills: [id], parts, reasons }];
}

function draftCoach({ id, topics }: CoachContent, view: CourseView): Draft[] {
  const hard = topics
    .map((topic) => view.skill(topic))
    .filter(({ known, target, evidence }) => evidence >= ENOUGH_EVIDENCE && known < STRUGGLE * target)
    .sort((a, b) => gapOf(b) - gapOf(a));
  const hardest = hard[0];
  if (!hardest) return [];
  const parts = [
    ['struggle', COACH.struggle * gapOf(hardest)],
    ['match', (COACH.match * hard.length) / topics.length],
  ] as const;
  const { id: skill, known, evidence } = hardest;
  const reasons = [{ code: 'struggling', skill, known, evidence } as const];
  return [{ contentType: 'coach', contentId: id, skills: hard.map((one) => one.id), parts, reasons }];
}

/** What there is to say about the skill furthest from its target. */
function aboutWeakest(skills: readonly string[], view: CourseView): SuggestionReason[] {
  const weakest = skills.map((id) => view.skill(id)).sort((a, b) => gapOf(b) - gapOf(a))[0];
  if (!weakest || gapOf(weakest) === 0) return [];
  const { id: skill, known, target, evidence } = weakest;
  // A level that rests on too few answers is no reason to name.
  if (evidence < ENOUGH_EVIDENCE) return [{ code: 'not-enough-answers', skill, evidence }];
  return [{ code: 'below-target', skill, known, target }];
}

function nameOf({ contentType, contentId }: Pick<ScoredContent, 'contentType' | 'contentId'>): string {
  return `${contentType} ${contentId}`;
}

/** By code unit and not by locale: the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
