import type { ContentType } from '../../engine/ranking/suggestion.js';
import type { CatalogueView, Lesson } from '../catalogue/index.js';
import { type PlacementDocument, placementTitle } from '../courses/index.js';
import { assignedSkills } from '../practice/index.js';
import type { RecommendationDocument, RecommendedType } from './model.js';

export const TYPE_OF: Readonly<Record<ContentType, RecommendedType>> = {
  lesson: 'course',
  practice: 'assessment',
  coach: 'character',
  review: 'review',
};

export const KIND_OF: Readonly<Record<RecommendedType, ContentType>> = {
  course: 'lesson',
  assessment: 'practice',
  character: 'coach',
  review: 'review',
};

/** How content is named in facts: `course:lesson-pot-odds`. */
export const contentKey = (type: RecommendedType, id: string): string => `${type}:${id}`;

/** The other way; undefined for what names no content. */
export function contentOf(key: string): { readonly contentType: ContentType; readonly contentId: string } | undefined {
  const at = key.indexOf(':');
  const type = key.slice(0, at);
  if (at < 0 || !Object.hasOwn(KIND_OF, type)) return undefined;
  return { contentType: KIND_OF[type as RecommendedType], contentId: key.slice(at + 1) };
}

/** Where suggestions lead: what the course holds, and where it asks. */
export interface CourseContent {
  readonly catalogue: CatalogueView;
  readonly placements: readonly PlacementDocument[];
}

/** Where opening a suggestion leads. */
export interface Target {
  readonly opens: 'lesson' | 'practice' | 'coach';
  readonly id: string;
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

export const lessonOf = (catalogue: CatalogueView, id: string): Lesson | undefined =>
  catalogue.lessons.find((lesson) => lesson.id === id);

/** The title of a piece of content; null when the course has no such thing. */
export function optionalTitleOf(
  { catalogue, placements }: CourseContent,
  { content_type, content_id }: Named,
): string | null {
  switch (content_type) {
    case 'course':
      return lessonOf(catalogue, content_id)?.title ?? null;
    case 'assessment': {
      const placement = placements.find(({ _id, kind }) => _id === content_id && kind === 'practice');
      return placement ? placementTitle(placement, catalogue) : null;
    }
    case 'character':
      return catalogue.coach(content_id)?.name ?? null;
    case 'review':
      return catalogue.skill(content_id)?.title ?? null;
  }
}

/** For pages: what is gone from the course since keeps its id. */
export const titleOf = (course: CourseContent, named: Named): string =>
  optionalTitleOf(course, named) ?? named.content_id;
