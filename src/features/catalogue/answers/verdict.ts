/** Why input could not be read as an answer. The learner is asked to write it again. */
export type UnreadableReason = 'nothing' | 'number' | 'expression' | 'choice' | 'incomplete' | 'too-long';

/** What is nearly right about a wrong answer. */
export type NearMiss =
  | 'wrong-unit'
  | 'percent-vs-fraction'
  | 'rounding'
  | 'wrong-sign'
  | 'exact-form'
  | 'capital-letters'
  | 'partly-right'
  | 'misconception';

interface Said {
  /** The key of the sentence in the locale files: `catalogue.verdict.<code>`. */
  readonly messageKey: string;
  /** What the sentence speaks of; for `misconception` the wrong idea in the words of the course. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Input that cannot be read. It is never counted as a wrong answer. */
export interface Unreadable extends Said {
  readonly readable: false;
  readonly code: `unreadable-${UnreadableReason}`;
}

export interface Judged extends Said {
  readonly readable: true;
  readonly correct: boolean;
  readonly code: 'right' | 'wrong' | NearMiss;
}

/** What we say to a response. The list of codes is closed, and each has its sentence. */
export type Verdict = Judged | Unreadable;

const said = (code: string, values: Said['values'] = {}): Said => ({ messageKey: `catalogue.verdict.${code}`, values });

export function unreadable(reason: UnreadableReason): Unreadable {
  const code = `unreadable-${reason}` as const;
  return { readable: false, code, ...said(code) };
}

export const right: Judged = { readable: true, correct: true, code: 'right', ...said('right') };

export const wrong: Judged = { readable: true, correct: false, code: 'wrong', ...said('wrong') };

export function nearly(code: NearMiss, values: Said['values'] = {}): Judged {
  return { readable: true, correct: false, code, ...said(code, values) };
}
