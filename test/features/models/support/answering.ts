import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import { type FactDraft, type Owner, recordFacts } from '../../../../src/features/learners/index.js';
import type { Scope } from '../../../../src/storage/index.js';
import { SKILLS } from '../../../support/course.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What the learners of these tests are like: other than the catalogue thinks. */
export const TRUTH = { prior: 0.55, learn: 0.3, guess: 0.05, slip: 0.05 };
/** What the catalogue thinks. */
const TOLD = { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 };

export function answerDraft(
  number: number,
  skill: string,
  at: Date,
  {
    correct,
    hints = 0,
    attempt = 1,
    seconds = 20,
  }: { correct: boolean; hints?: number; attempt?: number; seconds?: number },
): FactDraft {
  const item = `${skill}-${1 + (number % 5)}`;
  return {
    type: 'answer',
    key: `answer:${number}:${attempt}`,
    contentId: item,
    at,
    metrics: {
      decision: `decision-${number}`,
      placement: null,
      step: 'only',
      skill,
      family: null,
      correct,
      attempt,
      hints,
      weight: attempt > 1 ? 0 : correct ? 0.5 ** hints : 1,
      seconds,
      item: { discrimination: 1, difficulty: 0 },
      skills: [{ id: skill, ...TOLD }],
    },
  };
}

/** What somebody does who learns as TRUTH says: a few answers to each skill on several days. */
export function studyOf(seed: string, start: Date, { days = 3, each = 3 } = {}): FactDraft[] {
  const random = seededRandom(seed);
  const known = new Map(SKILLS.map((skill) => [skill as string, random.next() < TRUTH.prior]));
  const drafts: FactDraft[] = [];
  for (let day = 0; day < days; day++) {
    for (const skill of SKILLS) {
      for (let time = 0; time < each; time++) {
        const knows = known.get(skill) === true;
        const correct = random.next() < (knows ? 1 - TRUTH.slip : TRUTH.guess);
        const at = new Date(start.getTime() + 2 * day * DAY + drafts.length * MINUTE);
        drafts.push(answerDraft(drafts.length, skill, at, { correct, seconds: 5 + Math.round(40 * random.next()) }));
        if (!knows && random.next() < TRUTH.learn) known.set(skill, true);
      }
    }
  }
  return drafts;
}

/** Records facts through the ledger, all of a learner in one transaction. */
export async function record(scope: Scope, owner: Owner, drafts: readonly FactDraft[]): Promise<void> {
  const now = drafts.at(-1)?.at ?? new Date(0);
  await scope.transaction((tx) => recordFacts(tx, { owner, drafts }, { newId: randomUUID, now }));
}
