import { expectedChance, GENERAL_VARIANCE, movedAbilities, SKILL_VARIANCE } from './ability-filter.js';
import { type BktParameters, knownAfter } from './bkt.js';

/** What is remembered of one skill of one learner. Answers are counted from 0 over all skills. */
export interface SkillTrace {
  wins: number;
  fails: number;
  /** The number of the latest answer to this skill. */
  at: number;
  /** 1 when that answer was right, -1 when it was wrong. */
  last: number;
  /** Right answers in a row, or wrong ones as a negative number. */
  run: number;
  /** Moving averages of +1 and -1, over about two and five answers. */
  fast: number;
  slow: number;
  /** Ability in this skill above the general one, in logits, and the variance of what is believed of it. */
  ability: number;
  abilityVariance: number;
  /** P(L) of Bayesian knowledge tracing. */
  known: number;
  /** Wins and fails that fade with half-lives of an hour, a day, a week and a month; null without timestamps. */
  faded: number[] | null;
  /** Days, of the latest answer; null without timestamps. */
  day: number | null;
}

/** What is remembered of one item of one learner. */
export interface ItemTrace {
  wins: number;
  fails: number;
  last: number;
}

/** All that the tracers know about one learner: plain data, folded answer by answer in constant time. */
export interface LearnerState {
  answers: number;
  wins: number;
  run: number;
  last: number;
  lastSkill: number;
  lastItem: number;
  /** Answers in a row to the skill of the latest one, without it. */
  stay: number;
  /** Moving averages of +1 and -1, over about two, five and twenty answers. */
  recent: [number, number, number];
  /** The same of what came out less what was expected, over about five and twenty answers. */
  surprise: [number, number];
  /** General ability, in logits, and the variance of what is believed of it. */
  ability: number;
  abilityVariance: number;
  skillsTried: number;
  skills: Record<number, SkillTrace>;
  items: Record<number, ItemTrace>;
}

/** What the state is folded with: tables made from the answers of many learners. */
export interface TraceTables {
  /** Bayesian knowledge tracing of each skill, and of a skill that is not among them. */
  readonly bkt: readonly BktParameters[];
  readonly pooled: BktParameters;
  /** Difficulty of each item in logits, and of each skill for items that are not among them (`itemDifficulties`). */
  readonly difficulty: readonly number[];
  readonly skillDifficulty: readonly number[];
}

/** A question before it is answered. */
export interface TracedQuestion {
  readonly item: number;
  readonly skill: number;
  /** Days since any fixed moment; absent when times are not known. */
  readonly day?: number;
}

/** Half-lives in days: the windows of DAS3H (Choffin et al. 2019) made smooth, so that no list of times is kept. */
export const HALF_LIVES = [1 / 24, 1, 7, 30] as const;

const RECENT_RATES = [0.5, 0.2, 0.05] as const;
const SURPRISE_RATES = [0.2, 0.05] as const;
/** The state before the first answer: nothing is known but what all learners share. */
export function emptyLearnerState(): LearnerState {
  return {
    answers: 0,
    wins: 0,
    run: 0,
    last: 0,
    lastSkill: -1,
    lastItem: -1,
    stay: 0,
    recent: [0, 0, 0],
    surprise: [0, 0],
    ability: 0,
    abilityVariance: GENERAL_VARIANCE,
    skillsTried: 0,
    skills: {},
    items: {},
  };
}

/** The parameters of a skill; those of all skills together for one that is new. */
export function bktOf(tables: TraceTables, skill: number): BktParameters {
  return tables.bkt[skill] ?? tables.pooled;
}

/** In logits; that of the skill for an unknown item, 0 (an even chance at ability 0) when both are unknown. */
export function difficultyOf({ difficulty, skillDifficulty }: TraceTables, { item, skill }: TracedQuestion): number {
  return difficulty[item] ?? skillDifficulty[skill] ?? 0;
}

/** Folds one answer into the state, in place and in constant time; abilities as `movedAbilities` says. */
export function observeAnswer(
  state: LearnerState,
  tables: TraceTables,
  question: TracedQuestion,
  correct: boolean,
): void {
  const { item, skill, day } = question;
  const trace = state.skills[skill] ?? newSkill(state, tables, skill);
  const seen = state.items[item] ?? newItem(state, item);
  const answers = state.answers;
  const sign = correct ? 1 : -1;
  const difficulty = difficultyOf(tables, question);
  const variance = state.abilityVariance + trace.abilityVariance;
  const surprise = (correct ? 1 : 0) - expectedChance(state.ability + trace.ability - difficulty, variance);
  moveAbilities(state, trace, difficulty, correct);
  trace.known = knownAfter(trace.known, correct, bktOf(tables, skill));
  if (day !== undefined) fade(trace, day, correct);

  const { recent, surprise: surprises } = state;
  for (let index = 0; index < 3; index++) {
    recent[index] = step(recent[index] as number, sign, RECENT_RATES[index] as number);
  }
  for (let index = 0; index < 2; index++) {
    surprises[index] = step(surprises[index] as number, surprise, SURPRISE_RATES[index] as number);
  }
  trace.fast = step(trace.fast, sign, RECENT_RATES[0]);
  trace.slow = step(trace.slow, sign, RECENT_RATES[1]);
  if (correct) {
    state.wins++;
    trace.wins++;
    seen.wins++;
  } else {
    trace.fails++;
    seen.fails++;
  }
  trace.run = longer(trace.run, correct);
  state.run = longer(state.run, correct);
  trace.at = answers;
  trace.last = sign;
  seen.last = sign;
  state.stay = state.lastSkill === skill ? state.stay + 1 : 0;
  state.last = sign;
  state.lastSkill = skill;
  state.lastItem = item;
  state.answers = answers + 1;
}

function moveAbilities(state: LearnerState, trace: SkillTrace, difficulty: number, correct: boolean): void {
  const { general, generalVariance, own, ownVariance } = movedAbilities(
    state.ability,
    state.abilityVariance,
    trace.ability,
    trace.abilityVariance,
    difficulty,
    correct,
  );
  state.ability = general;
  state.abilityVariance = generalVariance;
  trace.ability = own;
  trace.abilityVariance = ownVariance;
}

/** The faded counts as they stand on a day: half is left of a count after each half-life. */
export function fadedOn(trace: SkillTrace, day: number, index: number): number {
  if (trace.faded === null || trace.day === null) return 0;
  const halfLife = HALF_LIVES[index >> 1] as number;
  return (trace.faded[index] as number) * 2 ** (-Math.max(0, day - trace.day) / halfLife);
}

function fade(trace: SkillTrace, day: number, correct: boolean): void {
  const faded = new Array<number>(2 * HALF_LIVES.length);
  for (let index = 0; index < faded.length; index++) {
    faded[index] = fadedOn(trace, day, index) + ((index & 1) === (correct ? 0 : 1) ? 1 : 0);
  }
  trace.faded = faded;
  trace.day = day;
}

function step(average: number, value: number, rate: number): number {
  return average + rate * (value - average);
}

function longer(run: number, correct: boolean): number {
  return correct ? Math.max(0, run) + 1 : Math.min(0, run) - 1;
}

function newSkill(state: LearnerState, tables: TraceTables, skill: number): SkillTrace {
  const { prior: known } = bktOf(tables, skill);
  const fresh = {
    wins: 0,
    fails: 0,
    at: 0,
    last: 0,
    run: 0,
    fast: 0,
    slow: 0,
    ability: 0,
    abilityVariance: SKILL_VARIANCE,
    known,
    faded: null,
    day: null,
  };
  state.skills[skill] = fresh;
  state.skillsTried++;
  return fresh;
}

function newItem(state: LearnerState, item: number): ItemTrace {
  const fresh = { wins: 0, fails: 0, last: 0 };
  state.items[item] = fresh;
  return fresh;
}
