import { requirePositive, requireWhole } from '../numerics/guards.js';
import type { AnswerLog } from './answer-log.js';
import type { BktParameters } from './bkt.js';
import { sortBySkill } from './skill-sequences.js';

/** Slip and guess of one item. */
export interface ItemNoise {
  readonly slip: number;
  readonly guess: number;
}

/** How the fit is held and how long it runs. */
export interface FitItemNoiseOptions {
  /** Answers' worth of the skill's slip and guess that each item is pulled to. */
  readonly shrinkage?: number;
  readonly iterations?: number;
}

/** 1 - slip stays at least this far above guess, as in `fitSkills`. */
const LEAST_GAP = 0.05;

/**
 * Slip and guess of each item within its skill's chain (Pardos & Heffernan 2011, "KT-IDEM"), by expectation
 * maximisation with the skill's P(L0), P(T) and P(F) held: expected slips and guesses of the item, with `shrinkage`
 * expected counts at the skill's own values. An item without answers has those of no skill and is absent (undefined).
 *
 * @param parameters  of each skill number of the log, from `fitSkills`
 * @throws RangeError when an option is out of range
 */
export function fitItemNoise(
  log: AnswerLog,
  parameters: readonly BktParameters[],
  options: FitItemNoiseOptions = {},
): (ItemNoise | undefined)[] {
  const { shrinkage = 10, iterations = 5 } = options;
  requirePositive('shrinkage', shrinkage);
  requireWhole('iterations', iterations, 1);
  const skillOf = new Int32Array(log.items).fill(-1);
  for (let row = 0; row < log.item.length; row++) skillOf[log.item[row] as number] = log.skill[row] as number;
  const ofSkill = (item: number): BktParameters | undefined => parameters[skillOf[item] as number];
  const slip = Float64Array.from({ length: log.items }, (_, item) => ofSkill(item)?.slip ?? 0);
  const guess = Float64Array.from({ length: log.items }, (_, item) => ofSkill(item)?.guess ?? 0);
  const { order, learnerOf, edges } = sortBySkill(log);
  // For each item: expected answers when known, slips among them, answers when unknown, guesses among them.
  const counts = new Float64Array(4 * log.items);
  for (let iteration = 0; iteration < iterations; iteration++) {
    counts.fill(0);
    for (let skill = 0; skill < log.skills; skill++) {
      const last = edges[skill + 1] as number;
      for (let from = edges[skill] as number; from < last; ) {
        let to = from + 1;
        while (to < last && learnerOf[to] === learnerOf[from]) to++;
        expect(log, order.subarray(from, to), parameters[skill] as BktParameters, slip, guess, counts);
        from = to;
      }
    }
    for (let item = 0; item < log.items; item++) {
      const own = ofSkill(item);
      if (!own) continue;
      const [known, slips, unknown, guesses] = counts.subarray(4 * item, 4 * item + 4) as unknown as Four;
      const [s, g] = [
        (slips + shrinkage * own.slip) / (known + shrinkage),
        (guesses + shrinkage * own.guess) / (unknown + shrinkage),
      ];
      const excess = Math.max(1, (s + g) / (1 - LEAST_GAP));
      [slip[item], guess[item]] = [s / excess, g / excess];
    }
  }
  return Array.from({ length: log.items }, (_, item) =>
    ofSkill(item) ? { slip: slip[item] as number, guess: guess[item] as number } : undefined,
  );
}

type Four = [number, number, number, number];

/** Forward and backward over one learner's answers to one skill; adds the expected counts of each answer's item. */
function expect(
  log: AnswerLog,
  rows: Int32Array,
  { prior, learn, forget = 0 }: BktParameters,
  slip: Float64Array,
  guess: Float64Array,
  counts: Float64Array,
): void {
  const length = rows.length;
  const [asKnown, asUnknown] = [new Float64Array(length), new Float64Array(length)];
  const filtered = new Float64Array(length);
  let belief = prior;
  for (let t = 0; t < length; t++) {
    const row = rows[t] as number;
    const item = log.item[row] as number;
    const right = log.correct[row] === 1;
    const k = right ? 1 - (slip[item] as number) : (slip[item] as number);
    const u = right ? (guess[item] as number) : 1 - (guess[item] as number);
    asKnown[t] = k;
    asUnknown[t] = u;
    const evidence = belief * k + (1 - belief) * u;
    const posterior = evidence > 0 ? (belief * k) / evidence : belief;
    filtered[t] = posterior;
    belief = posterior * (1 - forget) + (1 - posterior) * learn;
  }
  // Odds of the later answers, known against unknown; only their ratio matters.
  let [backKnown, backUnknown] = [1, 1];
  for (let t = length - 1; t >= 0; t--) {
    const here = filtered[t] as number;
    const weight = here * backKnown + (1 - here) * backUnknown;
    const smoothed = weight > 0 ? (here * backKnown) / weight : here;
    const row = rows[t] as number;
    const at = 4 * (log.item[row] as number);
    const right = log.correct[row] === 1;
    add(counts, at, smoothed);
    add(counts, at + 2, 1 - smoothed);
    if (right) add(counts, at + 3, 1 - smoothed);
    else add(counts, at + 1, smoothed);
    const onKnown = (asKnown[t] as number) * backKnown;
    const onUnknown = (asUnknown[t] as number) * backUnknown;
    const [fromKnown, fromUnknown] = [
      (1 - forget) * onKnown + forget * onUnknown,
      learn * onKnown + (1 - learn) * onUnknown,
    ];
    const scale = fromKnown + fromUnknown;
    [backKnown, backUnknown] = scale > 0 ? [fromKnown / scale, fromUnknown / scale] : [1, 1];
  }
}

function add(values: Float64Array, index: number, by: number): void {
  values[index] = (values[index] as number) + by;
}
