/** One figure beside its baseline, both taken in the same run on the same machine. */
export interface Row {
  readonly name: string;
  readonly metric: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  /** ours / peer. */
  readonly ratio: number;
  readonly higherIsBetter: boolean;
  /** What we mean to reach, in the unit of `ours`, where that is a number. */
  readonly bar?: number;
}

export interface Suite {
  readonly name: string;
  readonly about: string;
  /** @param options  `quick` asks for less work where a suite knows how to do less */
  run(options?: { readonly quick?: boolean }): Promise<readonly Row[]>;
}

export function rowOf(row: Omit<Row, 'ratio'>): Row {
  return { ...row, ratio: row.ours / row.peer };
}

/**
 * Median milliseconds of two pieces of work, taken in turns so that a busy moment of the machine hits both.
 *
 * @param rounds  how often each is done; the first tenth only warms up
 */
export async function paired(
  rounds: number,
  ours: (round: number) => unknown,
  peer: (round: number) => unknown,
): Promise<{ ours: number; peer: number }> {
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    const [first, second] = [await timed(ours, round), await timed(peer, round)];
    if (round < rounds / 10) continue;
    times.ours.push(first);
    times.peer.push(second);
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

async function timed(work: (round: number) => unknown, round: number): Promise<number> {
  const start = performance.now();
  await work(round);
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the mean of the values, from their spread. */
export function standardErrorOf(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
