import { requireFinite, requireNonNegative, requireProbability } from '../../numerics/guards.js';

/** What a learner's answers on one skill add up to; plain numbers, folded answer by answer. */
export interface SkillPractice {
  /** P(known) of tracing, in [0, 1]. */
  readonly known: number;
  readonly answers: number;
  /** Running mean of right answers with weight 0.3 on the newest; 0.5 before any. */
  readonly form: number;
  /** Times it was taken up again after at least half a day. */
  readonly returns: number;
  /** Answers on skills that lean on this one, weighted by how much they do. */
  readonly support: number;
  /** Day of the last answer; meaningless before any. */
  readonly lastDay: number;
  /** Answers in the session of `lastDay`. */
  readonly inSession: number;
}

/** All that the learned policy looks at, of one learner. JSON: it can be stored and folded again bit for bit. */
export interface PracticeState {
  readonly skills: readonly SkillPractice[];
  /** Mean surprise of the answers, right above expectation minus below: in [-1, 1]. */
  readonly edge: number;
  /** Wrong, and right, answers in a row just now. */
  readonly failures: number;
  readonly successes: number;
  /** The skill of the last answer, -1 before any, and how often in a row it was asked. */
  readonly lastSkill: number;
  readonly run: number;
}

/** One answer as the fold takes it. */
export interface PractisedAnswer {
  /** Place of the skill that the question was asked for. */
  readonly skill: number;
  readonly correct: boolean;
  /** P(right) that was expected of it, in [0, 1]. */
  readonly expected: number;
  /** P(known) after it. */
  readonly known: number;
  /** In days; never before the earlier ones. */
  readonly day: number;
  /** Prerequisites of the skill, with their weights. */
  readonly before: readonly { readonly place: number; readonly weight: number }[];
}

const FORM_SPEED = 0.3;
const EDGE_SPEED = 0.05;
/** Half a day away: another session. */
export const AWAY = 0.5;

/**
 * @param prior  P(known) of each skill before any answer
 * @throws RangeError when a prior is outside [0, 1]
 */
export function emptyPractice(prior: readonly number[]): PracticeState {
  const skills = prior.map((known, place) => ({
    known: requireProbability(`prior[${place}]`, known),
    answers: 0,
    form: 0.5,
    returns: 0,
    support: 0,
    lastDay: 0,
    inSession: 0,
  }));
  return { skills, edge: 0, failures: 0, successes: 0, lastSkill: -1, run: 0 };
}

/**
 * The state after one more answer: running means of outcomes (form, edge), counts, and times.
 *
 * @throws RangeError when the skill is unknown or a number is out of range
 */
export function foldPractice(state: PracticeState, answer: PractisedAnswer): PracticeState {
  const { skill, correct, expected, known, day, before } = answer;
  requireProbability('expected', expected);
  requireProbability('known', known);
  requireNonNegative('day', requireFinite('day', day));
  const earlier = state.skills[skill];
  if (!earlier) throw new RangeError(`there is no skill at ${skill}`);
  const outcome = Number(correct);
  const skills = [...state.skills];
  const back = earlier.answers > 0 && day - earlier.lastDay >= AWAY;
  skills[skill] = {
    known,
    answers: earlier.answers + 1,
    form: earlier.form + FORM_SPEED * (outcome - earlier.form),
    returns: earlier.returns + Number(back),
    support: earlier.support,
    lastDay: day,
    inSession: back ? 1 : earlier.inSession + 1,
  };
  for (const { place, weight } of before) {
    const other = skills[place];
    if (other) skills[place] = { ...other, support: other.support + weight };
  }
  return {
    skills,
    edge: state.edge + EDGE_SPEED * (outcome - expected - state.edge),
    failures: correct ? 0 : state.failures + 1,
    successes: correct ? state.successes + 1 : 0,
    lastSkill: skill,
    run: skill === state.lastSkill ? state.run + 1 : 1,
  };
}
