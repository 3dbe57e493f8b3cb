import { requirePositive, requireSome } from '../../numerics/guards.js';
import { pickWeighted, type RandomSource } from '../../numerics/random.js';
import { softmax } from '../../numerics/softmax.js';
import { ACTION_FEATURES, actionFeatures, actionValue, type PracticeAction, TARGETS } from './action-value.js';
import { type PolicyPath, type SkillView, viewPath } from './path-view.js';
import type { PracticeState } from './practice-state.js';

/** The learned policy: weights of the success model and of the value of actions. JSON. */
export interface PathPolicy {
  readonly success: readonly number[];
  readonly value: readonly number[];
  /** Softmax temperature of the choice, above 0. */
  readonly temperature: number;
}

/** Why an action was chosen, in numbers. */
export interface ActionComparison {
  /** The features of the chosen action, in the order of ACTION_FEATURES. */
  readonly features: Float64Array;
  /** The mean of each feature over all actions that were possible. */
  readonly mean: Float64Array;
  /** The parts of its value that spoke most for or against it, against that mean; largest first. */
  readonly because: readonly { readonly feature: string; readonly worth: number }[];
}

/** An action that was drawn, with the chance that it had in (0, 1]. */
export interface ActionChoice extends PracticeAction {
  readonly propensity: number;
  readonly view: SkillView;
  compare(): ActionComparison;
}

/** All that a choice depends on; `day` in days, `inSession` in answers of this session so far. */
export interface ActionQuestion {
  readonly state: PracticeState;
  readonly path: PolicyPath;
  readonly day: number;
  readonly inSession: number;
  readonly policy: PathPolicy;
  readonly random: RandomSource;
}

const REASONS = 3;

/**
 * Chooses the skill and the difficulty of the next question: softmax(Q / temperature) over all skills of the path and
 * the three difficulties.
 *
 * @throws RangeError when the path is empty or unknown, a weight is missing, or the temperature is not above 0
 */
export function chooseAction(question: ActionQuestion): ActionChoice {
  const { state, path, day, inSession, policy, random } = question;
  requirePositive('temperature', policy.temperature);
  if (policy.value.length !== ACTION_FEATURES.length) {
    throw new RangeError(`value must hold ${ACTION_FEATURES.length} weights, not ${policy.value.length}`);
  }
  const views = requireSome('places', viewPath(state, path, day, policy.success));
  const buffer = new Float64Array(ACTION_FEATURES.length);
  const values: number[] = [];
  for (const view of views) {
    for (const targetSuccess of TARGETS) {
      values.push(actionValue(policy.value, actionFeatures(state, view, targetSuccess, day, inSession, buffer)));
    }
  }
  const propensities = softmax(values, policy.temperature);
  const index = pickWeighted(propensities, random);
  const view = views[Math.floor(index / TARGETS.length)] as SkillView;
  const targetSuccess = TARGETS[index % TARGETS.length] as number;
  return {
    place: view.place,
    targetSuccess,
    propensity: propensities[index] as number,
    view,
    compare: () => compare(question, views, view, targetSuccess),
  };
}

/** Looked at on demand only: most decisions are never asked for their reasons. */
function compare(question: ActionQuestion, views: readonly SkillView[], view: SkillView, target: number) {
  const { state, day, inSession, policy } = question;
  const size = ACTION_FEATURES.length;
  const features = actionFeatures(state, view, target, day, inSession, new Float64Array(size));
  const mean = new Float64Array(size);
  const buffer = new Float64Array(size);
  const share = 1 / (views.length * TARGETS.length);
  for (const other of views) {
    for (const success of TARGETS) {
      actionFeatures(state, other, success, day, inSession, buffer);
      for (let at = 0; at < size; at += 1) mean[at] = (mean[at] as number) + share * (buffer[at] as number);
    }
  }
  return { features, mean, because: because(policy.value, features, mean) };
}

function because(
  weights: readonly number[],
  chosen: Float64Array,
  mean: Float64Array,
): { feature: string; worth: number }[] {
  return ACTION_FEATURES.map((feature, at) => {
    return { feature, worth: (weights[at] as number) * ((chosen[at] as number) - (mean[at] as number)) };
  })
    .sort((a, b) => Math.abs(b.worth) - Math.abs(a.worth))
    .slice(0, REASONS);
}
