import assert from 'node:assert/strict';

export type Policy = 'best' | 'latest' | 'at-due';
export type Flavour = 'moodle' | 'canvas';

export const SKILLS = ['counting', 'constructor', 'odds.basic'];
export const TARGET = 0.8;
const BKT: Record<string, { prior: number; learn: number; guess: number; slip: number }> = {
  counting: { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 },
  constructor: { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 },
  'odds.basic': { prior: 0.3, learn: 0.1, guess: 0.25, slip: 0.05 },
};
const SAME = 1e-9;

/** A grade that the gradebook must have: when it came about, and for which version of it. */
export interface Intended {
  readonly score: number;
  readonly revision: number;
  readonly completed: boolean;
  readonly round: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What should be, worked out without any code of the program. */
export class GradeOracle {
  readonly known = new Map<string, number>();
  round = { number: 0, open: false };
  /** Of the step on the screen. */
  step = { hints: 0, tried: false };
  intended: Intended | null = null;
  /** What a teacher gave last, and when by the clock of the LMS. */
  teacher: { score: number; at: number } | null = null;
  /** Revisions that the LMS refused with a teacher's grade in their place. */
  readonly conceded = new Set<number>();

  constructor(
    readonly policy: Policy,
    readonly lateCounts: boolean,
    readonly due: number,
    readonly flavour: Flavour,
  ) {}

  /** The mean over the skills of what is known of the target. */
  get score(): number {
    return SKILLS.reduce((sum, skill) => sum + Math.min(1, (this.known.get(skill) ?? 0) / TARGET), 0) / SKILLS.length;
  }

  get mastered(): boolean {
    return this.score >= 1 - 1e-12;
  }

  /**
   * The first try at a step: Bayes in odds; n hints leave the 2^n-th root of what a right answer says. A step that is h
   * harder than the skill's usually are divides the odds of a right answer by e^h, known or not.
   */
  answer({ skill, harder }: { skill: string; harder: number }, correct: boolean, now: number): void {
    const { prior, learn, guess, slip } = BKT[skill] ?? assert.fail(skill);
    const before = this.known.get(skill) ?? prior;
    const [knowing, guessing] = [(1 - slip) / slip, guess / (1 - guess)].map((odds) => {
      const [for_, against] = [odds / Math.exp(harder), 1];
      return for_ / (for_ + against);
    }) as [number, number];
    const ratio = correct ? (knowing / guessing) ** (1 / 2 ** this.step.hints) : (1 - knowing) / (1 - guessing);
    const odds = (before / (1 - before)) * ratio;
    const posterior = odds / (1 + odds);
    this.known.set(skill, posterior + (1 - posterior) * learn);
    this.report(now, false);
  }

  /** The rule of each policy in a few lines. */
  report(now: number, finished: boolean): void {
    if (this.known.size === 0) return;
    if (now > this.due && (this.policy === 'at-due' || !this.lateCounts)) return;
    const { intended: before, round } = this;
    const score = before && this.policy === 'best' ? Math.max(before.score, this.score) : this.score;
    const ends = finished && !(before?.completed && before.round === round.number);
    if (before && Math.abs(score - before.score) < 1e-12 && !ends) return;
    const revision = (before?.revision ?? 0) + 1;
    this.intended = { score, revision, completed: finished, round: round.number, at: now };
  }

  /**
   * What stands in the gradebook at the end. In Moodle the later of ours and the teacher's; Canvas keeps a teacher's
   * grade whatever comes.
   */
  get final(): number | null {
    const { intended, teacher, flavour } = this;
    if (!teacher) return intended?.score ?? null;
    const ours = flavour === 'moodle' && intended && intended.at > teacher.at && !this.conceded.has(intended.revision);
    return ours ? intended.score : teacher.score;
  }
}

export function close(actual: number | null | undefined, expected: number | null, what: string, by = SAME): void {
  if (expected === null) assert.equal(actual ?? null, null, what);
  else
    assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= by, `${what}: ${actual}, not ${expected}`);
}
