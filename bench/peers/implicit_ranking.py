"""implicit's models on histories from a file: top-10 lists for all learners, seconds of each fit on one core.

Usage: implicit_ranking.py FILE SETTINGS
FILE: JSON {"width": items, "histories": [[item, ...], ...], "chosen": [item or -1, ...]}
SETTINGS: JSON {"als": [[factors, regularization, alpha, iterations], ...], "neighbours": [K, ...]}
"""

import json
import sys
import time

import numpy as np
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender
from scipy.sparse import csr_matrix

PLACES = 10
BATCH = 2000


def read(file):
    with open(file, encoding="utf8") as source:
        data = json.load(source)
    rows = [sorted(set(history)) for history in data["histories"]]
    starts = np.cumsum([0] + [len(row) for row in rows])
    columns = np.fromiter((item for row in rows for item in row), dtype=np.int32, count=starts[-1])
    taken = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), data["width"]))
    return taken, np.array(data["chosen"])


def measure(scores_of, taken, chosen):
    learners = np.flatnonzero(chosen >= 0)
    hits, gain, shown = 0, 0.0, np.zeros(taken.shape[1], bool)
    for start in range(0, len(learners), BATCH):
        rows = learners[start : start + BATCH]
        scores = np.asarray(scores_of(rows), dtype=np.float32)
        had = taken[rows].tocoo()
        scores[had.row, had.col] = -np.inf
        top = np.argpartition(-scores, PLACES, axis=1)[:, :PLACES]
        order = np.argsort(-np.take_along_axis(scores, top, 1), axis=1, kind="stable")
        top = np.take_along_axis(top, order, 1)
        shown[top.ravel()] = True
        found, place = np.nonzero(top == chosen[rows][:, None])
        hits += len(found)
        gain += float((1 / np.log2(place + 2)).sum())
    return {"hitRate": hits / len(learners), "ndcg": gain / len(learners), "coverage": float(shown.mean())}


def main():
    taken, chosen = read(sys.argv[1])
    settings = json.loads(sys.argv[2])
    found = []
    for factors, regularization, alpha, iterations in settings["als"]:
        model = AlternatingLeastSquares(
            factors=factors,
            regularization=regularization,
            alpha=alpha,
            iterations=iterations,
            num_threads=1,
            random_state=1,
        )
        start = time.process_time()
        model.fit(taken, show_progress=False)
        seconds = time.process_time() - start
        figures = measure(lambda rows: model.user_factors[rows] @ model.item_factors.T, taken, chosen)
        start = time.process_time()
        for learner in range(200):
            model.recommend(learner, taken[learner], N=PLACES)
        micros = (time.process_time() - start) / 200 * 1e6
        found.append({"name": f"ALS {factors}", "seconds": seconds, "listMicroseconds": micros, **figures})
    for size in settings["neighbours"]:
        for kind, name in ((CosineRecommender, "cosine"), (TFIDFRecommender, "TF-IDF"), (BM25Recommender, "BM25")):
            model = kind(K=size, num_threads=1)
            start = time.process_time()
            model.fit(taken, show_progress=False)
            seconds = time.process_time() - start
            figures = measure(lambda rows: (taken[rows] @ model.similarity).toarray(), taken, chosen)
            start = time.process_time()
            for learner in range(200):
                model.recommend(learner, taken[learner], N=PLACES)
            micros = (time.process_time() - start) / 200 * 1e6
            found.append({"name": f"{name} neighbours {size}", "seconds": seconds, "listMicroseconds": micros, **figures})
    print(json.dumps(found))


main()
