/**
 * Why a question was chosen, as codes with the numbers behind them. The list is closed: pages turn each code into a
 * sentence, and a code without one does not compile there.
 */
export type SkillReason =
  /** Of the skills whose prerequisites are there, this one is furthest from its target. */
  | { readonly code: 'weakest-ready-skill'; readonly skill: string; readonly known: number; readonly target: number }
  /** Not the furthest, but below its target. */
  | { readonly code: 'below-target'; readonly skill: string; readonly known: number; readonly target: number }
  /** Too few answers so far to say how well this is known. */
  | { readonly code: 'not-enough-answers'; readonly skill: string; readonly evidence: number }
  /** All other skills have reached their targets. */
  | { readonly code: 'only-skill-left'; readonly skill: string; readonly known: number; readonly target: number }
  /** At its target already; asked to keep it alive. */
  | { readonly code: 'keep-fresh'; readonly skill: string; readonly known: number; readonly target: number }
  /** Something else after `run` questions in a row on one skill. */
  | { readonly code: 'change-of-skill'; readonly skill: string; readonly from: string; readonly run: number }
  /** A prerequisite is still weak, and nothing else was readier. */
  | {
      readonly code: 'needs-first';
      readonly skill: string;
      readonly prerequisite: string;
      readonly known: number;
      readonly target: number;
    };

/** Why this question: a closed list like that of skills. */
export type ItemReason =
  /** The chance of a right answer is near the one aimed for. */
  | { readonly code: 'right-difficulty'; readonly probability: number; readonly targetSuccess: number }
  | { readonly code: 'easier-than-aimed'; readonly probability: number; readonly targetSuccess: number }
  | { readonly code: 'harder-than-aimed'; readonly probability: number; readonly targetSuccess: number }
  | { readonly code: 'not-seen-before' }
  | { readonly code: 'seen-before'; readonly timesSeen: number }
  | { readonly code: 'only-question-left' }
  /** Every other question is a variant of the one just seen, too. */
  | { readonly code: 'same-family-again'; readonly family: string }
  /** There is no other question. */
  | { readonly code: 'same-question-again' };
