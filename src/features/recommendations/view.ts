import type { Scope } from '../../storage/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { listPlacements, type PlacementDocument, placementTitle, selectCourse } from '../courses/index.js';
import { levelOf, type Owner, selectProfile } from '../learners/index.js';
import { assignedSkills, type SkillProgress, skillProgressOf } from '../practice/index.js';
import type { RecommendationDocument, RecommendedType } from './model.js';

/** A suggestion as a page shows it. */
export interface SuggestionView {
  readonly id: string;
  readonly contentType: RecommendedType;
  readonly title: string;
  readonly minutes: number | null;
  readonly reasons: readonly { readonly code: string; readonly values: Readonly<Record<string, string | number>> }[];
  readonly parts: readonly { readonly name: string; readonly value: number }[];
  readonly wouldBeFirstIf: { readonly code: string; readonly values: Readonly<Record<string, string | number>> } | null;
  /** What opening it shows; null when it has no page of its own here. */
  readonly opens: 'lesson' | 'practice' | 'coach' | null;
  readonly contentId: string;
}

export type NextView =
  | { readonly state: 'not-ready' }
  | {
      readonly state: 'ready';
      readonly suggestions: readonly SuggestionView[];
      readonly overview: { readonly mastered: number; readonly practised: number; readonly total: number };
      readonly skills: readonly SkillProgress[];
    };

/** Where opening a suggestion leads. */
export interface Target {
  readonly opens: 'lesson' | 'practice' | 'coach';
  readonly id: string;
}

export async function nextView(scope: Scope, owner: Owner, set: readonly RecommendationDocument[]): Promise<NextView> {
  const course = await selectCourse(scope, owner.courseId);
  if (course.catalogue_id === null) return { state: 'not-ready' };
  const catalogue = await loadCatalogue(scope, course.catalogue_id);
  const profile = await selectProfile(scope, owner);
  const practised = catalogue.skills.filter(({ id }) => levelOf(profile, id));
  return {
    state: 'ready',
    suggestions: await suggestionViews(scope, owner, catalogue, set),
    overview: {
      mastered: profile.skill_profile.mastered_concepts.length,
      practised: practised.length,
      total: catalogue.skills.length,
    },
    skills: practised.map(({ id }) => skillProgressOf({ profile, catalogue }, id)),
  };
}

export async function suggestionViews(
  scope: Scope,
  { courseId }: Owner,
  catalogue: CatalogueView,
  set: readonly RecommendationDocument[],
): Promise<SuggestionView[]> {
  const course = { catalogue, placements: await listPlacements(scope, courseId) };
  return set.map((one) => ({
    id: one._id,
    contentType: one.content_type,
    contentId: one.content_id,
    title: titleOf(course, one),
    minutes: one.content_type === 'course' ? (lessonOf(catalogue, one.content_id)?.minutes ?? null) : null,
    reasons: one.reasoning.reasons.map(({ code, ...values }) => ({ code, values: inWords(catalogue, values) })),
    parts: one.reasoning.parts,
    wouldBeFirstIf: counterfactual(catalogue, one),
    opens: targetOf(course, one)?.opens ?? null,
  }));
}

/** Where suggestions lead: what the course holds, and where it asks. */
export interface CourseContent {
  readonly catalogue: CatalogueView;
  readonly placements: readonly PlacementDocument[];
}

type Named = Pick<RecommendationDocument, 'content_type' | 'content_id'>;

/** What opening a suggestion leads to. A review opens an assignment on its skill, or else the lesson about it. */
export function targetOf({ catalogue, placements }: CourseContent, { content_type, content_id }: Named): Target | null {
  if (content_type === 'course') return { opens: 'lesson', id: content_id };
  if (content_type === 'character') return { opens: 'coach', id: content_id };
  if (content_type === 'assessment') return { opens: 'practice', id: content_id };
  const asking = placements.find(
    ({ kind, settings }) => kind === 'practice' && assignedSkills(catalogue, settings.skills).includes(content_id),
  );
  if (asking) return { opens: 'practice', id: asking._id };
  const [lesson] = catalogue.lessonsOn(content_id);
  return lesson ? { opens: 'lesson', id: lesson.id } : null;
}

const lessonOf = (catalogue: CatalogueView, id: string) => catalogue.lessons.find((lesson) => lesson.id === id);

function titleOf({ catalogue, placements }: CourseContent, { content_type, content_id }: Named): string {
  switch (content_type) {
    case 'course':
      return lessonOf(catalogue, content_id)?.title ?? content_id;
    case 'assessment': {
      const placement = placements.find(({ _id }) => _id === content_id);
      return placement ? placementTitle(placement, catalogue) : content_id;
    }
    case 'character':
      return catalogue.coach(content_id)?.name ?? content_id;
    case 'review':
      return catalogue.skillTitle(content_id);
  }
}

const SKILLS = new Set(['skill', 'prerequisite']);
const SHARES = new Set(['known', 'target', 'earned', 'now', 'retention']);

function inWords(catalogue: CatalogueView, values: object): Record<string, string | number> {
  const entries = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (SKILLS.has(name)) return [name, catalogue.skillTitle(String(value))];
      if (typeof value !== 'number') return [name, String(value)];
      return [name, SHARES.has(name) ? Math.round(value * 100) : Math.round(value)];
    }),
  );
}

function counterfactual(
  catalogue: CatalogueView,
  { reasoning }: RecommendationDocument,
): SuggestionView['wouldBeFirstIf'] {
  const change = reasoning.wouldBeFirstIf;
  if (!change) return null;
  const value = change.change === 'days-without-practice' ? Math.round(change.value) : Math.round(change.value * 100);
  return { code: change.change, values: { skill: catalogue.skillTitle(change.skill), value } };
}
