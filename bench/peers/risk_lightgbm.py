"""LightGBM and scikit-learn's logistic regression on the risk tables that the suite wrote.

risk_lightgbm.py FOLDER: table.csv (label, then inputs) and runs.json (a list of {train, test, groups}).
Prints {"runs": [{"lightgbm": [...], "logistic": [...]}, ...], "fitSeconds": ..., "microseconds": ...}: chances of the
test rows of each run. The settings of each are chosen by log loss on folds of the training rows only, no group in two
folds. Seconds are those of the processor.
"""
import json
import os
import sys
import time

import lightgbm as lgb
import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

folder = sys.argv[1]
table = np.genfromtxt(os.path.join(folder, "table.csv"), delimiter=",", skip_header=1)
labels, values = table[:, 0].astype(int), table[:, 1:]
with open(os.path.join(folder, "runs.json")) as file:
    runs = json.load(file)

COMMON = dict(objective="binary", num_threads=1, verbose=-1, seed=1, bagging_freq=1)
GRID = [
    dict(num_leaves=leaves, learning_rate=0.03, min_data_in_leaf=40, feature_fraction=0.5, bagging_fraction=0.7, lambda_l2=10)
    for leaves in (4, 8, 16)
] + [dict(num_leaves=31, learning_rate=0.05, min_data_in_leaf=20)]


def folds_of(groups):
    return list(GroupKFold(min(5, len(set(groups)))).split(groups, groups=groups))


def boosted(x, y, groups):
    best = None
    for setting in GRID:
        found = lgb.cv(
            {**COMMON, **setting}, lgb.Dataset(x, y), 1500, folds=folds_of(groups), callbacks=[lgb.early_stopping(50, verbose=False)]
        )
        losses = found["valid binary_logloss-mean"]
        if best is None or min(losses) < best[0]:
            best = (min(losses), setting, int(np.argmin(losses)) + 1)
    _, setting, rounds = best
    return lgb.train({**COMMON, **setting}, lgb.Dataset(x, y), rounds)


def logistic(x, y, groups):
    def made(c):
        return make_pipeline(SimpleImputer(add_indicator=True), StandardScaler(), LogisticRegression(C=c, max_iter=2000))

    def loss(c):
        chances = cross_val_predict(made(c), x, y, cv=folds_of(groups), method="predict_proba")[:, 1]
        return log_loss(y, chances)

    return made(min((0.01, 0.1, 1.0), key=loss)).fit(x, y)


answers = []
for run in runs:
    train, test = np.array(run["train"]), np.array(run["test"])
    groups = np.array(run["groups"])
    x, y = values[train], labels[train]
    tree, line = boosted(x, y, groups), logistic(x, y, groups)
    answers.append(
        {
            "lightgbm": [round(p, 7) for p in tree.predict(values[test])],
            "logistic": [round(p, 7) for p in line.predict_proba(values[test])[:, 1]],
        }
    )

train, test = np.array(runs[0]["train"]), np.array(runs[0]["test"])
start = time.process_time()
timed = lgb.train({**COMMON, **GRID[1]}, lgb.Dataset(values[train], labels[train]), 250)
fit_seconds = time.process_time() - start
start = time.process_time()
timed.predict(values[test], num_threads=1)
microseconds = (time.process_time() - start) / len(test) * 1e6
print(json.dumps({"runs": answers, "fitSeconds": fit_seconds, "microseconds": microseconds}))
