"""Adaptive tests with catsim's own parts: most information, bounded maximum likelihood, standard error below a limit.

Input: a JSON file {bank: [[a, b], ...], abilities, answers: ["0101...", ...], standardError, cap, estimates}. The answers of
each simulee to every item are given, so that another program can ask the same people.
Output: {items, estimates, given, microseconds}; microseconds are those of one estimate from the first `estimates` items.
"""
import json
import sys
import time

import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector
from catsim.stopping import MinErrorStopper

with open(sys.argv[1], encoding="utf8") as file:
    data = json.load(file)
ab = np.array(data["bank"], dtype=float)
bank = ItemBank(np.column_stack([ab[:, 0], ab[:, 1], np.zeros(len(ab)), np.ones(len(ab))]))
selector = MaxInfoSelector(r_max=data["cap"])
estimator = NumericalSearchEstimator()
stopper = MinErrorStopper(data["standardError"])
people = len(data["abilities"])
counts = np.zeros(len(ab), dtype=int)
items, estimates = [], []
for answers in data["answers"] if data["run"] else []:
    given, right, theta = [], [], 0.0
    while not stopper.stop(
        _item_bank=bank, administered_items=bank.get_items(given) if given else np.empty((0, 5)), theta=theta
    ):
        item = int(selector.select(item_bank=bank, administered_items=given, est_theta=theta))
        given.append(item)
        right.append(answers[item] == "1")
        theta = float(
            estimator.estimate(item_bank=bank, administered_items=given, response_vector=right, est_theta=theta)
        )
        counts[item] += 1
        bank.update_exposure_rate(item, counts[item] / people)
    items.append(len(given))
    estimates.append(theta)
spent = []
first = list(range(data["estimates"]))
for answers in data["answers"][:200]:
    right = [answers[item] == "1" for item in first]
    start = time.perf_counter()
    estimator.estimate(item_bank=bank, administered_items=first, response_vector=right, est_theta=0.0)
    spent.append(time.perf_counter() - start)
print(
    json.dumps(
        {"items": items, "estimates": estimates, "given": counts.tolist(), "microseconds": float(np.median(spent)) * 1e6}
    )
)
