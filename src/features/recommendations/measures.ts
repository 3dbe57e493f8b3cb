import { fatigue } from '../../engine/ranking/fatigue.js';
import { SIGNAL_OF_PART } from '../../engine/ranking/signals.js';
import type {
  ContentMeasures,
  ContentType,
  MeasureName,
  ProfileSkill,
  SuggestInput,
  SuggestionReason,
} from '../../engine/ranking/suggestion.js';
import { levelOf } from '../learners/index.js';
import { contentKey, TYPE_OF } from './content.js';
import { type Engagement, engagementOf } from './engagement.js';
import { daysBetween, type Evidence, hoursBetween, isOff, SITTING_HOURS, showingsOf, takenOf } from './evidence.js';
import { preferenceFor } from './preference.js';
import { likeWhatWasTaken, noveltyOf, type Pull, similarLearners } from './similar.js';

/** A pull of this strength is worth a sentence. */
const WORTH_SAYING = 0.5;
const DEADLINE_DAYS = 14;
/** Answers of this sitting show what to look at next; that fades by half in this many hours. */
const HALF_LIFE_HOURS = 3;
/** A wrong idea that has not been put right since counts this much, however long ago it was. */
const UNRESOLVED = 0.4;
/** So many right answers in a row put a wrong idea right. */
const RESOLVED_AFTER = 2;
const NEXT_LEVEL = 0.6;
/** Below this many outcomes nothing is said about what the learner takes up. */
const ENOUGH_OUTCOMES = 5;

interface Measured {
  readonly value: number;
  readonly reasons: readonly SuggestionReason[];
}
const NOTHING: Measured = { value: 0, reasons: [] };

interface Content {
  readonly contentType: ContentType;
  readonly contentId: string;
  readonly skills: readonly string[];
}
type Measure = (content: Content) => Measured;

/**
 * What else speaks for each piece of content: similar learners, likeness, habits, goals, deadlines, novelty, the last
 * answers and preferences. What rests on a signal that is off is not even looked at.
 */
export function measuresOf(
  evidence: Evidence,
  input: SuggestInput,
): { readonly measures: ContentMeasures[]; readonly engagement: Engagement | null } {
  const { profile } = evidence;
  const off = (name: MeasureName | 'fatigue') => {
    const signal = SIGNAL_OF_PART[name];
    return signal !== null && isOff(profile, signal);
  };
  const engagement = off('engagement') ? null : engagementOf(evidence);
  const makers: Readonly<Record<MeasureName, () => Measure>> = {
    similar: () => similarTo(evidence),
    likeness: () => pulledBy(likeWhatWasTaken(evidence.catalogue, takenOf(evidence)), 'like-what-you-took'),
    preference: () => (content) => {
      const value = preferenceFor(evidence, content);
      return value > 0 ? { value, reasons: [{ code: 'you-prefer-this' }] } : NOTHING;
    },
    engagement: () => (engagement ? engaging(engagement) : () => NOTHING),
    goal: () => towardsGoals(evidence, input),
    deadline: () => dueSoon(evidence),
    novelty: () => (content) => {
      const key = keyOf(content);
      return evidence.ranker ? { value: noveltyOf(evidence.ranker, key), reasons: [] } : NOTHING;
    },
    'last-answers': () => shownByAnswers(evidence, input),
  };
  const names = (Object.keys(makers) as MeasureName[]).filter((name) => !off(name));
  const measuring = names.map((name) => [name, makers[name]()] as const);
  const showings = off('fatigue') ? new Map<string, readonly number[]>() : showingsOf(evidence);
  const measures = contentsOf(input).map((content) => {
    const each = measuring.map(([name, measure]) => [name, measure(content)] as const);
    return {
      contentType: content.contentType,
      contentId: content.contentId,
      values: Object.fromEntries(each.filter(([, { value }]) => value > 0).map(([name, { value }]) => [name, value])),
      fatigue: 1 - fatigue(showings.get(keyOf(content)) ?? []),
      reasons: each.flatMap(([, { reasons }]) => reasons),
    };
  });
  return { measures, engagement };
}

function contentsOf({ lessons, placements, coaches = [], skills }: SuggestInput): Content[] {
  return [
    ...lessons.map(({ id, skills: about }) => ({ contentType: 'lesson' as const, contentId: id, skills: about })),
    ...placements.map(({ id, skills: about }) => ({ contentType: 'practice' as const, contentId: id, skills: about })),
    ...coaches.map(({ id, topics }) => ({ contentType: 'coach' as const, contentId: id, skills: topics })),
    ...skills.map(({ id }) => ({ contentType: 'review' as const, contentId: id, skills: [id] })),
  ];
}

const keyOf = ({ contentType, contentId }: Content): string => contentKey(TYPE_OF[contentType], contentId);

function similarTo(evidence: Evidence): Measure {
  if (!evidence.ranker) return () => NOTHING;
  return pulledBy(similarLearners(evidence.ranker, takenOf(evidence)), 'similar-learners');
}

const pulledBy =
  (pull: Pull, code: 'similar-learners' | 'like-what-you-took'): Measure =>
  (content) => {
    const { value, because } = pull.get(keyOf(content)) ?? { value: 0, because: null };
    return { value, reasons: because !== null && value >= WORTH_SAYING ? [{ code, because }] : [] };
  };

const engaging =
  (engagement: Engagement): Measure =>
  ({ contentType, contentId }) => {
    const value = engagement.chanceOf(contentType, contentId);
    const enough = engagement.momentOf(contentType, contentId).shownOfType >= ENOUGH_OUTCOMES;
    return { value, reasons: enough && value >= WORTH_SAYING ? [{ code: 'often-taken-up', chance: value }] : [] };
  };

function towardsGoals({ profile: { goals } }: Evidence, { skills: all }: SuggestInput): Measure {
  const below = new Map(all.map(({ id, known, target }) => [id, known < target]));
  const wanted = new Set((goals?.priority_areas ?? []).filter((skill) => below.get(skill)));
  return ({ skills }) => {
    const [first, ...more] = skills.filter((skill) => wanted.has(skill));
    if (first === undefined) return NOTHING;
    return { value: (1 + more.length) / skills.length, reasons: [{ code: 'your-goal', skill: first }] };
  };
}

/** The due date of an assignment, and the learner's own date for what they set as a goal. */
function dueSoon({ profile: { goals }, placements, now }: Evidence): Measure {
  const due = new Map(placements.map(({ _id, settings }) => [_id, settings.dueAt]));
  const ownDate = goals?.timeline ? new Date(goals.timeline) : null;
  return ({ contentType, contentId, skills }) => {
    const meant = skills.some((skill) => goals?.priority_areas.includes(skill));
    const dates = [contentType === 'practice' ? due.get(contentId) : null, meant ? ownDate : null];
    const left = dates.flatMap((date) => (date && date > now ? [daysBetween(now, date)] : []));
    const days = Math.min(...left);
    if (!(days < DEADLINE_DAYS)) return NOTHING;
    return { value: 1 - days / DEADLINE_DAYS, reasons: [{ code: 'deadline', days: Math.ceil(days) }] };
  };
}

/** What the last sitting showed: what went wrong, wrong ideas, and what the learner may go on to. */
function shownByAnswers(evidence: Evidence, input: SuggestInput): Measure {
  const shown = new Map<string, Measured>();
  const note = (skill: string, value: number, reason: SuggestionReason): void => {
    if (value > (shown.get(skill)?.value ?? 0)) shown.set(skill, { value, reasons: [reason] });
  };
  for (const skill of input.skills) noteAnswers(evidence, skill, input.skills, note);
  for (const { skill, times, last_at, right_since } of Object.values(evidence.profile.skill_profile.misconceptions)) {
    if (right_since >= RESOLVED_AFTER) continue;
    const value = Math.max(UNRESOLVED, fading(hoursBetween(last_at, evidence.now)));
    note(skill, value, { code: 'misconception', skill, times });
  }
  return ({ skills }) =>
    skills.reduce<Measured>((best, skill) => {
      const one = shown.get(skill);
      return one && one.value > best.value ? one : best;
    }, NOTHING);
}

function noteAnswers(
  { profile, now }: Evidence,
  { id, known, target }: ProfileSkill,
  all: readonly ProfileSkill[],
  note: (skill: string, value: number, reason: SuggestionReason) => void,
): void {
  const recent = (levelOf(profile, id)?.recent ?? []).filter(({ at }) => hoursBetween(at, now) <= SITTING_HOURS);
  const last = recent.at(-1);
  if (!last) return;
  const fresh = fading(hoursBetween(last.at, now));
  const wrong = recent.filter(({ correct }) => !correct).length;
  if (wrong > 0) {
    const value = fresh * (wrong / recent.length);
    note(id, value, { code: 'last-answers-wrong', skill: id, wrong, answers: recent.length });
  }
  if (known < target) return;
  for (const next of all) {
    const leans = next.prerequisites.some((edge) => edge.skill === id);
    if (leans && next.known < next.target) {
      note(next.id, NEXT_LEVEL * fresh, { code: 'next-level', skill: next.id, prerequisite: id });
    }
  }
}

const fading = (hours: number): number => 2 ** (-hours / HALF_LIFE_HOURS);
