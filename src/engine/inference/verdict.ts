/** How much a finding asks of people: nothing, a look, or an action. */
export type Severity = 'none' | 'watch' | 'act';

/** A severity and the code of its reason; the numbers behind it stand in the result that carries the verdict. */
export interface Verdict<Reason extends string> {
  readonly severity: Severity;
  readonly reason: Reason;
}

const ORDER: readonly Severity[] = ['none', 'watch', 'act'];

/** The gravest of some severities; none for none. */
export function gravest(severities: readonly Severity[]): Severity {
  return ORDER[Math.max(0, ...severities.map((severity) => ORDER.indexOf(severity)))] as Severity;
}
