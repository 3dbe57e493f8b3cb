/** What can be wrong with a course that has the right shape. */
export type ProblemCode =
  | 'duplicate-id'
  | 'unknown-skill'
  | 'unknown-option'
  | 'incomplete-key'
  | 'unreadable-key'
  | 'prerequisite-cycle'
  | 'unknown-figure'
  | 'unreadable-figure'
  | 'unknown-video'
  | 'unreadable-video'
  | 'captions-missing'
  | 'unreadable-captions'
  | 'unknown-slot'
  | 'too-long';

export interface Problem {
  readonly code: ProblemCode;
  /** Where in the course, such as `item outs-3, step a`. */
  readonly where: string;
  /** One sentence for whoever writes the course. */
  readonly message: string;
}

/** A problem for every id that is used more than once. */
export function duplicates(ids: readonly string[], what: string, where: string): Problem[] {
  const seen = new Set<string>();
  const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size));
  return [...twice].map((id) => ({ code: 'duplicate-id', where, message: `Two ${what} are called "${id}".` }));
}
