import type { BktParameters, TracedAnswer } from '../../../src/engine/tracing/bkt.js';

/** One way in which the skill may have been known (true) or not at each answer, and how likely it is after all. */
export interface HiddenPath {
  readonly known: readonly boolean[];
  readonly share: number;
}

/**
 * The oracle of all fits: every hidden path is written out and its probability multiplied up; nothing is passed
 * forward or backward.
 *
 * @param chances  of each answer as it came out, when the skill is known and when it is not
 */
export function hiddenPaths(
  chances: readonly (readonly [known: number, unknown: number])[],
  { prior, learn, forget = 0 }: Pick<BktParameters, 'prior' | 'learn' | 'forget'>,
): { paths: HiddenPath[]; evidence: number } {
  const paths: HiddenPath[] = [];
  let evidence = 0;
  for (let bits = 0; bits < 2 ** chances.length; bits++) {
    const known = chances.map((_, time) => ((bits >> time) & 1) === 1);
    let share = known[0] ? prior : 1 - prior;
    for (const [time, [asKnown, asUnknown]] of chances.entries()) {
      share *= known[time] ? asKnown : asUnknown;
      if (time + 1 === chances.length) continue;
      if (known[time]) share *= known[time + 1] ? 1 - forget : forget;
      else share *= known[time + 1] ? learn : 1 - learn;
    }
    paths.push({ known, share });
    evidence += share;
  }
  return { paths: paths.map(({ known, share }) => ({ known, share: share / evidence })), evidence };
}

/** Of what there is how much in expectation, and how often it came out one way: [came out, of so many]. */
export interface ExpectedCounts {
  readonly prior: readonly [number, number];
  readonly learn: readonly [number, number];
  readonly slip: readonly [number, number];
  readonly guess: readonly [number, number];
  readonly forget: readonly [number, number];
  readonly logLikelihood: number;
}

/** The expected counts of one round of expectation maximisation. */
export function expectedCounts(sequences: readonly TracedAnswer[][], parameters: BktParameters): ExpectedCounts {
  const { slip, guess } = parameters;
  type Name = 'prior' | 'learn' | 'slip' | 'guess' | 'forget';
  const sums: Record<Name, [number, number]> = {
    prior: [0, 0],
    learn: [0, 0],
    slip: [0, 0],
    guess: [0, 0],
    forget: [0, 0],
  };
  let logLikelihood = 0;
  const add = (name: Name, share: number, cameOut: boolean): void => {
    sums[name][0] += cameOut ? share : 0;
    sums[name][1] += share;
  };
  for (const sequence of sequences) {
    const chances = sequence.map(({ correct, weight = 1 }) => {
      const [known, unknown] = correct ? [1 - slip, guess] : [slip, 1 - guess];
      return [known ** weight, unknown ** weight] as const;
    });
    const { paths, evidence } = hiddenPaths(chances, parameters);
    logLikelihood += Math.log(evidence);
    for (const { known, share } of paths) {
      add('prior', share, known[0] === true);
      for (const [time, { correct, weight = 1 }] of sequence.entries()) {
        if (known[time]) add('slip', share * weight, !correct);
        else add('guess', share * weight, correct);
        if (time + 1 < sequence.length) add(known[time] ? 'forget' : 'learn', share, known[time] !== known[time + 1]);
      }
    }
  }
  return { ...sums, logLikelihood };
}

/** Text of 1 (right) and 0 (wrong) as answers. */
export function answersOf(text: string): TracedAnswer[] {
  return [...text].map((answer) => ({ correct: answer === '1' }));
}
