import { requireNonNegative, requirePositive, requireSome, requireWhole } from '../numerics/guards.js';
import { clamp } from '../numerics/logistic.js';
import type { AnswerLog } from './answer-log.js';
import { type BktParameters, checkBktParameters } from './bkt.js';
import { type SkillSequences, skillSequences } from './skill-sequences.js';

/** How the fit of all skills is started, held and stopped. */
export interface FitSkillsOptions {
  /** Known skills may be lost again between answers; without it `forget` is 0. */
  readonly forgets?: boolean;
  /** Where the search starts for each skill; after a few rounds the most likely one goes on. */
  readonly starts?: readonly BktParameters[];
  /** Rounds of expectation maximisation per start and skill at most. */
  readonly maxIterations?: number;
  /** A start ends when the log likelihood of the skill rises by less than this in one round. */
  readonly tolerance?: number;
  /** Answers' worth of the parameters of all skills together that each skill is pulled to. */
  readonly shrinkage?: number;
}

/** Parameters of every skill, and what they rest on. */
export interface SkillsFit {
  /** One for each skill number; a skill without answers has those of all skills together. */
  readonly parameters: readonly BktParameters[];
  /** What all skills share: for a skill that is new. */
  readonly pooled: BktParameters;
  /** Natural log of the likelihood of all answers. */
  readonly logLikelihood: number;
  /** Rounds over all skills and starts. */
  readonly iterations: number;
}

const START: BktParameters = { prior: 0.4, learn: 0.12, slip: 0.12, guess: 0.25, forget: 0.03 };
const LEAST = 1e-4;
/** 1 - slip stays at least this far above guess: else known and unknown would change places (Beck & Chang 2007). */
const LEAST_GAP = 0.05;
const MOST_ROUNDS_POOLED = 30;
const RACE_ROUNDS = 8;

/**
 * Maximum a posteriori parameters of all skills by expectation maximisation (Baum, Petrie, Soules & Weiss 1970;
 * scaled as in Rabiner 1989, section V.A), each round extrapolated by SQUAREM where that raises the likelihood
 * (Varadhan & Roland 2008, scheme S3). Learners who answered alike are counted, not repeated: the sequences of a skill
 * are its sufficient statistic.
 *
 * `shrinkage` adds as many expected counts in the proportions of the pooled parameters (a Beta prior centred there), so
 * that a skill of few answers stays near what skills are like in general.
 *
 * @throws RangeError when there is no answer, or an option is out of range
 */
export function fitSkills(log: AnswerLog, options: FitSkillsOptions = {}): SkillsFit {
  const { forgets = false, starts = [START], maxIterations = 60, tolerance = 1e-2, shrinkage = 5 } = options;
  requireSome('starts', starts);
  requireWhole('maxIterations', maxIterations, 1);
  requirePositive('tolerance', tolerance);
  requireNonNegative('shrinkage', shrinkage);
  for (const start of starts) checkBktParameters(start);
  const sequences = skillSequences(log);
  const work = workspace(sequences, forgets);
  const [first] = starts as [BktParameters, ...BktParameters[]];
  const everything: Range = { from: 0, to: sequences.times.length };
  const pooled = climb(work, everything, vectorOf(first, forgets), null, MOST_ROUNDS_POOLED, tolerance * log.skills);
  const prior = shrinkage > 0 ? { at: pooled.point, strength: shrinkage } : null;
  let [logLikelihood, iterations] = [0, pooled.rounds];
  const parameters = Array.from({ length: log.skills }, (_, skill) => {
    const range: Range = { from: at(sequences.bySkill, skill), to: at(sequences.bySkill, skill + 1) };
    if (range.from === range.to) return parametersOf(pooled.point, forgets);
    // With several starts each runs a short way, and the one that is ahead goes on from where it is.
    let best: Climb | undefined;
    const rounds = starts.length === 1 ? maxIterations : Math.min(RACE_ROUNDS, maxIterations);
    for (const start of starts) {
      const found = climb(work, range, vectorOf(start, forgets), prior, rounds, tolerance);
      iterations += found.rounds;
      if (best === undefined || found.value > best.value) best = found;
    }
    if (starts.length > 1 && rounds < maxIterations) {
      best = climb(work, range, (best as Climb).point, prior, maxIterations - rounds, tolerance);
      iterations += best.rounds;
    }
    const { point, logLikelihood: own } = best as Climb;
    logLikelihood += own;
    return parametersOf(point, forgets);
  });
  return { parameters, pooled: parametersOf(pooled.point, forgets), logLikelihood, iterations };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** prior, learn, slip, guess, forget. */
type Vector = Float64Array;

interface Climb {
  readonly point: Vector;
  /** What was maximised: the log likelihood and the log density of the prior. */
  readonly value: number;
  readonly logLikelihood: number;
  readonly rounds: number;
}

interface Shrink {
  readonly at: Vector;
  readonly strength: number;
}

interface Workspace {
  readonly sequences: SkillSequences;
  readonly forgets: boolean;
  /** P(known at t | answers up to t) and P(answer t | answers before it) of the sequence at hand. */
  readonly filtered: Float64Array;
  readonly scale: Float64Array;
}

function workspace(sequences: SkillSequences, forgets: boolean): Workspace {
  let longest = 0;
  for (let sequence = 0; sequence < sequences.times.length; sequence++) {
    longest = Math.max(longest, at(sequences.begin, sequence + 1) - at(sequences.begin, sequence));
  }
  return { sequences, forgets, filtered: new Float64Array(longest), scale: new Float64Array(longest) };
}

function climb(
  work: Workspace,
  range: Range,
  start: Vector,
  shrink: Shrink | null,
  maxIterations: number,
  tolerance: number,
): Climb {
  let rounds = 0;
  const round = (point: Vector): { value: number; logLikelihood: number; next: Vector } => {
    rounds++;
    const next = new Float64Array(5);
    const logLikelihood = expectAndMaximise(work, range, point, shrink, next);
    return { value: logLikelihood + logPrior(point, shrink, work.forgets), logLikelihood, next };
  };
  let point = start;
  let here = round(point);
  while (rounds < maxIterations) {
    const once = here.next;
    const second = round(once);
    if (second.value - here.value < tolerance || rounds >= maxIterations) {
      return { point: once, value: second.value, logLikelihood: second.logLikelihood, rounds };
    }
    const leap = extrapolate(point, once, second.next, work.forgets);
    const there = round(leap);
    // The leap is kept only where it is no worse than the plain round; then nothing is ever lost by it.
    if (there.value >= second.value) {
      [point, here] = [leap, there];
    } else {
      [point, here] = [once, second];
    }
  }
  return { point, value: here.value, logLikelihood: here.logLikelihood, rounds };
}

/** x - 2 a r + a^2 v with r = x1 - x, v = (x2 - x1) - r, a = -|r| / |v|, held inside the bounds. */
function extrapolate(x: Vector, x1: Vector, x2: Vector, forgets: boolean): Vector {
  let [rr, vv] = [0, 0];
  for (let index = 0; index < 5; index++) {
    const r = at(x1, index) - at(x, index);
    const v = at(x2, index) - at(x1, index) - r;
    rr += r * r;
    vv += v * v;
  }
  const step = vv > 0 ? Math.min(-1, -Math.sqrt(rr / vv)) : -1;
  const leap = new Float64Array(5);
  for (let index = 0; index < 5; index++) {
    const r = at(x1, index) - at(x, index);
    const v = at(x2, index) - at(x1, index) - r;
    leap[index] = at(x, index) - 2 * step * r + step * step * v;
  }
  return bounded(leap, forgets);
}

/** One round over the sequences of a range: the log likelihood at `point`; `next` becomes the maximum of the round. */
function expectAndMaximise(work: Workspace, range: Range, point: Vector, shrink: Shrink | null, next: Vector): number {
  const { begin, correct, times } = work.sequences;
  const { filtered, scale, forgets } = work;
  const [prior, learn, slip, guess, forget] = [at(point, 0), at(point, 1), at(point, 2), at(point, 3), at(point, 4)];
  const [stay, unlearnt] = [1 - forget, 1 - learn];
  const [rightKnown, wrongUnknown] = [1 - slip, 1 - guess];
  let logLikelihood = 0;
  let [sequences, knownAtStart] = [0, 0];
  let [learned, chancesToLearn, lost, chancesToLose] = [0, 0, 0, 0];
  let [slips, known, guesses, unknown] = [0, 0, 0, 0];
  for (let sequence = range.from; sequence < range.to; sequence++) {
    const count = times[sequence] as number;
    const first = begin[sequence] as number;
    const length = (begin[sequence + 1] as number) - first;
    let belief = prior;
    let product = 1;
    for (let t = 0; t < length; t++) {
      const right = correct[first + t] === 1;
      const asKnown = belief * (right ? rightKnown : slip);
      const likelihood = asKnown + (1 - belief) * (right ? guess : wrongUnknown);
      const posterior = asKnown / likelihood;
      scale[t] = likelihood;
      filtered[t] = posterior;
      belief = posterior * stay + (1 - posterior) * learn;
      product *= likelihood;
      if (product < 1e-200) {
        logLikelihood += count * Math.log(product);
        product = 1;
      }
    }
    logLikelihood += count * Math.log(product);
    // backKnown, backUnknown = P(answers after t | state at t) / product of their scales
    let [backKnown, backUnknown] = [1, 1];
    for (let t = length - 1; t >= 0; t--) {
      const here = filtered[t] as number;
      const right = correct[first + t] === 1;
      if (t < length - 1) {
        const rightNext = correct[first + t + 1] === 1;
        const ahead = scale[t + 1] as number;
        const onKnown = ((rightNext ? rightKnown : slip) * backKnown) / ahead;
        const onUnknown = ((rightNext ? guess : wrongUnknown) * backUnknown) / ahead;
        const toKnown = (1 - here) * learn * onKnown;
        const toUnknown = here * forget * onUnknown;
        backKnown = stay * onKnown + forget * onUnknown;
        backUnknown = learn * onKnown + unlearnt * onUnknown;
        learned += count * toKnown;
        chancesToLearn += count * (1 - here) * backUnknown;
        lost += count * toUnknown;
        chancesToLose += count * here * backKnown;
      }
      const smoothed = count * here * backKnown;
      const other = count - smoothed;
      known += smoothed;
      unknown += other;
      if (right) guesses += other;
      else slips += smoothed;
      if (t === 0) knownAtStart += smoothed;
    }
    sequences += count;
  }
  next[0] = pulled(knownAtStart, sequences, shrink, 0, prior);
  next[1] = pulled(learned, chancesToLearn, shrink, 1, learn);
  next[2] = pulled(slips, known, shrink, 2, slip);
  next[3] = pulled(guesses, unknown, shrink, 3, guess);
  next[4] = forgets ? pulled(lost, chancesToLose, shrink, 4, forget) : 0;
  bounded(next, forgets);
  return logLikelihood;
}

/** The share of the expected counts, with those of the prior; where there are none it stays as it was. */
function pulled(part: number, whole: number, shrink: Shrink | null, index: number, before: number): number {
  const strength = shrink?.strength ?? 0;
  const all = whole + strength;
  if (!(all > 1e-9)) return before;
  return (part + (shrink ? strength * at(shrink.at, index) : 0)) / all;
}

function logPrior(point: Vector, shrink: Shrink | null, forgets: boolean): number {
  if (!shrink) return 0;
  let sum = 0;
  for (let index = 0; index < (forgets ? 5 : 4); index++) {
    const [centre, value] = [at(shrink.at, index), at(point, index)];
    sum += shrink.strength * (centre * Math.log(value) + (1 - centre) * Math.log1p(-value));
  }
  return sum;
}

/** Holds every probability off 0 and 1, and 1 - slip above guess by moving both alike. In place. */
function bounded(point: Vector, forgets: boolean): Vector {
  for (let index = 0; index < 4; index++) point[index] = clamp(at(point, index), LEAST, 1 - LEAST);
  point[4] = forgets ? clamp(at(point, 4), LEAST, 1 - LEAST) : 0;
  const excess = at(point, 2) + at(point, 3) - (1 - LEAST_GAP);
  if (excess > 0) {
    const [slip, guess] = [at(point, 2), at(point, 3)];
    point[2] = (slip * (1 - LEAST_GAP)) / (slip + guess);
    point[3] = (guess * (1 - LEAST_GAP)) / (slip + guess);
  }
  return point;
}

function vectorOf({ prior, learn, slip, guess, forget = 0 }: BktParameters, forgets: boolean): Vector {
  return bounded(Float64Array.of(prior, learn, slip, guess, forget), forgets);
}

function parametersOf(point: Vector, forgets: boolean): BktParameters {
  const base = { prior: at(point, 0), learn: at(point, 1), slip: at(point, 2), guess: at(point, 3) };
  return forgets ? { ...base, forget: at(point, 4) } : base;
}

function at(values: Int32Array | Float64Array, index: number): number {
  return values[index] as number;
}
