/**
 * A small recurrent network whose memory is linear: each unit k moves towards a value that the answer x writes,
 *
 *   m_k <- m_k + gate_k[x] (write_k[x] + surprise_k[x] e - m_k)
 *
 * where x is the skill with the outcome and e what came out less what was expected. It is a gated recurrent unit whose
 * gates see only the input (the "minGRU" of Feng et al. 2024), so that a step is a few multiplications and each unit is
 * a moving average of its own kind. The next answer's ln odds are corrected by
 *
 *   read[skill] . m + output . max(h, h / 10),   h = hiddenSkill[skill] + hidden . (m, features, ln odds before)
 *
 * Everything is a plain number, row by row.
 */
export interface MemoryNetwork {
  /** How many memory units, hidden units and features there are. */
  readonly units: number;
  readonly hiddenUnits: number;
  readonly features: number;
  /** In (0, 1); row 2 * skill + outcome, one number for each unit. */
  readonly gate: readonly number[];
  readonly write: readonly number[];
  readonly surprise: readonly number[];
  /** Row skill, one number for each unit. */
  readonly read: readonly number[];
  /** Row skill, one number for each hidden unit. */
  readonly hiddenSkill: readonly number[];
  /** Row hidden unit: weights of the memory, the features, and the ln odds before. */
  readonly hidden: readonly number[];
  readonly output: readonly number[];
}

/** Below 0 a hidden unit passes on this share (Maas, Hannun & Ng 2013). */
export const LEAK = 0.1;

/** The memory before the first answer. */
export function emptyMemory({ units }: MemoryNetwork): number[] {
  return new Array<number>(units).fill(0);
}

/**
 * What the network adds to the ln odds. A skill that it does not know has no readings of its own.
 *
 * @param features  as `writeFeatures` wrote them
 * @param before    ln odds of the logistic tracer
 */
export function networkScore(
  network: MemoryNetwork,
  memory: readonly number[],
  skill: number,
  features: Float32Array | Float64Array,
  before: number,
): number {
  const { units, hiddenUnits, features: width, hidden, output, read, hiddenSkill } = network;
  const row = skill * units;
  const known = row < read.length;
  let score = 0;
  if (known) for (let k = 0; k < units; k++) score += (read[row + k] as number) * (memory[k] as number);
  let at = 0;
  for (let unit = 0; unit < hiddenUnits; unit++) {
    let sum = known ? (hiddenSkill[skill * hiddenUnits + unit] as number) : 0;
    for (let k = 0; k < units; k++) sum += (hidden[at++] as number) * (memory[k] as number);
    for (let index = 0; index < width; index++) sum += (hidden[at++] as number) * (features[index] as number);
    sum += (hidden[at++] as number) * before;
    score += (output[unit] as number) * (sum > 0 ? sum : LEAK * sum);
  }
  return score;
}

/**
 * Writes one answer into the memory, in place. A skill that the network does not know leaves it as it was.
 *
 * @param surprise  1 or 0 as it came out, less the chance that the logistic tracer gave it
 */
export function writeMemory(
  network: MemoryNetwork,
  memory: number[],
  skill: number,
  correct: boolean,
  surprise: number,
): void {
  const { units, gate, write, surprise: weight } = network;
  const row = (2 * skill + (correct ? 1 : 0)) * units;
  if (row >= gate.length) return;
  for (let k = 0; k < units; k++) {
    const at = row + k;
    const now = memory[k] as number;
    memory[k] = now + (gate[at] as number) * ((write[at] as number) + (weight[at] as number) * surprise - now);
  }
}
