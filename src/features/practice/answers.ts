import type { Scope } from '../../storage/index.js';
import type { RawResponse } from '../catalogue/index.js';
import { reviseGrade } from './grades.js';
import { type AttemptDocument, attemptCollection, type CurrentQuestion } from './model.js';
import { perform } from './rounds.js';
import type { PracticeDependencies, Situation, Student } from './situation.js';
import { type AskedStep, askedAt, type Desk, takeAnswer, takeHint, takeSolution } from './steps.js';

/** Says which moment of which question a click belongs to, so that a second click, an old tab or the back button does nothing. */
export interface Mark {
  readonly decision: string;
  readonly step: number;
  readonly tries: number;
}

/** Takes an answer: checks it, records it as a fact, and brings profile and grade up to date, all in one transaction. */
export function answerQuestion(
  deps: PracticeDependencies,
  student: Student,
  mark: Mark,
  raw: RawResponse,
  confidence?: number,
): Promise<void> {
  return atQuestion(deps, student, mark, (tx, asked) =>
    takeAnswer(deps, tx, student, asked, { given: { kind: 'response', raw }, confidence }),
  );
}

/**
 * Opens the next hint, if there is one and the instructor allows it now.
 *
 * @param mark  with the hints that were open when the learner asked, since each one costs: a double click opens one
 */
export function openHint(
  deps: PracticeDependencies,
  student: Student,
  mark: Mark & { readonly hints: number },
): Promise<void> {
  return atQuestion(deps, student, mark, async (tx, asked) => {
    if (asked.current.hints === mark.hints) await takeHint(deps, tx, student, asked);
    return undefined;
  });
}

/** Gives the worked solution. Asked for before any try, it is an honest "I do not know" and counts as a wrong answer. */
export function showSolution(deps: PracticeDependencies, student: Student, mark: Mark): Promise<void> {
  return atQuestion(deps, student, mark, (tx, asked) => takeSolution(deps, tx, student, asked));
}

/** Where the question of a round is kept. */
export function deskOfRound(
  situation: Situation,
  attempt: AttemptDocument,
  { synthetic }: Pick<Student, 'synthetic'>,
): Desk {
  const { placement, skills, now } = situation;
  return {
    ground: situation,
    async keep(tx, current) {
      await tx.collection(attemptCollection).replace({ ...attempt, current, updated_at: now });
    },
    async regrade(tx, profile) {
      if (synthetic) return null;
      return (await reviseGrade(tx, { placement, skills, profile, attempt, finished: false }, now)).entry;
    },
  };
}

type StepWork = (tx: Scope, asked: AskedStep) => Promise<{ entry: string | null } | undefined>;

function atQuestion(deps: PracticeDependencies, student: Student, mark: Mark, work: StepWork): Promise<void> {
  return perform(deps, student, async (tx, situation) => {
    const { attempt } = situation;
    const current = attempt?.current;
    if (attempt?.state !== 'open' || !current || current.outcome !== 'open' || !isNow(current, mark)) return undefined;
    return work(tx, await askedAt(tx, deskOfRound(situation, attempt, student), current));
  });
}

export function isNow(current: CurrentQuestion, mark: Mark): boolean {
  return current.decision === mark.decision && current.step === mark.step && current.tries === mark.tries;
}
