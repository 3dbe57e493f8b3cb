"""FSRS-Optimizer on the rows of a CSV: fits on those with train = 1, gives its chances for the others.

Columns: card, i (place of the review, the first is 1), t_history, r_history (lists with ";"), delta_t, y, train, order.
Prints one line of JSON: {"predicted": [...], "seconds": s, "weights": [...]}, predictions in the order of the file.
"""

import json
import sys
import time

import pandas as pd
import torch
from fsrs_optimizer import Collection, Optimizer, lineToTensor, power_forgetting_curve

torch.set_num_threads(1)
torch.manual_seed(2023)
rows = pd.read_csv(sys.argv[1], dtype={"t_history": str, "r_history": str})
rows["t_history"] = rows["t_history"].str.replace(";", ",")
rows["r_history"] = rows["r_history"].str.replace(";", ",")
rows["card_id"] = rows["card"]
rows["review_time"] = rows["order"]
test = rows[(rows["train"] == 0) & (rows["i"] > 1) & (rows["delta_t"] > 0)].copy()

started = time.perf_counter()
optimizer = Optimizer()
optimizer.define_model()
optimizer.initialize_parameters(dataset=rows[rows["train"] == 1].copy(), verbose=False)
optimizer.train(verbose=False)
seconds = time.perf_counter() - started

test["tensor"] = [lineToTensor(pair) for pair in zip(test["t_history"], test["r_history"])]
stabilities, _ = Collection(optimizer.w).batch_predict(test)
predicted = power_forgetting_curve(test["delta_t"].to_numpy(), torch.tensor(stabilities).numpy(), -optimizer.w[20])
print(json.dumps({"predicted": [float(p) for p in predicted], "seconds": seconds, "weights": list(optimizer.w)}))
