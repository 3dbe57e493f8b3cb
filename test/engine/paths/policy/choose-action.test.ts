import assert from 'node:assert/strict';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import { ACTION_FEATURES, actionFeatures, TARGETS } from '../../../../src/engine/paths/policy/action-value.js';
import { chooseAction, type PathPolicy } from '../../../../src/engine/paths/policy/choose-action.js';
import { type PolicyPath, viewPath } from '../../../../src/engine/paths/policy/path-view.js';
import { emptyPractice, foldPractice, type PracticeState } from '../../../../src/engine/paths/policy/practice-state.js';
import { SUCCESS_FEATURES } from '../../../../src/engine/paths/policy/success-model.js';

const path: PolicyPath = {
  places: [0, 1, 2],
  difficulty: [0, 0, 0],
  before: [[], [{ place: 0, weight: 0.8 }], [{ place: 1, weight: 0.5 }]],
};

/** Success is logistic(4 known - 2) whatever else there is. */
const success = Array.from({ length: SUCCESS_FEATURES }, (_, at) => (at === 0 ? -2 : at === 1 ? 4 : 0));

function policyOf(weights: Readonly<Record<string, number>>, temperature = 0.001): PathPolicy {
  return { success, value: ACTION_FEATURES.map((name) => weights[name] ?? 0), temperature };
}

function stateOf(...known: number[]): PracticeState {
  return emptyPractice(known);
}

function answered(state: PracticeState, skill: number, correct: boolean, day = 0): PracticeState {
  return foldPractice(state, { skill, correct, expected: 0.5, known: 0.6, day, before: path.before[skill] ?? [] });
}

describe('the state of practice', () => {
  it('counts answers, form, runs, returns and what supports a skill', () => {
    let state = answered(answered(stateOf(0.2, 0.2, 0.2), 1, true), 1, false);
    // Form 0.5 -> 0.65 -> 0.455; edge 0 -> 0.025 -> -0.00125.
    assert.ok(Math.abs((state.skills[1]?.form ?? 0) - 0.455) < 1e-12);
    assert.ok(Math.abs(state.edge + 0.00125) < 1e-12);
    assert.deepEqual([state.run, state.failures, state.successes, state.lastSkill], [2, 1, 0, 1]);
    assert.equal(state.skills[0]?.support, 1.6);
    state = answered(state, 1, true, 2);
    assert.deepEqual([state.skills[1]?.returns, state.skills[1]?.inSession, state.skills[1]?.answers], [1, 1, 3]);
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  });

  it('refuses what it cannot fold', () => {
    assert.throws(() => emptyPractice([2]), /prior\[0\]/);
    assert.throws(() => answered(stateOf(0.2), 5, true), /there is no skill at 5/);
    assert.throws(() => answered(stateOf(0.2), 0, true, Number.NaN), /day must be/);
    const answer = { skill: 0, correct: true, day: 0, before: [] };
    assert.throws(() => foldPractice(stateOf(0.2), { ...answer, expected: 2, known: 0.5 }), /expected/);
    assert.throws(() => foldPractice(stateOf(0.2), { ...answer, expected: 0.5, known: -1 }), /known/);
  });
});

describe('the view of a path', () => {
  it('estimates success, readiness, and what waits for a skill', () => {
    const [first, second] = viewPath(stateOf(0.5, 0.5, 0.5), path, 0, success);
    // P = logistic(0) = 0.5 everywhere; readiness of the second = 1 - 0.8 (1 - 0.5 / 0.8) = 0.7.
    assert.equal(first?.now, 0.5);
    assert.equal(first?.readiness, 1);
    assert.ok(Math.abs((second?.readiness ?? 0) - 0.7) < 1e-12);
    assert.ok(Math.abs((first?.unlocks ?? 0) - 0.4) < 1e-12);
    assert.ok(Math.abs((first?.shareOfGap ?? 0) - 1 / 3) < 1e-6);
    assert.throws(() => viewPath(stateOf(0.5), path, 0, success), /there is no skill at 1/);
    assert.throws(() => viewPath(stateOf(0.5), { ...path, places: [] }, 0, success), /places must not be empty/);
  });

  it('looks ahead: with a weight on time away, what was practised fades', () => {
    const fading = success.map((weight, at) => (at === 4 ? -1 : weight));
    const state = answered(stateOf(0.5, 0.5, 0.5), 0, true);
    const [first, second] = viewPath(state, path, 0, fading);
    assert.ok((first?.later ?? 1) < (first?.now ?? 0));
    assert.equal(second?.later, second?.now);
  });
});

describe('choosing an action', () => {
  const ask = (policy: PathPolicy, state: PracticeState, seed = 1) =>
    chooseAction({ state, path, day: 0, inSession: 0, policy, random: seededRandom(seed) });

  it('has a name for each feature and fills every one', () => {
    const [view] = viewPath(stateOf(0.5, 0.5, 0.5), path, 0, success);
    assert.ok(view);
    const into = new Float64Array(ACTION_FEATURES.length).fill(Number.NaN);
    actionFeatures(stateOf(0.5, 0.5, 0.5), view, 0.75, 0, 0, into);
    assert.ok(into.every(Number.isFinite));
    assert.equal(new Set(ACTION_FEATURES).size, ACTION_FEATURES.length);
  });

  it('follows the weights: the weak skill, the ready one, the sure question after failures', () => {
    assert.equal(ask(policyOf({ 'level now': -1 }), stateOf(0.9, 0.1, 0.9)).place, 1);
    assert.equal(ask(policyOf({ readiness: 1 }), stateOf(0.1, 0.1, 0.1)).place, 0);
    const failed = answered(stateOf(0.5, 0.5, 0.5), 0, false);
    assert.equal(ask(policyOf({ 'sure x failures': 1 }), failed).targetSuccess, TARGETS[2]);
    assert.equal(ask(policyOf({ stretch: 1 }), failed).targetSuccess, TARGETS[0]);
  });

  it('draws each action as often as it says', () => {
    const policy = policyOf({ 'level now': -1 }, 0.5);
    const counts = new Map<string, { times: number; propensity: number }>();
    for (let seed = 0; seed < 4_000; seed += 1) {
      const { place, targetSuccess, propensity } = ask(policy, stateOf(0.9, 0.1, 0.5), seed);
      const key = `${place}:${targetSuccess}`;
      counts.set(key, { times: (counts.get(key)?.times ?? 0) + 1, propensity });
    }
    let sum = 0;
    for (const { times, propensity } of counts.values()) {
      assert.ok(Math.abs(times / 4_000 - propensity) < 0.03);
      sum += propensity;
    }
    assert.ok(Math.abs(sum - 1) < 1e-9);
  });

  it('says which features spoke for it', () => {
    const { features, mean, because } = ask(policyOf({ 'level now': -2 }), stateOf(0.9, 0.1, 0.9)).compare();
    assert.equal(because[0]?.feature, 'level now');
    const expected = -2 * ((features[0] as number) - (mean[0] as number));
    assert.ok(Math.abs((because[0]?.worth ?? 0) - expected) < 1e-12 && expected > 0);
  });

  it('refuses a policy of the wrong length and no temperature', () => {
    const state = stateOf(0.5, 0.5, 0.5);
    assert.throws(() => ask({ ...policyOf({}), value: [1] }, state), /value must hold 32 weights, not 1/);
    assert.throws(() => ask(policyOf({}, 0), state), /temperature must be/);
  });
});
