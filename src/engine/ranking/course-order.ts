import { setAside } from './set-aside.js';
import type { ScoredContent, SuggestInput } from './suggestion.js';

/**
 * What comes next in the order of the course, the same for every learner: for each skill in turn its lessons, then the
 * assignments that begin with it. Only what was taken is left out: lessons seen, assignments finished, and what the
 * learner set aside. No scores.
 */
export function courseOrder({ skills, lessons, placements, reactions = [] }: SuggestInput): readonly ScoredContent[] {
  const place = new Map(skills.map(({ id }, index) => [id, index]));
  const damping = setAside(reactions);
  const content = [
    ...lessons.filter(({ seen }) => !seen).map((one) => ({ ...one, contentType: 'lesson' as const, kind: 0 })),
    ...placements
      .filter(({ finished }) => !finished)
      .map((one) => ({ ...one, contentType: 'practice' as const, kind: 1 })),
  ].filter(({ contentType, id }) => damping(contentType, id) !== 'hidden');
  const firstSkill = (ids: readonly string[]): number =>
    ids.reduce((first, id) => Math.min(first, place.get(id) ?? skills.length), skills.length);
  return content
    .map((one, index) => ({ ...one, index, at: firstSkill(one.skills) }))
    .sort((a, b) => a.at - b.at || a.kind - b.kind || a.index - b.index)
    .map(({ contentType, id, skills: about }) => ({
      contentType,
      contentId: id,
      skills: about,
      score: 0,
      parts: [],
      reasons: [{ code: 'course-order' }],
    }));
}
