import { gapOf } from './course-view.js';
import { scoreContent } from './score-content.js';
import type { Counterfactual, ProfileSkill, ScoredContent, SuggestInput } from './suggestion.js';

/** We look no further ahead than this. */
const MOST_DAYS = 60;
/** Steps of a change: whole per cent, whole days. */
const STEPS_OF_KNOWN = 100;

/**
 * The one change of the profile that would put a suggestion first (a counterfactual explanation in the sense of
 * Wachter, Mittelstadt & Russell 2018): a missing prerequisite known better, its weakest skill known less, or more
 * days without practice. Each is tried by ranking again, and the smallest step between now and the far end at which
 * the suggestion leads, found by bisection, is returned; it always holds, since it was ranked.
 *
 * @returns undefined when none of these changes alone would do
 */
export function wouldBeFirstIf(content: ScoredContent, input: SuggestInput): Counterfactual | undefined {
  for (const change of changesFor(content, input)) {
    const leads = (step: number) => {
      const top = scoreContent(withChange(input, change.at(step)))[0];
      return top?.contentType === content.contentType && top.contentId === content.contentId;
    };
    const step = firstStep(change.from, change.to, leads);
    if (step !== undefined) return change.at(step);
  }
  return undefined;
}

/** A change in whole steps from where the profile is to as far as it can go. */
interface Change {
  readonly from: number;
  readonly to: number;
  at(step: number): Counterfactual;
}

function changesFor({ contentType, skills, reasons }: ScoredContent, input: SuggestInput): Change[] {
  const own = input.skills.filter(({ id }) => skills.includes(id));
  const changes: Change[] = [];
  for (const reason of reasons) {
    if (reason.code !== 'needs-first') continue;
    const { prerequisite: skill, known, target } = reason;
    changes.push({
      from: Math.floor(known * STEPS_OF_KNOWN),
      to: Math.ceil(target * STEPS_OF_KNOWN),
      at: (step) => ({ change: 'known-at-least', skill, value: step / STEPS_OF_KNOWN }),
    });
  }
  const weakest = own.reduce<ProfileSkill | undefined>((a, b) => (a && gapOf(a) >= gapOf(b) ? a : b), undefined);
  if (!weakest) return changes;
  const { id: skill, known, daysSinceLastAnswer: days } = weakest;
  if (contentType !== 'review') {
    changes.push({
      from: Math.ceil(known * STEPS_OF_KNOWN),
      to: 0,
      at: (step) => ({ change: 'known-at-most', skill, value: step / STEPS_OF_KNOWN }),
    });
  } else if (days !== undefined && days < MOST_DAYS) {
    changes.push({
      from: Math.floor(days),
      to: MOST_DAYS,
      at: (step) => ({ change: 'days-without-practice', skill, value: step }),
    });
  }
  return changes;
}

/** The step nearest to `from` that bisection finds to hold, given that `to` holds; undefined when `to` does not. */
function firstStep(from: number, to: number, holds: (step: number) => boolean): number | undefined {
  if (from === to || !holds(to)) return undefined;
  let [no, yes] = [from, to];
  while (Math.abs(yes - no) > 1) {
    const middle = Math.trunc((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** The input with one change made: what a counterfactual claims can be ranked again with it. */
export function withChange(input: SuggestInput, { change, skill, value }: Counterfactual): SuggestInput {
  const changed = change === 'days-without-practice' ? { daysSinceLastAnswer: value } : { known: value };
  return { ...input, skills: input.skills.map((one) => (one.id === skill ? { ...one, ...changed } : one)) };
}
