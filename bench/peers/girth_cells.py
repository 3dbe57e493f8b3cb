"""girth 2PL (marginal maximum likelihood) on answers, its EAP abilities, and the chances of held-out answers.

Input: a JSON file {learners, items, train: {learner, item, score}, test: {learner, item}, tries}.
Output: {discrimination, difficulty, chance, seconds}; seconds are those of the calibration, best of the tries.
"""
import json
import sys
import time

import numpy as np
from girth import INVALID_RESPONSE, ability_eap, tag_missing_data, twopl_mml

with open(sys.argv[1], encoding="utf8") as file:
    data = json.load(file)
cells = np.full((data["items"], data["learners"]), INVALID_RESPONSE, dtype=int)
train = data["train"]
cells[train["item"], train["learner"]] = train["score"]
cells = tag_missing_data(cells, [0, 1])
# It cannot fit an item that all answered alike, or nobody; those keep a = 1 and the logit of their share.
right = (cells == 1).sum(axis=1)
asked = (cells != INVALID_RESPONSE).sum(axis=1)
fit = (right > 0) & (right < asked)
seconds = []
for _ in range(data["tries"]):
    start = time.perf_counter()
    found = twopl_mml(cells[fit])
    seconds.append(time.perf_counter() - start)
a, b = np.ones(len(cells)), -np.log((right + 0.5) / (asked - right + 0.5))
a[fit], b[fit] = found["Discrimination"], found["Difficulty"]
chance = []
if len(data["test"]["item"]) > 0:
    theta = ability_eap(cells[fit], b[fit], a[fit])
    item, learner = np.array(data["test"]["item"]), np.array(data["test"]["learner"])
    chance = (1 / (1 + np.exp(-a[item] * (theta[learner] - b[item])))).tolist()
print(json.dumps({"discrimination": a.tolist(), "difficulty": b.tolist(), "chance": chance, "seconds": min(seconds)}))
