import type { AnswerLog } from './answer-log.js';

/**
 * The answers to each skill as the sequences in which learners gave them, each different sequence once with the number
 * of learners who gave it. Sequence q has the answers [begin[q], begin[q + 1]); skill s has the sequences
 * [bySkill[s], bySkill[s + 1]).
 */
export interface SkillSequences {
  readonly begin: Int32Array;
  readonly correct: Uint8Array;
  readonly times: Float64Array;
  readonly bySkill: Int32Array;
}

/** The rows of a log by skill, within it by learner, within that in the order in which they were given. */
export interface SkillOrder {
  readonly order: Int32Array;
  /** Whose answer each place of `order` is. */
  readonly learnerOf: Int32Array;
  /** Skill s has the places [edges[s], edges[s + 1]). */
  readonly edges: Int32Array;
}

/** Sorts by skill in one pass: a counting sort keeps learners and time in order. */
export function sortBySkill(log: AnswerLog): SkillOrder {
  const rows = log.correct.length;
  const place = new Int32Array(log.skills + 1);
  for (let row = 0; row < rows; row++) {
    const next = (log.skill[row] as number) + 1;
    place[next] = (place[next] as number) + 1;
  }
  for (let skill = 1; skill <= log.skills; skill++) {
    place[skill] = (place[skill] as number) + (place[skill - 1] as number);
  }
  const edges = place.slice();
  const order = new Int32Array(rows);
  const learnerOf = new Int32Array(rows);
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      const skill = log.skill[row] as number;
      const to = place[skill] as number;
      place[skill] = to + 1;
      order[to] = row;
      learnerOf[to] = learner;
    }
  }
  return { order, learnerOf, edges };
}

/** The sequences of each skill, equal ones counted. */
export function skillSequences(log: AnswerLog): SkillSequences {
  const { order, learnerOf, edges } = sortBySkill(log);
  const correct = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place++) correct[place] = log.correct[order[place] as number] as number;
  return countEqual(edges, correct, learnerOf, log.skills);
}

function countEqual(edges: Int32Array, correct: Uint8Array, learnerOf: Int32Array, skills: number): SkillSequences {
  const begin: number[] = [0];
  const kept = new Uint8Array(correct.length);
  const times: number[] = [];
  const bySkill = new Int32Array(skills + 1);
  let filled = 0;
  for (let skill = 0; skill < skills; skill++) {
    const seen = new Map<string, number>();
    const last = edges[skill + 1] as number;
    for (let from = edges[skill] as number; from < last; ) {
      let to = from;
      const learner = learnerOf[from];
      while (to < last && learnerOf[to] === learner) to++;
      const key = keyOf(correct, from, to);
      const same = seen.get(key);
      if (same === undefined) {
        seen.set(key, times.length);
        times.push(1);
        kept.set(correct.subarray(from, to), filled);
        filled += to - from;
        begin.push(filled);
      } else times[same] = (times[same] as number) + 1;
      from = to;
    }
    bySkill[skill + 1] = times.length;
  }
  return {
    begin: Int32Array.from(begin),
    correct: kept.slice(0, filled),
    times: Float64Array.from(times),
    bySkill,
  };
}

/** Fifteen answers a character, and the length first: equal keys are equal sequences. */
function keyOf(correct: Uint8Array, from: number, to: number): string {
  let key = String(to - from);
  for (let at = from; at < to; at += 15) {
    let bits = 0;
    for (let bit = at; bit < Math.min(to, at + 15); bit++) bits = bits * 2 + (correct[bit] as number);
    key += String.fromCharCode(0x8000 + bits);
  }
  return key;
}
