import { createHash } from 'node:crypto';
import type { Scope } from '../../storage/index.js';
import { type AnswerData, type ContentData, MOMENT_WIDTH, type MomentData } from '../../training/index.js';
import type { CatalogueView } from '../catalogue/index.js';
import { listSignalsOff } from '../learners/index.js';
import { bytesOf } from './extract/feature-extractor.js';
import { unpackAnswers } from './extract/pack-answers.js';
import { featuresCollection, type ModelDocument, sequenceCollection, sumsCollection } from './model.js';

/** Share of the learners that no fit of this course ever sees: what models are compared on. */
const HELD_OUT = 0.2;
/** Where the catalogue says nothing of a skill or an item. */
const UNKNOWN_SKILL = { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 };
const UNKNOWN_ITEM = { discrimination: 1, difficulty: 0 };

/** Data of a kind, and the window that they were taken from. */
export interface Loaded<D> {
  readonly data: D;
  readonly window: ModelDocument['window'];
}

/**
 * Whether a learner is held out of every fit of a course. It hangs on nothing but their ids, so a learner who was kept
 * out of one model was kept out of all that it is compared with.
 */
export function isHeldOut(courseId: string, userId: string): boolean {
  const hash = createHash('sha256').update(`held out:${courseId}:${userId}`).digest();
  return hash.readUInt32LE(0) / 2 ** 32 < HELD_OUT;
}

/**
 * The answers of a course as columns, learners by id, names in their order: the same answers give the same columns.
 *
 * @param since  only learners who have answered after it, each with all of their answers
 */
export async function loadAnswers(
  scope: Scope,
  courseId: string,
  catalogue: CatalogueView,
  { since = null }: { readonly since?: Date | null } = {},
): Promise<Loaded<AnswerData>> {
  const [begin, held]: [number[], number[]] = [[0], []];
  const [items, combos] = [namesInOrder(), namesInOrder()];
  const columns: Record<'item' | 'combo' | 'outcome' | 'day' | 'seconds', number[]> = {
    ...{ item: [], combo: [], outcome: [], day: [], seconds: [] },
  };
  const skillsOfCombo = new Map<string, readonly string[]>();
  let [learner, from, to]: [string, number, number] = ['', Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const whose = since === null ? {} : { user_id: { $in: await answeredSince(scope, courseId, since) } };
  const chunks = scope
    .collection(sequenceCollection)
    .stream({ course_id: courseId, ...whose }, { sort: { course_id: 1, user_id: 1, chunk: 1 } });
  for await (const chunk of chunks) {
    if (chunk.user_id !== learner) {
      if (learner !== '') begin.push(columns.item.length);
      learner = chunk.user_id;
      held.push(isHeldOut(courseId, learner) ? 1 : 0);
    }
    from = Math.min(from, chunk.first_at.getTime());
    to = Math.max(to, chunk.last_at.getTime());
    for (const { item, skills, outcome, at, seconds } of unpackAnswers({ ...chunk, columns: bytesOf(chunk.columns) })) {
      const combo = comboName(skills);
      skillsOfCombo.set(combo, skills);
      columns.item.push(items.add(item));
      columns.combo.push(combos.add(combo));
      columns.outcome.push(outcome);
      columns.day.push(at.getTime() / 86_400_000);
      columns.seconds.push(seconds);
    }
  }
  if (learner !== '') begin.push(columns.item.length);
  const [itemNames, comboNames] = [items.sorted(), combos.sorted()];
  const skills = [...new Set([...skillsOfCombo.values()].flat())].sort();
  const skillNumbers = new Map(skills.map((skill, number) => [skill, number]));
  const members = comboNames.names.map((combo) => skillsOfCombo.get(combo) ?? []);
  const bounds = [0];
  for (const each of members) bounds.push((bounds.at(-1) ?? 0) + each.length);
  const data: AnswerData = {
    begin: Int32Array.from(begin),
    held: Uint8Array.from(held),
    item: Int32Array.from(columns.item, itemNames.numberOf),
    combo: Int32Array.from(columns.combo, comboNames.numberOf),
    outcome: Uint8Array.from(columns.outcome),
    day: Float64Array.from(columns.day),
    seconds: Float32Array.from(columns.seconds),
    items: itemNames.names,
    skills,
    combos: comboNames.names,
    bounds: Int32Array.from(bounds),
    members: Int32Array.from(members.flat(), (skill) => skillNumbers.get(skill) ?? 0),
    catalogue: {
      skills: skills.map((skill) => catalogue.skill(skill)?.parameters ?? UNKNOWN_SKILL),
      items: itemNames.names.map((name) => {
        const { discrimination, difficulty } = catalogue.entry(itemOfName(name)) ?? UNKNOWN_ITEM;
        return { discrimination, difficulty };
      }),
    },
    usualSeconds: await usualSeconds(scope, courseId, itemNames.names),
  };
  return { data, window: windowOf(from, to, held.length, columns.item.length) };
}

async function answeredSince(scope: Scope, courseId: string, since: Date): Promise<string[]> {
  const newer = { course_id: courseId, last_at: { $gt: since } };
  const found = await scope.collection(sequenceCollection).find(newer, { only: ['user_id'] });
  return [...new Set(found.map(({ user_id }) => user_id))];
}

/** What learners took up, in order; without those who do not want to be a similar learner. */
export async function loadContents(scope: Scope, courseId: string): Promise<Loaded<ContentData>> {
  const [begin, held, content]: [number[], number[], number[]] = [[0], [], []];
  const contents = namesInOrder();
  let [from, to, answers] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const off = await listSignalsOff(scope, courseId);
  for await (const features of featuresOf(scope, courseId)) {
    if (off.get(features.user_id)?.has('similar-learners')) continue;
    for (const { id, at } of features.contents) {
      content.push(contents.add(id));
      from = Math.min(from, at.getTime());
      to = Math.max(to, at.getTime());
    }
    answers += features.answers;
    begin.push(content.length);
    held.push(isHeldOut(courseId, features.user_id) ? 1 : 0);
  }
  const { names, numberOf } = contents.sorted();
  const data = {
    begin: Int32Array.from(begin),
    held: Uint8Array.from(held),
    content: Int32Array.from(content, numberOf),
    contents: names,
  };
  return { data, window: windowOf(from, to, held.length, answers) };
}

/** What was offered, and what of it was taken up; without those who have switched their habits off. */
export async function loadMoments(scope: Scope, courseId: string): Promise<Loaded<MomentData>> {
  const [begin, held, moments, taken]: [number[], number[], number[], number[]] = [[0], [], [], []];
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const off = await listSignalsOff(scope, courseId);
  for await (const { user_id, moments: own, habits } of featuresOf(scope, courseId)) {
    if (off.get(user_id)?.has('habits')) continue;
    for (const row of own.rows) moments.push(...row.slice(0, MOMENT_WIDTH));
    taken.push(...own.taken);
    if (own.rows.length > 0) {
      from = Math.min(from, habits.first_at?.getTime() ?? from);
      to = Math.max(to, habits.last_at?.getTime() ?? to);
    }
    begin.push(taken.length);
    held.push(isHeldOut(courseId, user_id) ? 1 : 0);
  }
  const data = {
    begin: Int32Array.from(begin),
    held: Uint8Array.from(held),
    moments: Float32Array.from(moments),
    taken: Uint8Array.from(taken),
  };
  return { data, window: windowOf(from, to, held.length, taken.length) };
}

/** The name of a set of skills. */
export const comboName = (skills: readonly string[]): string => skills.join(' ');

/** The item of `<item>/<step>`. */
export const itemOfName = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/')));

function featuresOf(scope: Scope, courseId: string) {
  return scope.collection(featuresCollection).stream({ course_id: courseId }, { sort: { course_id: 1, user_id: 1 } });
}

async function usualSeconds(scope: Scope, courseId: string, names: readonly string[]): Promise<Float64Array> {
  const usual = new Map<string, number>();
  for await (const sums of scope.collection(sumsCollection).stream({ course_id: courseId, subject: 'item' })) {
    usual.set(sums.subject_id, sums.timed > 0 ? sums.milliseconds / 1_000 / sums.timed : Number.NaN);
  }
  return Float64Array.from(names, (name) => usual.get(name) ?? Number.NaN);
}

function windowOf(from: number, to: number, learners: number, answers: number): ModelDocument['window'] {
  const date = (time: number) => (Number.isFinite(time) ? new Date(time) : null);
  return { from: date(from), to: date(to), learners, answers };
}

/** Numbers names as they come, and says afterwards which number each has in the order of the names. */
function namesInOrder() {
  const numbers = new Map<string, number>();
  return {
    add(name: string): number {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, numbers.size);
      return numbers.size - 1;
    },
    sorted(): { names: string[]; numberOf: (provisional: number) => number } {
      const names = [...numbers.keys()].sort();
      const places = new Map(names.map((name, place) => [name, place]));
      const placeOf = Int32Array.from(numbers.keys(), (name) => places.get(name) ?? 0);
      return { names, numberOf: (provisional) => placeOf[provisional] ?? 0 };
    },
  };
}
