"""mabwiser on worlds drawn beforehand. usage: mabwiser_bandits.py FOLDER WORLD ARMS DIMENSION SEEDS POLICIES MODE
SEEDS: "0-19"; POLICIES: JSON list of [name, {parameter: value}]; MODE: regret | speed.
Prints one line of JSON: for each policy its regret on each seed, or the seconds of one decision with its update.

In the mode "regret" the policy is asked past the checks of its door, the shell that fits the arms in parallel is replaced by
a plain loop and models are not copied before they are updated (the same updates in the same order, several times
faster); "speed" measures the library as it comes. Every policy that cannot judge an arm without data
plays each arm once first; those plays count.
"""
import json
import sys
import time

import mabwiser.linear
import numpy as np
from mabwiser.base_mab import BaseMAB
from mabwiser.mab import MAB, LearningPolicy

STEPS = 10_000


def plain_fit(self, decisions, rewards, contexts=None):
    """What _parallel_fit does, one arm after another. A linear arm without new data is left as it is."""
    arms = self.arms if contexts is None else [decisions[0]] if len(decisions) == 1 else self.arms
    for arm in arms:
        self._fit_arm(arm, decisions, rewards, contexts)


def read(folder, world, arms, dimension, seed):
    flat = np.fromfile(f"{folder}/{world}-{seed}.bin", dtype=np.float32)
    size = STEPS * arms
    means = flat[:size].reshape(STEPS, arms)
    rewards = flat[size : 2 * size].reshape(STEPS, arms).astype(float)
    contexts = flat[2 * size :].reshape(STEPS, dimension).astype(float) if dimension else None
    return means, rewards, contexts


def play(name, parameters, world, seed, steps=STEPS):
    """The arms chosen, and the seconds spent in the library after the first plays."""
    means, rewards, contexts = world
    arms = rewards.shape[1]
    policy = MAB(list(range(arms)), getattr(LearningPolicy, name)(**parameters), seed=seed)
    first = 1 if name in ("ThompsonSampling", "LinTS", "LinUCB") else arms
    chosen = list(range(first))
    start = [rewards[t, t] for t in range(first)]
    if contexts is None:
        policy.fit(chosen, start)
    else:
        policy.fit(chosen, start, contexts[:first])
    if MODE == "regret":
        policy = policy._imp
        policy._set_arms_as_trained = lambda **_: None
    begin = time.perf_counter()
    for t in range(first, steps):
        x = None if contexts is None else contexts[t : t + 1]
        arm = policy.predict() if x is None else policy.predict(x)
        decision, reward = np.array([arm]), rewards[t, arm : arm + 1]
        policy.partial_fit(decision, reward) if x is None else policy.partial_fit(decision, reward, x)
        chosen.append(arm)
    return np.array(chosen), (time.perf_counter() - begin) / (steps - first)


folder, world, arms, dimension, seeds, policies, MODE = sys.argv[1:8]
low, high = map(int, seeds.split("-"))
if MODE == "regret":
    BaseMAB._parallel_fit = plain_fit
    mabwiser.linear.deepcopy = lambda value: value
results = []
worlds = {seed: read(folder, world, int(arms), int(dimension), seed) for seed in range(low, high + 1)}
for name, parameters in json.loads(policies):
    regrets, seconds = [], []
    for seed, data in worlds.items():
        chosen, spent = play(name, parameters, data, seed, STEPS if MODE == "regret" else 1_500)
        seconds.append(spent)
        if MODE == "regret":
            means = data[0].astype(float)
            regrets.append(float((means.max(axis=1) - means[np.arange(STEPS), chosen]).sum()))
    results.append({"name": name, "parameters": parameters, "regrets": regrets, "secondsPerDecision": float(np.median(seconds))})
    print(name, parameters, round(float(np.mean(regrets)), 2) if regrets else "", round(results[-1]["secondsPerDecision"] * 1e6, 1), "us", file=sys.stderr, flush=True)
print(json.dumps({"policies": results}))
