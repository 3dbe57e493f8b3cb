import { requireSome, requireWhole } from '../numerics/guards.js';
import { seededRandom } from '../numerics/random.js';
import { ACTION_FEATURES } from '../paths/policy/action-value.js';
import type { PathPolicy } from '../paths/policy/choose-action.js';
import { addDecision, emptyValueSums, fitValue, type ValueSums } from '../paths/policy/fit-value.js';
import { fitSuccess, SUCCESS_FEATURES } from '../paths/policy/success-model.js';
import { type IndexedCourse, indexCourse, pathOf, type SimulatedCourse } from './course.js';
import { type LearnerModel, type SyntheticLearner, TRUE_MASTERY } from './learners/synthetic-learner.js';
import { type DecisionWatch, enginePolicy } from './policies/engine-policy.js';

/** What a policy is trained on, and how. */
export interface TrainingInput {
  readonly models: readonly LearnerModel[];
  readonly course: SimulatedCourse;
  readonly seed: number;
  /** Learners of each model in each round. */
  readonly learners: number;
  readonly rounds: number;
  /** What of a reward still counts one answer later. */
  readonly discount: number;
  /** Cost of the end of a session, beside one for mastering the whole path. */
  readonly engagement: number;
  /** How far the choice is drawn out in training and in serving, in standard deviations of the value. */
  readonly exploration: number;
  readonly serving: number;
  readonly told?: (round: number, policy: PathPolicy) => void;
}

const HORIZON_DAYS = 42;
const MOST_ANSWERS = 600;
/** Mastery counts as it will be after this many days. */
const DAYS_AHEAD = 2;
/** Mastery beyond what is asked for is worth nothing more, a margin aside. */
const ENOUGH = TRUE_MASTERY + 0.08;
const RIDGE = 0.02;
/** Rounds whose decisions the value is fitted to; older ones count less by this factor a round. */
const MEMORY = 0.5;

interface Decision {
  readonly features: Float64Array;
  readonly mean: Float64Array;
  reward: number;
}

/**
 * Policy iteration on synthetic learners: each round teaches fresh learners with the current policy, fits the success
 * model to what they answered and the value of actions to the discounted returns, and acts by the new value from then
 * on. The reward of an answer is the rise of the path's true mastery, as it will be in two days, less a cost when
 * it ends the session. Only training sees the truth; what comes out is two lists of weights over what a product can see.
 *
 * @throws RangeError when there is no model, or a number is out of range
 */
export function trainPolicy(input: TrainingInput): PathPolicy {
  requireSome('models', input.models);
  requireWhole('rounds', input.rounds, 1);
  const course = indexCourse(input.course);
  let policy: PathPolicy = { success: new Array(SUCCESS_FEATURES).fill(0), value: startValue(), temperature: 1 };
  const sums = emptyValueSums(ACTION_FEATURES.length);
  const rows: number[] = [];
  const outcomes: number[] = [];
  for (let round = 0; round < input.rounds; round += 1) {
    forget(sums);
    for (const model of input.models) {
      for (let learner = 0; learner < input.learners; learner += 1) {
        // Success is learned from the first rounds; later ones would only repeat it.
        const watch = round < 3 ? { rows, outcomes } : undefined;
        const name = `train:${input.seed}:${round}:${model.name}:${learner}`;
        const decisions = teach(input, course, model, policy, name, watch);
        addReturns(sums, decisions, input.discount);
      }
    }
    const success = round < 3 ? fitSuccess(Float64Array.from(rows), Uint8Array.from(outcomes)) : policy.success;
    const fitted = fitValue(sums, RIDGE);
    const value = round === 0 ? fitted : fitted.map((weight, at) => 0.5 * weight + 0.5 * (policy.value[at] as number));
    policy = { success, value, temperature: input.exploration * spreadOf(value, sums) };
    input.told?.(round, policy);
  }
  return { ...policy, temperature: (policy.temperature * input.serving) / input.exploration };
}

function startValue(): number[] {
  return ACTION_FEATURES.map(() => 0);
}

function forget({ gram, moment }: ValueSums): void {
  for (const values of [gram, moment])
    for (let at = 0; at < values.length; at += 1) values[at] = (values[at] as number) * MEMORY;
}

/** Standard deviation of the value among the actions that were taken. */
function spreadOf(value: readonly number[], { gram, width, count }: ValueSums): number {
  const columns = 2 * width + 1;
  let [square, weight] = [0, 0];
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const times = i === j ? 1 : 2;
      square += times * (value[i] as number) * (value[j] as number) * (gram[i * columns + j] as number);
    }
  }
  weight = gram[columns * columns - 1] as number;
  return Math.sqrt(Math.max(1e-12, square / Math.max(1, Math.min(weight, count))));
}

function teach(
  input: TrainingInput,
  course: IndexedCourse,
  model: LearnerModel,
  policy: PathPolicy,
  name: string,
  rows: { rows: number[]; outcomes: number[] } | undefined,
): Decision[] {
  const random = seededRandom(`${name}:goal`);
  const goal = Math.floor(random.next() * course.goals.length);
  const path = pathOf(course, goal);
  const person = model.create(course, seededRandom(`${name}:traits`), seededRandom(`${name}:happenings`));
  const decisions: Decision[] = [];
  const watch: DecisionWatch = {
    decided: (choice) => {
      const { features, mean } = choice.compare();
      decisions.push({ features, mean, reward: 0 });
    },
    answered: (features, correct) => {
      rows?.rows.push(...features);
      rows?.outcomes.push(Number(correct));
    },
  };
  const tutor = enginePolicy(policy, () => watch).start({ course, goal, random: seededRandom(`${name}:tutor`) });
  let day: number | null = 0;
  let before = worthOf(person, path, 0);
  while (day !== null && day < HORIZON_DAYS && decisions.length < MOST_ANSWERS) {
    let now: number = day;
    for (let [inSession, on] = [0, true]; on; inSession += 1) {
      const moment = { now, inSession };
      const item = tutor.next(moment);
      const answer = person.answer(item, now);
      tutor.observe(item, answer, moment);
      now += answer.seconds / 86_400;
      const after = worthOf(person, path, now);
      const decision = decisions.at(-1) as Decision;
      on = person.goesOn();
      decision.reward = after - before - (on ? 0 : input.engagement);
      before = after;
    }
    day = person.leave(now);
    if (day !== null) before = worthOf(person, path, day);
  }
  return decisions;
}

function worthOf(person: SyntheticLearner, path: readonly number[], now: number): number {
  let sum = 0;
  for (const place of path) sum += Math.min(ENOUGH, person.mastery(place, now + DAYS_AHEAD)) / ENOUGH;
  return sum / path.length;
}

function addReturns(sums: ValueSums, decisions: readonly Decision[], discount: number): void {
  let later = 0;
  for (let at = decisions.length - 1; at >= 0; at -= 1) {
    const { features, mean, reward } = decisions[at] as Decision;
    later = reward + discount * later;
    addDecision(sums, features, mean, later);
  }
}
