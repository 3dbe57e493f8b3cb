"""pymoo's genetic algorithm on path instances. usage: pymoo_paths.py EVALUATIONS INSTANCE.json...
A solution is one number per module; modules are taken in the order of their numbers, each as soon as what it needs is there
and while it fits; those above 0.75 are left out. Every solution is so repaired into a feasible path.
Prints one line of JSON: objective and seconds (of this process) of each instance.
"""
import heapq
import json
import sys
import time

import numpy as np
from pymoo.algorithms.soo.nonconvex.ga import GA
from pymoo.core.problem import ElementwiseProblem
from pymoo.optimize import minimize

LEFT_OUT = 0.75


class Path(ElementwiseProblem):
    def __init__(self, instance):
        modules = instance["modules"]
        super().__init__(n_var=len(modules), n_obj=1, xl=0.0, xu=1.0)
        index = {m["id"]: i for i, m in enumerate(modules)}
        self.needs = [[index[p] for p in m["prerequisites"]] for m in modules]
        self.after = [[] for _ in modules]
        for i, needs in enumerate(self.needs):
            for p in needs:
                self.after[p].append(i)
        self.minutes = [m["minutes"] for m in modules]
        self.difficulty = np.array([m["difficulty"] for m in modules])
        self.rest = 1.0 - np.array([m["gain"] for m in modules])
        self.weight = np.array(instance["goal_weight"])
        self.missing = 1.0 - np.array(instance["start_level"])
        self.budget, self.jump = instance["budget_minutes"], instance["jump_penalty"]

    def sequence(self, keys):
        open_needs = [len(n) for n in self.needs]
        ready = [(keys[i], i) for i, n in enumerate(open_needs) if n == 0]
        heapq.heapify(ready)
        path, left = [], self.budget
        while ready:
            key, i = heapq.heappop(ready)
            if key > LEFT_OUT:
                break
            if self.minutes[i] > left:
                continue
            left -= self.minutes[i]
            path.append(i)
            for j in self.after[i]:
                open_needs[j] -= 1
                if open_needs[j] == 0:
                    heapq.heappush(ready, (keys[j], j))
        return path

    def _evaluate(self, keys, out, *args, **kwargs):
        path = self.sequence(keys)
        left = self.missing * self.rest[path].prod(axis=0)
        out["F"] = -(self.weight @ (1.0 - left) - self.jump * np.abs(np.diff(self.difficulty[path])).sum())


objectives, seconds = [], []
for file in sys.argv[2:]:
    with open(file, encoding="utf8") as source:
        problem = Path(json.load(source))
    begin = time.process_time()
    found = minimize(problem, GA(pop_size=100), ("n_eval", int(sys.argv[1])), seed=1, verbose=False)
    seconds.append(time.process_time() - begin)
    objectives.append(float(-found.F[0]))
print(json.dumps({"objectives": objectives, "seconds": seconds}))
