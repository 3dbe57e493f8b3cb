"""scipy and statsmodels on the cases that the suite wrote: python inference.py cases.json -> one line of JSON."""
import json
import sys
import time

import numpy as np
import scipy
import statsmodels
from scipy import optimize, special, stats
from statsmodels.discrete.discrete_model import Logit
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportion_effectsize, proportions_ztest

DISTRIBUTIONS = {
    "normalCdf": special.ndtr,
    "normalQuantile": special.ndtri,
    "erfc": special.erfc,
    "logGamma": special.gammaln,
    "tCdf": stats.t.cdf,
    "tSurvival": stats.t.sf,
    "tQuantile": stats.t.ppf,
    "chiSquareCdf": stats.chi2.cdf,
    "chiSquareSurvival": stats.chi2.sf,
    "chiSquareQuantile": stats.chi2.ppf,
    "chiSquareUpperQuantile": stats.chi2.isf,
    "fCdf": stats.f.cdf,
    "fSurvival": stats.f.sf,
    "fQuantile": stats.f.ppf,
    "betaCdf": stats.beta.cdf,
    "betaSurvival": stats.beta.sf,
    "betaQuantile": stats.beta.ppf,
    "kolmogorovSurvival": special.kolmogorov,
}


def seconds(work, rounds):
    start = time.perf_counter()
    for _ in range(rounds):
        work()
    return (time.perf_counter() - start) / rounds


def welch(case):
    result = stats.ttest_ind(case["treatment"], case["control"], equal_var=False)
    interval = result.confidence_interval(case["confidence"])
    return [result.statistic, result.df, result.pvalue, interval.low, interval.high]


def one_sample(case):
    result = stats.ttest_1samp(case["values"], case["mean"])
    interval = result.confidence_interval(case["confidence"])
    return [result.statistic, result.df, result.pvalue, interval.low, interval.high]


def proportions(case):
    (x0, n0), (x1, n1), alpha = case["control"], case["treatment"], 1 - case["confidence"]
    z, p = proportions_ztest([x1, x0], [n1, n0])
    newcombe = confint_proportions_2indep(x1, n1, x0, n0, method="newcomb", compare="diff", alpha=alpha)
    score = score_interval(x0, n0, x1, n1, stats.norm.isf(alpha / 2))
    wilson = proportion_confint(x1, n1, alpha=alpha, method="wilson")
    return [z, p, *newcombe, *wilson, *score]


def score_interval(x0, n0, x1, n1, limit):
    """Miettinen and Nurminen's, by root finding alone; statsmodels' own takes shares that are not the likeliest."""

    def likeliest(d):
        slope = lambda p: x0 / p - (n0 - x0) / (1 - p) + x1 / (p + d) - (n1 - x1) / (1 - p - d)
        low, high = max(0.0, -d), min(1.0, 1 - d)
        gap = 1e-15 + (high - low) * 1e-9
        return optimize.brentq(slope, low + gap, high - gap, xtol=1e-17, rtol=1e-15)

    def excess(d, sign):
        p0 = likeliest(d)
        p1, n = p0 + d, n0 + n1
        spread = np.sqrt((p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0) * n / (n - 1))
        return sign * (x1 / n1 - x0 / n0 - d) / spread - limit

    effect = x1 / n1 - x0 / n0
    root = lambda end, sign: optimize.brentq(excess, *sorted((end, effect)), args=(sign,), xtol=1e-15, rtol=1e-14)
    return root(-1 + 1e-6, 1), root(1 - 1e-6, -1)


def cuped(case):
    x0, y0, x1, y1 = (np.array(case[key]) for key in ("x0", "y0", "x1", "y1"))
    within = lambda a, b: np.sum((a - a.mean()) * (b - b.mean()))
    slope = (within(x0, y0) + within(x1, y1)) / (within(x0, x0) + within(x1, x1))
    mean = np.concatenate([x0, x1]).mean()
    result = stats.ttest_ind(y1 - slope * (x1 - mean), y0 - slope * (x0 - mean), equal_var=False)
    interval = result.confidence_interval(0.95)
    return [slope, result.statistic, result.df, result.pvalue, interval.low, interval.high]


def bootstrap(case):
    samples = tuple(np.array(sample) for sample in case["samples"])
    statistic = lambda a, b: b.mean() - a.mean()
    found = []
    for method in ("BCa", "percentile"):
        held = stats.bootstrap(samples, statistic, n_resamples=2, vectorized=False, method="percentile")
        held.bootstrap_distribution = np.array(case["draws"])
        interval = stats.bootstrap(
            samples, statistic, n_resamples=0, vectorized=False, method=method, bootstrap_result=held
        ).confidence_interval
        found += [interval.low, interval.high]
    return found


def kolmogorov(case):
    method = "exact" if len(case["before"]) * len(case["now"]) <= 4_000_000 else "asymp"
    result = stats.ks_2samp(case["before"], case["now"], method=method)
    if method == "exact":
        return [result.statistic, result.pvalue]
    n, m = len(case["before"]), len(case["now"])
    return [result.statistic, special.kolmogorov(result.statistic * np.sqrt(n * m / (n + m)))]


def power(case):
    if "effect" in case:
        return [TTestIndPower().power(case["effect"], case["size"], case["alpha"], ratio=case["ratio"])]
    effect = proportion_effectsize(case["treatment"], case["control"])
    return [NormalIndPower().power(effect, case["size"], case["alpha"], ratio=case["ratio"])]


def mantel_haenszel(table):
    strata = [np.array([[a, b], [c, d]], float) for a, b, c, d in table if (a + b) * (c + d) > 0 and (a + c) * (b + d) > 0]
    found = StratifiedTable(strata)
    log, error = found.logodds_pooled, found.logodds_pooled_se
    corrected, plain = found.test_null_odds(correction=True), found.test_null_odds(correction=False)
    # Its own p-values are 1 - cdf, which leaves nothing of the small ones.
    chance = lambda test: stats.chi2.sf(test.statistic, 1)
    size = abs(2.35 * log)
    distance = abs(sum(t[0, 0] - t[0].sum() * t[:, 0].sum() / t.sum() for t in strata))
    # A distance below the correction is none: as R has it; statsmodels squares what is left.
    statistic, p = (corrected.statistic, chance(corrected)) if distance > 0.5 else (0.0, 1.0)
    if p >= 0.05 or size < 1:
        flag = "A"
    elif size >= 1.5 and (size - 1) / (2.35 * error) > stats.norm.isf(0.05):
        flag = "C"
    else:
        flag = "B"
    return [log, error, statistic, p, chance(plain)], flag


def logistic_dif(scores, group, right):
    features = np.column_stack([np.ones_like(scores), scores, group, scores * group])
    fits = [Logit(right, features[:, :size]).fit(disp=0, method="newton", tol=1e-13, maxiter=100) for size in (2, 3, 4)]
    test = lambda a, b, df: [2 * (b.llf - a.llf), stats.chi2.sf(2 * (b.llf - a.llf), df)]
    nothing, n = fits[0].llnull, len(right)
    nagelkerke = lambda fit: (1 - np.exp(2 / n * (nothing - fit.llf))) / (1 - np.exp(2 / n * nothing))
    change = nagelkerke(fits[2]) - nagelkerke(fits[0])
    either = test(fits[0], fits[2], 2)
    flag = "A" if either[1] >= 0.05 or change < 0.035 else "B" if change < 0.07 else "C"
    numbers = test(fits[0], fits[1], 1) + test(fits[1], fits[2], 1) + either
    return numbers + [change, fits[1].params[2], fits[2].params[3]], flag


def dif(case):
    answers, group = np.array(case["answers"], float), np.array(case["focal"], float)
    scores = answers.sum(axis=1)
    found = []
    for item in range(answers.shape[1]):
        right = answers[:, item]
        table = [
            [np.sum((scores == s) & (group == g) & (right == r)) for g in (0, 1) for r in (1, 0)] for s in np.unique(scores)
        ]
        haenszel, ets = mantel_haenszel(table)
        logistic, size = logistic_dif(scores, group, right)
        found.append({"mantelHaenszel": haenszel, "etsClass": ets, "logistic": logistic, "effectClass": size})
    return found


def times(cases):
    first, proportion = cases["welch"][-1], cases["proportions"][-1]
    test = cases["dif"][0]
    samples = tuple(np.array(sample) for sample in cases["bootstrap"][0]["samples"])
    points = np.linspace(-8, 8, 100_000)
    ks = cases["kolmogorov"][0]
    difference = lambda a, b, axis: b.mean(axis=axis) - a.mean(axis=axis)
    return {
        "welch": seconds(lambda: welch({key: np.asarray(value) for key, value in first.items()}), 200),
        "proportions": seconds(lambda: proportions(proportion), 20),
        "normalCdf": seconds(lambda: special.ndtr(points), 20) / len(points),
        "tQuantile": seconds(lambda: stats.t.ppf((points + 9) / 18, 30), 2) / len(points),
        "chiSquareSurvival": seconds(lambda: stats.chi2.sf(points + 9, 5), 2) / len(points),
        "dif": seconds(lambda: dif(test), 1) / len(test["answers"][0]),
        "bootstrap": seconds(lambda: stats.bootstrap(samples, difference, n_resamples=2_000, vectorized=True), 3),
        "kolmogorov": seconds(lambda: kolmogorov(ks), 5),
    }


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    if len(sys.argv) > 2:
        print(json.dumps(times(cases)))
        return
    found = {
        "versions": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
        "distributions": [
            DISTRIBUTIONS[each["name"]](*np.array(each["args"], float).T).tolist() for each in cases["distributions"]
        ],
        "chisquare": [list(stats.chisquare(c["counts"], np.array(c["shares"]) * sum(c["counts"]))) for c in cases["chisquare"]],
        "multiple": [
            [multipletests(p, method=method)[1].tolist() for method in ("holm", "fdr_bh")] for p in cases["multiple"]
        ],
        "dif": [dif(case) for case in cases["dif"]],
    }
    for name, peer in (
        ("welch", welch),
        ("oneSample", one_sample),
        ("proportions", proportions),
        ("cuped", cuped),
        ("bootstrap", bootstrap),
        ("kolmogorov", kolmogorov),
        ("power", power),
    ):
        found[name] = [[float(value) for value in peer(case)] for case in cases[name]]
    # NaN and infinity are no JSON.
    print(json.dumps(found).replace("NaN", "null").replace("-Infinity", "null").replace("Infinity", "null"))


main()
