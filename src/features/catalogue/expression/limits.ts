/** How much of an expression is read. A learner's answer is far below all of these; an attack is not. */
export const LIMITS = {
  /** Characters as typed. */
  characters: 300,
  /** Brackets inside brackets. */
  depth: 24,
  /** Numbers, names and operations after reading. */
  nodes: 160,
  /** The largest whole exponent that is worked out exactly. */
  exactExponent: 10_000,
  /** The largest n in C(n, k) and P(n, k). */
  choices: 1_000,
} as const;
