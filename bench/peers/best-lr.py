"""Best-LR (Gervet et al. 2020) with scikit-learn on one split. Prints one line of JSON; seconds are
processor seconds, so that a busy machine does not count.

One-hot items and skills; ln(1 + wins) and ln(1 + attempts) of the learner so far: of the skill with weights of each
skill's own, of the item and in all with one weight each. LogisticRegression as its authors call it: lbfgs, C = 1, at
most 400 rounds.

python best-lr.py FORMAT TRAIN TEST
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score


def read(form, path):
    if form == "interactions-tsv":
        return pd.read_csv(path, sep="\t", usecols=["user_id", "item_id", "correct", "skill_id"])
    users, skills, corrects = [], [], []
    with open(path) as lines:
        rows = [line.strip().rstrip(",") for line in lines if line.strip()]
    for user in range(0, len(rows) // 3):
        skill = [int(cell) for cell in rows[3 * user + 1].split(",")]
        skills += skill
        corrects += [int(cell) for cell in rows[3 * user + 2].split(",")]
        users += [user] * len(skill)
    return pd.DataFrame({"user_id": users, "item_id": skills, "correct": corrects, "skill_id": skills})


def so_far(frame, keys):
    groups = frame.groupby(keys, sort=False)["correct"]
    wins = groups.cumsum().to_numpy() - frame["correct"].to_numpy()
    return np.log1p(wins), np.log1p(groups.cumcount().to_numpy())


def one_hot(places, values, width):
    rows = np.flatnonzero(places >= 0)
    return sparse.csr_matrix((values[rows], (rows, places[rows])), shape=(len(places), width))


def encode(frame, items, skills):
    item, skill = items.get_indexer(frame["item_id"]), skills.get_indexer(frame["skill_id"])
    ones = np.ones(len(frame))
    parts = [one_hot(item, ones, len(items)), one_hot(skill, ones, len(skills))]
    parts += [one_hot(skill, values, len(skills)) for values in so_far(frame, ["user_id", "skill_id"])]
    for keys in (["user_id", "item_id"], ["user_id"]):
        parts += [sparse.csr_matrix(values[:, None]) for values in so_far(frame, keys)]
    return sparse.hstack(parts).tocsr()


def calibration_error(predicted, happened, bins=10):
    place = np.minimum(bins - 1, np.floor(predicted * bins)).astype(int)
    gaps = np.bincount(place, weights=happened - predicted, minlength=bins)
    return float(np.abs(gaps).sum() / len(predicted))


def main(form, train_file, test_file):
    train, test = read(form, train_file), read(form, test_file)
    items, skills = pd.Index(train["item_id"].unique()), pd.Index(train["skill_id"].unique())
    start = time.process_time()
    model = LogisticRegression(solver="lbfgs", max_iter=400)
    model.fit(encode(train, items, skills), train["correct"])
    fit_seconds = time.process_time() - start
    start = time.process_time()
    p = model.predict_proba(encode(test, items, skills))[:, 1]
    predict_seconds = time.process_time() - start
    y = test["correct"].to_numpy()
    print(json.dumps({
        "auc": roc_auc_score(y, p),
        "logLoss": log_loss(y, p),
        "ece": calibration_error(p, y),
        "rmse": float(np.sqrt(mean_squared_error(y, p))),
        "rows": len(y),
        "fitSeconds": fit_seconds,
        "predictSeconds": predict_seconds,
    }))


main(*sys.argv[1:])
