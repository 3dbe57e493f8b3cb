import { requireWhole } from '../numerics/guards.js';
import type { ScoredContent } from './suggestion.js';

/** How much the score counts against being different from what is above. */
export const LAMBDA = 0.7;
/** Likeness: mostly the same skills, partly the same kind of content. */
const WEIGHT_OF_SKILLS = 0.6;

type About = Pick<ScoredContent, 'contentType' | 'skills'>;

/**
 * The best few that are not all alike: maximal marginal relevance (Carbonell & Goldstein 1998). Each next one has
 * the largest 0.7 score - 0.3 (largest likeness to one already taken), where likeness is 0.6 times the Jaccard
 * share of common skills plus 0.4 for the same kind of content. The first is always the one with the best score.
 *
 * @param ranked  best score first
 * @returns       at most `limit`, each with whether a better score was passed over for it
 * @throws RangeError when the limit is not a whole number from 1
 */
export function diversify(
  ranked: readonly ScoredContent[],
  limit: number,
): readonly { readonly content: ScoredContent; readonly forVariety: boolean }[] {
  requireWhole('limit', limit, 1);
  const left = [...ranked];
  const taken: { content: ScoredContent; forVariety: boolean }[] = [];
  while (left.length > 0 && taken.length < limit) {
    let [best, bestWorth] = [0, Number.NEGATIVE_INFINITY];
    for (const [index, one] of left.entries()) {
      const likeness = taken.reduce((most, { content }) => Math.max(most, alike(one, content)), 0);
      const worth = LAMBDA * one.score - (1 - LAMBDA) * likeness;
      if (worth > bestWorth) [best, bestWorth] = [index, worth];
    }
    const [content] = left.splice(best, 1);
    if (content) taken.push({ content, forVariety: left.some(({ score }) => score > content.score) });
  }
  return taken;
}

/** In [0, 1]; 1 for the same kind of content on the same skills. */
export function alike(a: About, b: About): number {
  const common = a.skills.filter((skill) => b.skills.includes(skill)).length;
  const all = new Set([...a.skills, ...b.skills]).size;
  const sameSkills = all === 0 ? 0 : common / all;
  return WEIGHT_OF_SKILLS * sameSkills + (1 - WEIGHT_OF_SKILLS) * Number(a.contentType === b.contentType);
}
