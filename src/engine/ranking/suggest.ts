import { wouldBeFirstIf } from './counterfactual.js';
import { diversify } from './diversify.js';
import { scoreContent } from './score-content.js';
import type { SuggestInput, Suggestion } from './suggestion.js';

const LIMIT = 3;

/**
 * What a learner could do next, the best first: everything is scored (`scoreContent`), the few that stand for
 * different things are kept (`diversify`), and each after the first says what would have put it first.
 *
 * The same profile gives the same suggestions; content with a missing prerequisite always says so ('needs-first').
 *
 * @returns at most `limit` suggestions, 3 unless told otherwise; none when there is nothing to suggest
 * @throws RangeError when a number is out of range or content names a skill that is not in the profile
 */
export function suggest(input: SuggestInput): readonly Suggestion[] {
  return diversify(scoreContent(input), input.limit ?? LIMIT).map(({ content, forVariety }, place) => {
    const reasons = forVariety ? [...content.reasons, { code: 'for-variety' } as const] : content.reasons;
    const change = place === 0 ? undefined : wouldBeFirstIf(content, input);
    return { ...content, reasons, ...(change ? { wouldBeFirstIf: change } : {}) };
  });
}
