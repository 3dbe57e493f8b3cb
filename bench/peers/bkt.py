"""pyBKT on one split: fit on train, predict one step ahead on test. Prints one line of JSON; seconds are
processor seconds, so that a busy machine does not count.

python bkt.py FORMAT TRAIN TEST KIND NUM_FITS SEED      KIND: base | forgets
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from pyBKT.models import Model
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score


def read(form, path):
    if form == "interactions-tsv":
        frame = pd.read_csv(path, sep="\t", usecols=["user_id", "correct", "skill_id"])
        return frame.rename(columns={"skill_id": "skill_name"})
    users, skills, corrects = [], [], []
    with open(path) as lines:
        rows = [line.strip().rstrip(",") for line in lines if line.strip()]
    for user in range(0, len(rows) // 3):
        skill = [int(cell) for cell in rows[3 * user + 1].split(",")]
        skills += skill
        corrects += [int(cell) for cell in rows[3 * user + 2].split(",")]
        users += [user] * len(skill)
    return pd.DataFrame({"user_id": users, "skill_name": skills, "correct": corrects})


def calibration_error(predicted, happened, bins=10):
    place = np.minimum(bins - 1, np.floor(predicted * bins)).astype(int)
    gaps = np.bincount(place, weights=happened - predicted, minlength=bins)
    return float(np.abs(gaps).sum() / len(predicted))


def main(form, train_file, test_file, kind, num_fits, seed):
    train, test = read(form, train_file), read(form, test_file)
    for frame in (train, test):
        frame["order_id"] = np.arange(len(frame))
    model = Model(seed=int(seed), num_fits=int(num_fits), parallel=False)

    # The same preparation of the table that fit() does first, so that its expectation maximisation can be told alone.
    start = time.process_time()
    model._data_helper(None, train.copy(), None, ".*", [False] * 4)
    preparation = time.process_time() - start
    start = time.process_time()
    model.fit(data=train.copy(), skills=".*", forgets=kind == "forgets")
    fit_seconds = time.process_time() - start

    copy = test.copy()
    start = time.process_time()
    told = model.predict(data=copy)
    predict_seconds = time.process_time() - start
    p = told["correct_predictions"].to_numpy()
    y = told["correct"].to_numpy().astype(int)
    clipped = np.clip(p, 1e-12, 1 - 1e-12)
    print(json.dumps({
        "auc": roc_auc_score(y, p),
        "logLoss": log_loss(y, clipped),
        "ece": calibration_error(p, y),
        "rmse": float(np.sqrt(mean_squared_error(y, p))),
        "rows": len(y),
        "fitSeconds": fit_seconds,
        "emSeconds": fit_seconds - preparation,
        "predictSeconds": predict_seconds,
    }))


main(*sys.argv[1:])
