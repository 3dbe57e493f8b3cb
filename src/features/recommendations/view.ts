import type { BestTime } from '../../engine/ranking/best-time.js';
import { SIGNAL_OF_PART, SIGNAL_OF_REASON } from '../../engine/ranking/signals.js';
import type { Scope } from '../../storage/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { listPlacements, selectCourse } from '../courses/index.js';
import {
  levelOf,
  type Owner,
  type ProfileDocument,
  SIGNALS,
  type Signal,
  selectProfile,
  WITHHELD,
} from '../learners/index.js';
import {
  assignedSkills,
  overviewOf,
  type SkillOverview,
  type SkillProgress,
  skillProgressOf,
} from '../practice/index.js';
import { type CourseContent, lessonOf, targetOf, titleOf } from './content.js';
import { changeSaying, type Saying, sayingOf } from './in-words.js';
import { RECOMMENDED_TYPES, type RecommendationDocument, type RecommendedType } from './model.js';

/** A suggestion as a page shows it. */
export interface SuggestionView {
  readonly id: string;
  readonly contentType: RecommendedType;
  readonly title: string;
  readonly minutes: number | null;
  readonly reasons: readonly Saying[];
  readonly parts: readonly { readonly name: string; readonly value: number }[];
  /** What its place rests on, in the order of the switches. */
  readonly signals: readonly Signal[];
  readonly wouldBeFirstIf: Saying | null;
  /** Of an assessment: when it is best taken; null when that is now, or was said by no model. */
  readonly bestTime: BestTime | null;
  /** What opening it shows; null when it has no page of its own here. */
  readonly opens: 'lesson' | 'practice' | 'coach' | null;
  readonly contentId: string;
  /** What the learner has rated it, from 1 to 5. */
  readonly rated: number | null;
}

/** Something of the course that one may ask about, and its name in the form: `course:lesson-1`. */
export interface Choice {
  readonly name: string;
  readonly title: string;
}

export type NextView =
  | { readonly state: 'not-ready' }
  | {
      readonly state: 'ready';
      /** The last fact that is in it: what is newer makes the page look again. */
      readonly sequence: number;
      readonly suggestions: readonly SuggestionView[];
      readonly overview: SkillOverview;
      readonly skills: readonly SkillProgress[];
      /** The kind that is shown; null: all. */
      readonly type: RecommendedType | null;
      readonly types: readonly RecommendedType[];
      /** Which signals are used, and whether personalization is paused. */
      readonly signals: readonly SignalSwitch[];
      readonly paused: boolean;
      /** The learner wants the order of the course only. */
      readonly refused: boolean;
      /** What one may ask "why not that?" about, by kind. */
      readonly choices: readonly { readonly type: RecommendedType; readonly choices: readonly Choice[] }[];
    };

export async function nextView(
  scope: Scope,
  owner: Owner,
  set: readonly RecommendationDocument[],
  type: RecommendedType | null = null,
): Promise<NextView> {
  const { catalogue_id } = await selectCourse(scope, owner.courseId);
  if (catalogue_id === null) return { state: 'not-ready' };
  const [catalogue, placements, profile] = await Promise.all([
    loadCatalogue(scope, catalogue_id),
    listPlacements(scope, owner.courseId),
    selectProfile(scope, owner),
  ]);
  const practised = catalogue.skills.filter(({ id }) => levelOf(profile, id));
  return {
    state: 'ready',
    sequence: profile.sequence,
    suggestions: viewsOf({ catalogue, placements }, set),
    overview: overviewOf({ profile, catalogue }),
    skills: practised.map(({ id }) => skillProgressOf({ profile, catalogue }, id)),
    type,
    types: RECOMMENDED_TYPES,
    signals: switchesOf(profile),
    paused: profile.controls.paused,
    refused: profile.controls.consent?.choice === 'course-order',
    choices: choicesOf({ catalogue, placements }),
  };
}

/** A signal that may be used or not; `withheld` by the refusal of consent, which no switch undoes. */
export interface SignalSwitch {
  readonly name: Signal;
  readonly on: boolean;
  readonly withheld: boolean;
}

export function switchesOf({ controls }: Pick<ProfileDocument, 'controls'>): SignalSwitch[] {
  const refused = controls.consent?.choice === 'course-order';
  return SIGNALS.map((name) => ({
    name,
    on: !controls.signals_off.includes(name),
    withheld: refused && WITHHELD.includes(name),
  }));
}

function choicesOf(course: CourseContent) {
  const { catalogue, placements } = course;
  const assignments = placements.filter(
    ({ kind, settings }) => kind === 'practice' && assignedSkills(catalogue, settings.skills).length > 0,
  );
  const ids: Readonly<Record<RecommendedType, readonly string[]>> = {
    course: catalogue.lessons.map(({ id }) => id),
    assessment: assignments.map(({ _id }) => _id),
    review: catalogue.skills.map(({ id }) => id),
    character: catalogue.coaches.map(({ id }) => id),
  };
  return RECOMMENDED_TYPES.map((type) => ({
    type,
    choices: ids[type].map((id) => ({
      name: `${type}:${id}`,
      title: titleOf(course, { content_type: type, content_id: id }),
    })),
  })).filter(({ choices }) => choices.length > 0);
}

export async function suggestionViews(
  scope: Scope,
  { courseId }: Owner,
  catalogue: CatalogueView,
  set: readonly RecommendationDocument[],
): Promise<SuggestionView[]> {
  return viewsOf({ catalogue, placements: await listPlacements(scope, courseId) }, set);
}

function viewsOf(course: CourseContent, set: readonly RecommendationDocument[]): SuggestionView[] {
  return set.map((one) => {
    const { reasons, parts, wouldBeFirstIf, best_time } = one.reasoning;
    const minutes = one.content_type === 'course' ? lessonOf(course.catalogue, one.content_id)?.minutes : undefined;
    return {
      id: one._id,
      contentType: one.content_type,
      contentId: one.content_id,
      title: titleOf(course, one),
      minutes: minutes ?? null,
      reasons: reasons.map((reason) => sayingOf(course, reason)),
      parts,
      signals: signalsBehind(one.reasoning),
      wouldBeFirstIf: wouldBeFirstIf ? changeSaying(course, wouldBeFirstIf) : null,
      bestTime: best_time && best_time.when !== 'now' ? best_time : null,
      opens: targetOf(course, one)?.opens ?? null,
      rated: one.feedback_score,
    };
  });
}

/** The signals that a suggestion was made from, and that the learner could switch off. */
function signalsBehind({ parts, reasons }: RecommendationDocument['reasoning']): Signal[] {
  const used = new Set([
    ...parts.filter(({ value }) => value !== 0).map(({ name }) => SIGNAL_OF_PART[name]),
    ...reasons.map(({ code }) => SIGNAL_OF_REASON[code]),
  ]);
  return SIGNALS.filter((signal) => used.has(signal));
}
