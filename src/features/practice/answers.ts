import type { Scope } from '../../storage/index.js';
import { checkAnswer, parseResponse, type RawResponse } from '../catalogue/index.js';
import { type FactDraft, placingOf, recordFact } from '../learners/index.js';
import { reviseGrade } from './grades.js';
import { type AttemptDocument, attemptCollection, type CurrentQuestion } from './model.js';
import { readQuestion, type ServedQuestion, seedOf } from './question.js';
import { perform } from './rounds.js';
import type { PracticeDependencies, Situation, Student } from './situation.js';

/** Says which moment of which question a click belongs to, so that a second click, an old tab or the back button does nothing. */
export interface Mark {
  readonly decision: string;
  readonly step: number;
  readonly tries: number;
}

/** Each hint halves what a right answer shows. */
const WORTH_AFTER_A_HINT = 0.5;
const LONGEST_ANSWER_SECONDS = 3_600;

/**
 * How much an answer says about the learner, in [0, 1]. Only the first try counts. Alone it counts whole; a right answer
 * after n hints counts 1/2^n, since the hints did part of it; a wrong one counts whole with or without hints.
 */
export function evidenceWeight(answer: { correct: boolean; attempt: number; hints: number }): number {
  if (answer.attempt > 1) return 0;
  return answer.correct ? WORTH_AFTER_A_HINT ** answer.hints : 1;
}

/** Takes an answer: checks it, records it as a fact, and brings profile and grade up to date, all in one transaction. */
export function answerQuestion(
  deps: PracticeDependencies,
  student: Student,
  mark: Mark,
  raw: RawResponse,
): Promise<void> {
  return atQuestion(deps, student, mark, async (tx, question) => {
    const { current, step } = question;
    const verdict = checkAnswer(step.answer, parseResponse(step.answer, raw, { seed: seedOf(current, step) }));
    const last = { given: raw, code: verdict.code, values: verdict.values };
    // What cannot be read is no answer: the learner mends it, and nothing is counted.
    if (!verdict.readable) return save(tx, question, { ...current, last });
    const next: CurrentQuestion = {
      ...current,
      tries: current.tries + 1,
      step_started_at: question.situation.now,
      outcome: verdict.correct ? 'right' : 'open',
      last,
    };
    await save(tx, question, next);
    return recordAnswer(deps, tx, student, question, verdict.correct);
  });
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
  return atQuestion(deps, student, mark, async (tx, question) => {
    const { current, step, situation } = question;
    const hint = step.hints[current.hints];
    if (!hint || current.hints !== mark.hints || !mayHint(situation, current)) return undefined;
    await save(tx, question, { ...current, hints: current.hints + 1 });
    const { decision, item } = current;
    const { now, profile: before } = situation;
    await recordFact(
      tx,
      student,
      {
        type: 'hint',
        key: `hint:${decision}:${step.id}:${hint.id}`,
        contentId: item,
        metrics: { decision, step: step.id, hint: hint.id },
        at: now,
      },
      { id: deps.newId(), now, before },
    );
    return undefined;
  });
}

/** Gives the worked solution. Asked for before any try, it is an honest "I do not know" and counts as a wrong answer. */
export function showSolution(deps: PracticeDependencies, student: Student, mark: Mark): Promise<void> {
  return atQuestion(deps, student, mark, async (tx, question) => {
    const { current, step, situation } = question;
    const unanswered = current.tries === 0;
    const shown = { tries: Math.max(1, current.tries), outcome: 'shown' as const };
    await save(tx, question, { ...current, ...shown });
    const { decision, item } = current;
    const { now, profile: before } = situation;
    const { profile } = await recordFact(
      tx,
      student,
      {
        type: 'solution',
        key: `solution:${decision}:${step.id}`,
        contentId: item,
        metrics: { decision, step: step.id },
        at: now,
      },
      { id: deps.newId(), now, before },
    );
    return unanswered ? recordAnswer(deps, tx, student, question, false, profile) : undefined;
  });
}

export function mayHint({ placement }: Pick<Situation, 'placement'>, current: CurrentQuestion): boolean {
  const { hints } = placement.settings;
  return hints === 'always' || (hints === 'after-wrong' && current.tries > 0);
}

/** The open step that a command is about, read in the command's transaction. */
interface OpenStep extends ServedQuestion {
  readonly situation: Situation;
  readonly attempt: AttemptDocument;
  readonly current: CurrentQuestion;
}

type StepWork = (tx: Scope, question: OpenStep) => Promise<{ entry: string | null } | undefined>;

function atQuestion(deps: PracticeDependencies, student: Student, mark: Mark, work: StepWork): Promise<void> {
  return perform(deps, student, async (tx, situation) => {
    const { attempt } = situation;
    const current = attempt?.current;
    if (attempt?.state !== 'open' || !current || current.outcome !== 'open' || !isNow(current, mark)) return undefined;
    return work(tx, { ...(await readQuestion(tx, situation, current)), situation, attempt, current });
  });
}

function isNow(current: CurrentQuestion, mark: Mark): boolean {
  return current.decision === mark.decision && current.step === mark.step && current.tries === mark.tries;
}

async function save(tx: Scope, { attempt, situation }: OpenStep, current: CurrentQuestion): Promise<undefined> {
  await tx.collection(attemptCollection).replace({ ...attempt, current, updated_at: situation.now });
}

async function recordAnswer(
  deps: PracticeDependencies,
  tx: Scope,
  student: Student,
  question: OpenStep,
  correct: boolean,
  before = question.situation.profile,
) {
  const { attempt, situation } = question;
  const { placement, skills, now } = situation;
  let { profile } = await recordFact(tx, student, answerFact(question, correct), { id: deps.newId(), now, before });
  if (student.synthetic) return undefined;
  const placing = await placingOf(tx, profile, now);
  if (placing) ({ profile } = await recordFact(tx, student, placing, { id: deps.newId(), now, before: profile }));
  return reviseGrade(tx, { placement, skills, profile, attempt, finished: false }, now);
}

function answerFact({ situation, catalogue, current, item, step }: OpenStep, correct: boolean): FactDraft {
  const { now, placement } = situation;
  const attempt = current.tries + 1;
  const seconds = Math.min(
    LONGEST_ANSWER_SECONDS,
    Math.max(0, (now.getTime() - current.step_started_at.getTime()) / 1_000),
  );
  return {
    type: 'answer',
    key: `answer:${current.decision}:${step.id}:${attempt}`,
    contentId: item.id,
    seconds,
    at: now,
    metrics: {
      decision: current.decision,
      placement: placement._id,
      step: step.id,
      skill: current.skill,
      family: item.family ?? null,
      correct,
      attempt,
      hints: current.hints,
      weight: evidenceWeight({ correct, attempt, hints: current.hints }),
      seconds,
      item: step.parameters,
      skills: step.skills.flatMap((id) => {
        const skill = catalogue.skill(id);
        return skill ? [{ id, ...skill.parameters }] : [];
      }),
    },
  };
}
