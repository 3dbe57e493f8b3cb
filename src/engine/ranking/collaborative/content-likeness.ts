import type { SparseRows } from './interactions.js';
import { denseOf, type ItemMatrix } from './item-matrix.js';
import { itemNeighbours, type NeighbourOptions } from './item-neighbours.js';

/** What is known of a piece of content before anyone took it. */
export interface ContentDescription {
  readonly skills: readonly string[];
  /** Title, summary or body, in any language that is written with letters. */
  readonly text?: string;
  /** Kind, level, author and the like, by name. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** How much a term of each kind counts beside a word of the text. */
const SKILL_COUNTS = 3;
const METADATA_COUNTS = 1;

/**
 * How alike each two pieces of content are by what they are about: the cosine of their TF-IDF vectors
 * (Salton & Buckley 1988; for recommendation, Pazzani & Billsus 2007). Terms are the skills, the words of the text and
 * the metadata; a term of weight f in a piece counts (1 + ln f) ln(pieces / pieces that have it), so what all share
 * says nothing. It has the form of every other linear model, so that new content can be ranked and blended with them.
 *
 * @param catalogue  item i is described by `catalogue[i]`
 */
export function contentLikeness(catalogue: readonly ContentDescription[], options: NeighbourOptions = {}): ItemMatrix {
  const vectors = catalogue.map(termsOf);
  const pieces = new Map<string, number>();
  for (const vector of vectors) for (const term of vector.keys()) pieces.set(term, (pieces.get(term) ?? 0) + 1);
  const terms = [...pieces.keys()].sort();
  const rowOf = new Map(terms.map((term, row) => [term, row]));
  // Terms as rows and content as columns: the shape in which learners and items come.
  const entries = terms.map(() => [] as { item: number; value: number }[]);
  for (const [item, vector] of vectors.entries()) {
    for (const [term, weight] of vector) {
      const value = (1 + Math.log(weight)) * Math.log(catalogue.length / (pieces.get(term) as number));
      if (value > 0) entries[rowOf.get(term) as number]?.push({ item, value });
    }
  }
  return denseOf(itemNeighbours(rowsFrom(entries, catalogue.length), options));
}

function termsOf({ skills, text = '', metadata = {} }: ContentDescription): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number) => terms.set(term, (terms.get(term) ?? 0) + weight);
  for (const skill of skills) add(`skill ${skill}`, SKILL_COUNTS);
  for (const [name, value] of Object.entries(metadata)) add(`${name} ${value}`, METADATA_COUNTS);
  for (const [word] of text.toLocaleLowerCase('en').matchAll(/[\p{L}\p{N}]{2,}/gu)) add(`word ${word}`, 1);
  return terms;
}

function rowsFrom(entries: readonly (readonly { item: number; value: number }[])[], width: number): SparseRows {
  const flat = entries.flat();
  const starts = new Uint32Array(entries.length + 1);
  for (const [row, each] of entries.entries()) starts[row + 1] = (starts[row] as number) + each.length;
  return {
    rows: entries.length,
    width,
    starts,
    columns: Uint32Array.from(flat, ({ item }) => item),
    values: Float32Array.from(flat, ({ value }) => value),
  };
}
