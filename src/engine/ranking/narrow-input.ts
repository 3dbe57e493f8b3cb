import type { ContentType, SuggestInput } from './suggestion.js';

/**
 * The part of an input on which the score of one piece of content rests: `scoreContent` gives it the same score and
 * parts from this alone. Small enough to be kept with a suggestion, so that its score can be made again at any time.
 */
export function narrowInput(
  { skills, lessons, placements, coaches, reactions, measures, without, memoryModel }: SuggestInput,
  content: { readonly contentType: ContentType; readonly contentId: string },
): SuggestInput {
  const { contentType, contentId } = content;
  const isIt = (type: ContentType) => (one: { readonly id: string }) => contentType === type && one.id === contentId;
  const ofIt = (one: { readonly contentType: ContentType; readonly contentId: string }) =>
    one.contentType === contentType && one.contentId === contentId;
  const own = {
    lessons: lessons.filter(isIt('lesson')),
    placements: placements.filter(isIt('practice')),
    coaches: (coaches ?? []).filter(isIt('coach')),
  };
  const isReview = contentType === 'review';
  const about = new Set(
    isReview
      ? [contentId]
      : [...own.lessons, ...own.placements]
          .flatMap((one) => one.skills)
          .concat(own.coaches.flatMap((one) => one.topics)),
  );
  const before = new Set(
    skills.filter(({ id }) => about.has(id)).flatMap((one) => one.prerequisites.map((edge) => edge.skill)),
  );
  const needed = skills.flatMap(({ memory, ...skill }) => {
    if (about.has(skill.id)) return [isReview && memory ? { ...skill, memory } : skill];
    // Of what builds on a review only the number counts.
    const prerequisites = skill.prerequisites.filter((edge) => isReview && about.has(edge.skill));
    return before.has(skill.id) || prerequisites.length > 0 ? [{ ...skill, prerequisites }] : [];
  });
  return {
    ...own,
    skills: needed,
    reactions: (reactions ?? []).filter(ofIt),
    ...(measures && { measures: measures.filter(ofIt) }),
    ...(without && { without }),
    ...(memoryModel && isReview && { memoryModel }),
  };
}
