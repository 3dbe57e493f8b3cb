import type { ContentType } from '../../engine/ranking/suggestion.js';
import type { ContentPreference, ProfileDocument } from '../learners/index.js';
import { lessonOf } from './content.js';
import type { Evidence } from './evidence.js';

/** A picture in the text of a lesson. */
const SHOWS = /!\[[^\]]*\]\(/;
/** A formula in it. */
const CALCULATES = /\$[^$]+\$/;

/**
 * How well the form of content suits what the learner likes: 1 or 0. It tells apart content that would teach the same,
 * and neither hides anything nor makes it easier.
 */
export function preferenceFor(
  { profile, catalogue }: Evidence,
  { contentType, contentId }: { readonly contentType: ContentType; readonly contentId: string },
): number {
  if (contentType === 'coach') return Number(profile.learning_style.stated.preferred_characters.includes(contentId));
  const liked = likedForm(profile);
  if (liked === null || liked === 'mixed') return 0;
  if (contentType !== 'lesson') return Number(liked === 'interactive');
  const lesson = lessonOf(catalogue, contentId);
  const text = lesson?.bodyMarkdown ?? '';
  const shows = lesson?.media !== undefined || SHOWS.test(text);
  // A lesson may show and calculate; one that does neither explains in words.
  return Number(liked === 'visual' ? shows : liked === 'analytical' && (CALCULATES.test(text) || !shows));
}

/** What the learner said; otherwise what most answers of the quiz say. */
function likedForm({ learning_style: { stated, quiz } }: ProfileDocument): ContentPreference | null {
  if (stated.preferred_content_type) return stated.preferred_content_type;
  const votes = new Map<ContentPreference, number>();
  for (const answer of Object.values(quiz?.answers ?? {})) votes.set(answer, (votes.get(answer) ?? 0) + 1);
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  if (!first) return null;
  return second && second[1] === first[1] ? 'mixed' : first[0];
}
