import { type AnswerLog, answerLogBuilder } from '../../../engine/tracing/answer-log.js';
import { EvaluationError } from '../../evaluation-error.js';
import type { FileAnswer } from './answers.js';

/** More answers than this are not held at once: the fit then rests on a sample of the learners. */
export const MOST_ROWS = 2_000_000;

/** Names of a file as numbers, in the order in which they came. */
export type Numbering = ReadonlyMap<string, number>;

/** What a tracer is fitted on. */
export interface Training {
  readonly log: AnswerLog;
  readonly learners: Numbering;
  readonly items: Numbering;
  readonly skills: Numbering;
  /** The share of learners that was kept, 1 or a half of a half of it. */
  readonly share: number;
  /** Rows that the file has. */
  readonly rows: number;
  /** True: the answers carry times. */
  readonly timed: boolean;
}

interface Row extends FileAnswer {
  readonly place: number;
}

/**
 * Reads the answers of a file for a fit, in bounded memory. Each learner has a place in [0, 1) that depends only on the
 * seed and the name; whenever more than `most` rows are held, the learners in the upper half of the places still taken
 * are let go. So the sample is whole learners, and the same for the same seed.
 *
 * @throws EvaluationError when there is no answer
 */
export async function readTraining(
  answers: AsyncIterable<FileAnswer>,
  seed: number,
  most = MOST_ROWS,
): Promise<Training> {
  let kept: Row[] = [];
  let [share, rows] = [1, 0];
  for await (const answer of answers) {
    rows++;
    const place = placeOf(answer.learner, seed);
    if (place >= share) continue;
    kept.push({ ...answer, place });
    while (kept.length > most) {
      share /= 2;
      kept = kept.filter((row) => row.place < share);
    }
  }
  if (kept.length === 0) throw new EvaluationError('There is no answer to fit on.');
  return { ...numbered(kept), share, rows };
}

function numbered(rows: readonly Row[]): Pick<Training, 'log' | 'learners' | 'items' | 'skills' | 'timed'> {
  const [learners, items, skills] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const timed = rows.some(({ day }) => day !== 0);
  const builder = answerLogBuilder();
  for (const { learner, item, skill, correct, day } of rows) {
    const row = {
      learner: numberOf(learners, learner),
      item: numberOf(items, item),
      skill: numberOf(skills, skill),
      correct,
    };
    builder.add(timed ? { ...row, day } : row);
  }
  return { log: builder.build(), learners, items, skills, timed };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

/** A number in [0, 1) from a name and a seed (FNV-1a, 32 bits, then mixed as in MurmurHash3's finaliser). */
function placeOf(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
