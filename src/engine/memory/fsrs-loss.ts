import { curveFactor, LEAST_STABILITY, MOST_STABILITY, SAME_DAY } from './fsrs.js';
import type { ReviewTree } from './review-tree.js';

/** Recall is held this far from 1, so that one lapse soon after a review does not count without end. */
const LEAST_MISS = 1e-9;

/** Room for the states of all nodes, made once and used in every round of a fit. */
export interface FsrsWorkspace {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** Natural log of the chance of recall at the node's review, by its parent's memory. */
  readonly logRecall: Float64Array;
  readonly stabilityGradient: Float64Array;
  readonly difficultyGradient: Float64Array;
}

/** Room for the nodes of one tree. */
export function fsrsWorkspace({ parent: { length } }: ReviewTree): FsrsWorkspace {
  return {
    stability: new Float64Array(length),
    difficulty: new Float64Array(length),
    logRecall: new Float64Array(length),
    stabilityGradient: new Float64Array(length),
    difficultyGradient: new Float64Array(length),
  };
}

/**
 * Weighted sum over reviews of -ln(chance that FSRS-6 gave to what happened), and its gradient by the 21 weights.
 * One pass from first to last review works the states out (the formulas of `nextMemory`), one pass back carries the
 * derivatives by the chain rule (reverse accumulation; Griewank & Walther 2008, section 3.2).
 *
 * @param w         the weights, inside FSRS_BOUNDS
 * @param gradient  21 numbers, overwritten
 * @returns         in nats; the states remain in `space`
 */
export function fsrsLoss(tree: ReviewTree, w: Float64Array, gradient: Float64Array, space: FsrsWorkspace): number {
  const loss = forward(tree, w, space);
  backward(tree, w, gradient, space);
  return loss;
}

function forward({ parent, elapsed, rating, weight }: ReviewTree, w: Float64Array, space: FsrsWorkspace): number {
  const { stability, difficulty, logRecall } = space;
  const [decay, factor, growth] = [w[20] as number, curveFactor(w[20] as number), Math.exp(w[8] as number)];
  const back = w[7] as number;
  const towards = back * ((w[4] as number) - Math.exp(3 * (w[5] as number)) + 1);
  const cap = Math.exp(-(w[17] as number) * (w[18] as number));
  let loss = 0;
  for (let node = 0; node < parent.length; node++) {
    const from = parent[node] as number;
    const grade = rating[node] as number;
    if (from < 0) {
      stability[node] = within(w[grade - 1] as number);
      difficulty[node] = difficultyWithin((w[4] as number) - Math.exp((w[5] as number) * (grade - 1)) + 1);
      continue;
    }
    const [s, d, days] = [stability[from] as number, difficulty[from] as number, elapsed[node] as number];
    const log = -decay * Math.log(1 + (factor * days) / s);
    const recall = Math.exp(log);
    logRecall[node] = log;
    let next: number;
    if (days < SAME_DAY) {
      const change = Math.exp((w[17] as number) * (grade - 3 + (w[18] as number)) - (w[19] as number) * Math.log(s));
      next = s * (grade >= 2 && change < 1 ? 1 : change);
    } else if (grade === 1) {
      const left =
        (w[11] as number) *
        Math.exp((w[14] as number) * (1 - recall) - (w[12] as number) * Math.log(d)) *
        Math.expm1((w[13] as number) * Math.log(s + 1));
      next = Math.min(left, s * cap);
    } else {
      const bonus = grade === 2 ? (w[15] as number) : grade === 4 ? (w[16] as number) : 1;
      const power = Math.exp(-(w[9] as number) * Math.log(s));
      next = s * (1 + growth * (11 - d) * power * (Math.exp((w[10] as number) * (1 - recall)) - 1) * bonus);
    }
    stability[node] = within(next);
    const damped = d - ((w[6] as number) * (grade - 3) * (10 - d)) / 9;
    difficulty[node] = difficultyWithin(towards + (1 - back) * damped);
    const counts = weight[node] as number;
    if (counts > 0) loss -= counts * (grade > 1 ? log : Math.log(Math.max(LEAST_MISS, 1 - recall)));
  }
  return loss;
}

function backward(
  { parent, elapsed, rating, weight }: ReviewTree,
  w: Float64Array,
  gradient: Float64Array,
  space: FsrsWorkspace,
): void {
  const { stability, difficulty, logRecall, stabilityGradient, difficultyGradient } = space;
  const g = gradient.fill(0);
  stabilityGradient.fill(0);
  difficultyGradient.fill(0);
  const [decay, factor, growth] = [w[20] as number, curveFactor(w[20] as number), Math.exp(w[8] as number)];
  const factorByDecay = ((factor + 1) * Math.log(0.9)) / decay ** 2;
  const [back, easyPower] = [w[7] as number, Math.exp(3 * (w[5] as number))];
  const easy = (w[4] as number) - easyPower + 1;
  const cap = Math.exp(-(w[17] as number) * (w[18] as number));
  const add = (index: number, value: number) => {
    g[index] = (g[index] as number) + value;
  };
  for (let node = parent.length - 1; node >= 0; node--) {
    const from = parent[node] as number;
    const grade = rating[node] as number;
    const after = stability[node] as number;
    // Where a state was held at a bound, nothing before it moves it.
    const byS = after > LEAST_STABILITY && after < MOST_STABILITY ? (stabilityGradient[node] as number) : 0;
    const held = (difficulty[node] as number) <= 1 || (difficulty[node] as number) >= 10;
    const byD = held ? 0 : (difficultyGradient[node] as number);
    if (from < 0) {
      add(grade - 1, byS);
      add(4, byD);
      add(5, -byD * (grade - 1) * Math.exp((w[5] as number) * (grade - 1)));
      continue;
    }
    const [s, d, days] = [stability[from] as number, difficulty[from] as number, elapsed[node] as number];
    const recall = Math.exp(logRecall[node] as number);
    const counts = weight[node] as number;
    let byLog = 0;
    if (counts > 0 && grade > 1) byLog = -counts;
    else if (counts > 0 && 1 - recall > LEAST_MISS) byLog = (counts * recall) / (1 - recall);
    let toS = 0;
    let toD = 0;
    if (byS !== 0 && days < SAME_DAY) {
      const change = after / s;
      if (grade >= 2 && change <= 1) toS = byS;
      else {
        toS = byS * change * (1 - (w[19] as number));
        add(17, byS * after * (grade - 3 + (w[18] as number)));
        add(18, byS * after * (w[17] as number));
        add(19, -byS * after * Math.log(s));
      }
    } else if (byS !== 0 && grade === 1) {
      if (after >= s * cap) {
        toS = byS * cap;
        add(17, -byS * after * (w[18] as number));
        add(18, -byS * after * (w[17] as number));
      } else {
        const logD = Math.log(d);
        const power = Math.exp((w[13] as number) * Math.log(s + 1));
        const scale = after / (power - 1);
        toS = (byS * scale * (w[13] as number) * power) / (s + 1);
        toD = (-byS * (w[12] as number) * after) / d;
        byLog -= byS * (w[14] as number) * after * recall;
        add(11, (byS * after) / (w[11] as number));
        add(12, -byS * after * logD);
        add(13, byS * scale * power * Math.log(s + 1));
        add(14, byS * after * (1 - recall));
      }
    } else if (byS !== 0) {
      const logS = Math.log(s);
      const bonus = grade === 2 ? (w[15] as number) : grade === 4 ? (w[16] as number) : 1;
      const surprise = Math.exp((w[10] as number) * (1 - recall));
      const plain = s * growth * (11 - d) * Math.exp(-(w[9] as number) * logS);
      const gain = plain * (surprise - 1) * bonus;
      toS = byS * (1 + (gain / s) * (1 - (w[9] as number)));
      toD = (-byS * gain) / (11 - d);
      byLog -= byS * plain * bonus * (w[10] as number) * surprise * recall;
      add(8, byS * gain);
      add(9, -byS * gain * logS);
      add(10, byS * plain * bonus * (1 - recall) * surprise);
      if (grade === 2) add(15, byS * plain * (surprise - 1));
      else if (grade === 4) add(16, byS * plain * (surprise - 1));
    }
    if (byD !== 0) {
      const damped = d - ((w[6] as number) * (grade - 3) * (10 - d)) / 9;
      toD += byD * (1 - back) * (1 + ((w[6] as number) * (grade - 3)) / 9);
      add(4, byD * back);
      add(5, -byD * back * 3 * easyPower);
      add(6, (-byD * (1 - back) * (grade - 3) * (10 - d)) / 9);
      add(7, byD * (easy - damped));
    }
    if (byLog !== 0) {
      const stretched = 1 + (factor * days) / s;
      toS += (byLog * decay * factor * days) / (s * s * stretched);
      add(20, byLog * (-Math.log(stretched) - (decay * days * factorByDecay) / (s * stretched)));
    }
    stabilityGradient[from] = (stabilityGradient[from] as number) + toS;
    difficultyGradient[from] = (difficultyGradient[from] as number) + toD;
  }
}

function within(stability: number): number {
  return stability < LEAST_STABILITY ? LEAST_STABILITY : Math.min(stability, MOST_STABILITY);
}

function difficultyWithin(difficulty: number): number {
  return difficulty < 1 ? 1 : Math.min(difficulty, 10);
}
