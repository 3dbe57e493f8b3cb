import type { Scope } from '../../storage/index.js';
import { checkAnswer, parseResponse, type RawResponse, type Verdict } from '../catalogue/index.js';
import { type FactDraft, levelOf, type Owner, type ProfileDocument, placingOf, recordFact } from '../learners/index.js';
import { usualDifficultyOf } from './foretold.js';
import { misconceptionKey } from './misconceptions.js';
import type { CurrentQuestion, LevelBefore } from './model.js';
import { readQuestion, type ServedQuestion, seedOf } from './question.js';
import { type Ground, type PracticeDependencies, type Practitioner, rulesOf } from './situation.js';

/** Where a question is kept while it is open: in the round of an assignment, or by itself. */
export interface Desk {
  readonly ground: Ground;
  /** Puts the question back as it is now. */
  keep(tx: Scope, current: CurrentQuestion): Promise<void>;
  /** Brings the grade up to date with the profile, where there is one. @returns the outbox entry to announce */
  regrade(tx: Scope, profile: ProfileDocument): Promise<string | null>;
}

/** A step on somebody's screen. */
export interface AskedStep extends ServedQuestion, Desk {
  readonly current: CurrentQuestion;
}

export async function askedAt(scope: Scope, desk: Desk, current: CurrentQuestion): Promise<AskedStep> {
  return { ...desk, ...(await readQuestion(scope, desk.ground, current)), current };
}

/** What a learner gave: their own words, or a result that somebody else has scored, which ends the step. */
export type Given =
  | { readonly kind: 'response'; readonly raw: RawResponse }
  | { readonly kind: 'result'; readonly correct: boolean; readonly misconception: string | null };

export interface Sent {
  readonly given: Given;
  /** Time taken; measured here when absent. */
  readonly seconds?: number | undefined;
  /** How sure the learner was, in [0, 1]. */
  readonly confidence?: number | undefined;
}

/** What became of an answer. */
export interface Taken {
  readonly current: CurrentQuestion;
  readonly verdict: { readonly readable: boolean; readonly correct: boolean; readonly misconception: string | null };
  readonly profile: ProfileDocument;
  /** The outbox entry to announce after the commit. */
  readonly entry: string | null;
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

/** Takes an answer to an open step: checks it, records it as a fact, and brings profile and grade up to date. */
export async function takeAnswer(
  deps: PracticeDependencies,
  tx: Scope,
  learner: Practitioner,
  asked: AskedStep,
  sent: Sent,
): Promise<Taken> {
  const { current, ground } = asked;
  const { verdict, misconception } = judge(asked, sent.given);
  const given = sent.given.kind === 'response' ? sent.given.raw : {};
  const last = { given, code: verdict.code, values: verdict.values };
  if (!verdict.readable) {
    // What cannot be read is no answer: the learner mends it, and nothing is counted.
    const unread = { ...current, last };
    await asked.keep(tx, unread);
    const nothing = { readable: false, correct: false, misconception: null };
    return { current: unread, verdict: nothing, profile: ground.profile, entry: null };
  }
  const { correct } = verdict;
  const ends = sent.given.kind === 'result' ? 'shown' : 'open';
  const next: CurrentQuestion = {
    ...current,
    tries: current.tries + 1,
    step_started_at: ground.now,
    outcome: correct ? 'right' : ends,
    last,
    ...(current.tries === 0 && { before: levelsBefore(asked), confidence: sent.confidence ?? null }),
  };
  await asked.keep(tx, next);
  const answer = { correct, misconception, seconds: sent.seconds, confidence: sent.confidence };
  const recorded = await recordAnswer(deps, tx, learner, asked, answer);
  return { current: next, verdict: { readable: true, correct, misconception }, ...recorded };
}

/**
 * Opens the next hint, if there is one and the instructor allows it now.
 *
 * @returns the question as it is then; null when no hint was opened
 */
export async function takeHint(
  deps: PracticeDependencies,
  tx: Scope,
  owner: Owner,
  asked: AskedStep,
): Promise<CurrentQuestion | null> {
  const { current, step, ground } = asked;
  const hint = step.hints[current.hints];
  if (!hint || !mayHint(ground, current)) return null;
  const next = { ...current, hints: current.hints + 1 };
  await asked.keep(tx, next);
  const { decision, item } = current;
  const { now, profile: before } = ground;
  await recordFact(
    tx,
    owner,
    {
      type: 'hint',
      key: `hint:${decision}:${step.id}:${hint.id}`,
      contentId: item,
      metrics: { decision, step: step.id, hint: hint.id },
      at: now,
    },
    { id: deps.newId(), now, before },
  );
  return next;
}

/** Gives the worked solution. Asked for before any try, it is an honest "I do not know" and counts as a wrong answer. */
export async function takeSolution(
  deps: PracticeDependencies,
  tx: Scope,
  learner: Practitioner,
  asked: AskedStep,
): Promise<Taken> {
  const { current, step, ground } = asked;
  const next: CurrentQuestion = {
    ...current,
    tries: Math.max(1, current.tries),
    outcome: 'shown',
    ...(current.tries === 0 && { before: levelsBefore(asked) }),
  };
  await asked.keep(tx, next);
  const { decision, item } = current;
  const { now, profile: before } = ground;
  const { profile } = await recordFact(
    tx,
    learner,
    {
      type: 'solution',
      key: `solution:${decision}:${step.id}`,
      contentId: item,
      metrics: { decision, step: step.id },
      at: now,
    },
    { id: deps.newId(), now, before },
  );
  const verdict = { readable: true, correct: false, misconception: null };
  if (current.tries > 0) return { current: next, verdict, profile, entry: null };
  const unknown = { correct: false, misconception: null };
  return { current: next, verdict, ...(await recordAnswer(deps, tx, learner, asked, unknown, profile)) };
}

export function mayHint(ground: Pick<Ground, 'placement'>, current: CurrentQuestion): boolean {
  // A test that is to say where somebody stands says less with help.
  if (current.mode === 'placement') return false;
  const { hints } = rulesOf(ground);
  return hints === 'always' || (hints === 'after-wrong' && current.tries > 0);
}

/** Where the skills of a step stand, to say afterwards what an answer moved. */
function levelsBefore({ ground: { profile }, catalogue, step }: AskedStep): LevelBefore[] {
  return step.skills.filter((skill) => catalogue.skill(skill)).map((skill) => levelBefore(profile, skill));
}

export function levelBefore(profile: ProfileDocument, skill: string): LevelBefore {
  const level = levelOf(profile, skill);
  return { skill, known: level?.known ?? null, evidence: level?.evidence ?? 0 };
}

function judge({ current, step }: AskedStep, given: Given): { verdict: Verdict; misconception: string | null } {
  if (given.kind === 'result') {
    const code = given.correct ? 'right' : 'wrong';
    const verdict = {
      readable: true,
      correct: given.correct,
      code,
      messageKey: `catalogue.verdict.${code}`,
      values: {},
    } as const;
    return { verdict, misconception: given.correct ? null : given.misconception };
  }
  const verdict = checkAnswer(step.answer, parseResponse(step.answer, given.raw, { seed: seedOf(current, step) }));
  const idea = verdict.values.misconception;
  return { verdict, misconception: typeof idea === 'string' ? misconceptionKey(idea) : null };
}

interface Judgement {
  readonly correct: boolean;
  readonly misconception: string | null;
  readonly seconds?: number | undefined;
  readonly confidence?: number | undefined;
}

async function recordAnswer(
  deps: PracticeDependencies,
  tx: Scope,
  learner: Practitioner,
  asked: AskedStep,
  answer: Judgement,
  before = asked.ground.profile,
): Promise<{ profile: ProfileDocument; entry: string | null }> {
  const { now } = asked.ground;
  let { profile } = await recordFact(tx, learner, answerFact(asked, answer), { id: deps.newId(), now, before });
  if (learner.synthetic) return { profile, entry: null };
  const placing = await placingOf(tx, { before, after: profile }, now);
  if (placing) ({ profile } = await recordFact(tx, learner, placing, { id: deps.newId(), now, before: profile }));
  return { profile, entry: await asked.regrade(tx, profile) };
}

function answerFact({ ground, catalogue, current, item, step }: AskedStep, answer: Judgement): FactDraft {
  const { now, placement } = ground;
  const { correct, misconception, confidence } = answer;
  const attempt = current.tries + 1;
  const measured = (now.getTime() - current.step_started_at.getTime()) / 1_000;
  const seconds = Math.min(LONGEST_ANSWER_SECONDS, Math.max(0, answer.seconds ?? measured));
  return {
    type: 'answer',
    key: answerKey(current.decision, step.id, attempt),
    contentId: item.id,
    seconds,
    at: now,
    metrics: {
      decision: current.decision,
      placement: placement?._id ?? null,
      step: step.id,
      skill: current.skill,
      family: item.family ?? null,
      correct,
      attempt,
      hints: current.hints,
      weight: evidenceWeight({ correct, attempt, hints: current.hints }),
      mode: current.mode ?? 'practice',
      misconception,
      ...(current.foretold && { foretold: current.foretold }),
      ...(confidence !== undefined && { confidence }),
      seconds,
      item: step.parameters,
      skills: step.skills.flatMap((id) => {
        const skill = catalogue.skill(id);
        return skill ? [{ id, ...skill.parameters, difficulty: usualDifficultyOf(catalogue, id) }] : [];
      }),
    },
  };
}

/** Names the answer to a step for ever: sent twice, it is one. */
export const answerKey = (decision: string, step: string, attempt: number): string =>
  `answer:${decision}:${step}:${attempt}`;
