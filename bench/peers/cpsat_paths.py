"""OR-Tools CP-SAT on path instances. usage: cpsat_paths.py SECONDS INSTANCE.json...
The level of a skill is concave in the sum of -log(1 - gain), so tangents bound it from above. First the set of modules is
chosen within budget and prerequisites, with the range of its difficulties as the least that the jumps can cost: a
relaxation, whose bound no path can pass. Then the chosen modules are ordered, a circuit with positions, for the least
jumps. SECONDS, in the solver's own deterministic time, limits
the choice, a tenth of it the order, which finds its path early and does not prove it; one thread.
Prints one line of JSON: objective of the path, bound, and seconds (of this process) of each instance.
"""
import json
import math
import sys
import time

from ortools.sat.python import cp_model

SCALE = 1_000_000
# Where the tangents touch: dense where levels end.
TANGENTS = [0.05 * t for t in range(50)] + [2.5 + 0.1 * t for t in range(15)] + [4.0, 5.0, 6.0]


def solver_of(seconds):
    solver = cp_model.CpSolver()
    # Deterministic time: about seconds, but a busy machine does not change what is found.
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    return solver


def choose(instance, seconds):
    """(indices of the chosen modules, upper bound)"""
    modules = instance["modules"]
    index = {m["id"]: i for i, m in enumerate(modules)}
    model = cp_model.CpModel()
    x = [model.new_bool_var(m["id"]) for m in modules]
    for i, m in enumerate(modules):
        for p in m["prerequisites"]:
            model.add_implication(x[i], x[index[p]])
    model.add(sum(x[i] * m["minutes"] for i, m in enumerate(modules)) <= instance["budget_minutes"])
    goal = []
    for k, (start, weight) in enumerate(zip(instance["start_level"], instance["goal_weight"])):
        # Rounded up, so that the bound stays one.
        steps = [math.ceil(-math.log(1 - m["gain"][k]) * SCALE) if m["gain"][k] else 0 for m in modules]
        most = sum(steps)
        total = sum(x[i] * steps[i] for i in range(len(x)) if steps[i])
        level = model.new_int_var(0, SCALE, f"level{k}")
        for at in TANGENTS:
            left = (1 - start) * math.exp(-at)
            # level <= 1 - left + left * (u - at), times SCALE and with the slope in millionths
            slope = math.ceil(left * SCALE)
            rest = math.ceil(SCALE * SCALE * (1 - left - left * at)) + SCALE
            model.add(level * SCALE <= rest + slope * total)
        if most == 0:
            model.add(level <= math.ceil(start * SCALE))
        goal.append(math.ceil(weight * SCALE) * level)
    high = model.new_int_var(0, 1000, "high")
    low = model.new_int_var(0, 1000, "low")
    span = model.new_int_var(0, 1000, "span")
    for i, m in enumerate(modules):
        d = round(m["difficulty"] * 1000)
        model.add(high >= d).only_enforce_if(x[i])
        model.add(low <= d).only_enforce_if(x[i])
    model.add(span >= high - low)
    jump = round(instance["jump_penalty"] * SCALE * SCALE / 1000)
    model.maximize(sum(goal) - jump * span)
    solver = solver_of(seconds)
    solver.solve(model)
    return [i for i in range(len(x)) if solver.value(x[i])], solver.best_objective_bound / SCALE / SCALE


def order(instance, chosen, seconds):
    modules = instance["modules"]
    at = {modules[i]["id"]: n for n, i in enumerate(chosen, 1)}
    difficulty = [0] + [round(modules[i]["difficulty"] * 1000) for i in chosen]
    count = len(chosen)
    model = cp_model.CpModel()
    place = [model.new_constant(0)] + [model.new_int_var(1, count, f"place{n}") for n in range(1, count + 1)]
    arcs, cost = [], []
    for a in range(count + 1):
        for b in range(count + 1):
            if a == b:
                continue
            arc = model.new_bool_var(f"{a}-{b}")
            arcs.append((a, b, arc))
            if b > 0:
                model.add(place[b] == place[a] + 1).only_enforce_if(arc)
            if a > 0 and b > 0:
                cost.append(arc * abs(difficulty[a] - difficulty[b]))
    model.add_circuit(arcs)
    for i in chosen:
        for p in modules[i]["prerequisites"]:
            model.add(place[at[p]] < place[at[modules[i]["id"]]])
    model.minimize(sum(cost))
    solver = solver_of(seconds)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [i for _, i in sorted((solver.value(place[n]), i) for n, i in enumerate(chosen, 1))]


def score(instance, path):
    modules = instance["modules"]
    left = [1.0 - s for s in instance["start_level"]]
    for i in path:
        for k, g in enumerate(modules[i]["gain"]):
            left[k] *= 1.0 - g
    d = [modules[i]["difficulty"] for i in path]
    jumps = sum(abs(b - a) for a, b in zip(d, d[1:]))
    return sum(w * (1 - r) for w, r in zip(instance["goal_weight"], left)) - instance["jump_penalty"] * jumps


limit = float(sys.argv[1])
objectives, bounds, seconds = [], [], []
for file in sys.argv[2:]:
    with open(file, encoding="utf8") as source:
        instance = json.load(source)
    begin = time.process_time()
    chosen, bound = choose(instance, limit)
    path = order(instance, chosen, limit / 10) if chosen else []
    seconds.append(time.process_time() - begin)
    # Without an order there is the empty path.
    objectives.append(score(instance, path or []))
    bounds.append(bound)
print(json.dumps({"objectives": objectives, "bounds": bounds, "seconds": seconds}))
