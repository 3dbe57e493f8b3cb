/** A first try at a step, as far as models learn from it. */
export interface SequenceAnswer {
  /** `<item>/<step>`. */
  readonly item: string;
  /** Ids, sorted. */
  readonly skills: readonly string[];
  /** See OUTCOME of the training: 0 wrong, 1 right alone, 2 right with help. */
  readonly outcome: number;
  /** How much it says, in [0, 1]. */
  readonly weight: number;
  readonly at: Date;
  readonly seconds: number;
}

/** Answers as one block of columns beside the names that its numbers stand for. */
export interface PackedAnswers {
  readonly items: string[];
  readonly combos: string[][];
  readonly columns: Buffer;
}

/** Bytes of an answer: time 8, seconds 4, weight 4, item 2, set of skills 2, outcome 1; column after column. */
const BYTES = { at: 8, seconds: 4, weight: 4, item: 2, combo: 2, outcome: 1 };
const EACH = 21;

/** The same answers in the same order give the same bytes. */
export function packAnswers(answers: readonly SequenceAnswer[]): PackedAnswers {
  const [items, combos] = [numbering<string>(String), numbering<readonly string[]>(JSON.stringify)];
  const columns = Buffer.alloc(EACH * answers.length);
  const at = offsets(answers.length);
  for (const [row, answer] of answers.entries()) {
    columns.writeDoubleLE(answer.at.getTime(), at.at + row * BYTES.at);
    columns.writeFloatLE(answer.seconds, at.seconds + row * BYTES.seconds);
    columns.writeFloatLE(answer.weight, at.weight + row * BYTES.weight);
    columns.writeUInt16LE(items.numberOf(answer.item), at.item + row * BYTES.item);
    columns.writeUInt16LE(combos.numberOf(answer.skills), at.combo + row * BYTES.combo);
    columns.writeUInt8(answer.outcome, at.outcome + row);
  }
  return { items: items.names, combos: combos.names.map((skills) => [...skills]), columns };
}

export function unpackAnswers({ items, combos, columns }: PackedAnswers): SequenceAnswer[] {
  const count = columns.length / EACH;
  const at = offsets(count);
  return Array.from({ length: count }, (_, row) => ({
    item: items[columns.readUInt16LE(at.item + row * BYTES.item)] ?? '',
    skills: combos[columns.readUInt16LE(at.combo + row * BYTES.combo)] ?? [],
    outcome: columns.readUInt8(at.outcome + row),
    weight: columns.readFloatLE(at.weight + row * BYTES.weight),
    at: new Date(columns.readDoubleLE(at.at + row * BYTES.at)),
    seconds: columns.readFloatLE(at.seconds + row * BYTES.seconds),
  }));
}

function offsets(count: number) {
  const seconds = BYTES.at * count;
  const weight = seconds + BYTES.seconds * count;
  const item = weight + BYTES.weight * count;
  const combo = item + BYTES.item * count;
  return { at: 0, seconds, weight, item, combo, outcome: combo + BYTES.combo * count };
}

function numbering<T>(keyOf: (name: T) => string) {
  const names: T[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    numberOf(name: T): number {
      const key = keyOf(name);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, names.length);
      names.push(name);
      return names.length - 1;
    },
  };
}
