import { EvaluationError } from '../evaluation-error.js';
import { cellsOf, type LineReader, numberCell, wholeCell } from '../lines.js';

/** Histories to learn from and what each learner chose next; items numbered anew from 0. */
export interface RankingData {
  /** The name in the file of each item. */
  readonly names: readonly number[];
  readonly histories: readonly (readonly number[])[];
  /** What the learner of each history chose; empty where nothing is known. */
  readonly chosen: readonly ReadonlySet<number>[];
  /** Lines whose last item was set aside as a cut copy of the answer. */
  readonly cut: number;
}

/** Above this share of cut copies they are no accident. */
const NO_ACCIDENT = 0.5;

/**
 * Two files of lines "user item item …".
 *
 * The last item of a training line may be the test item of that user with its last digit cut off (a line that was
 * shortened by one character too many). It is no item of the catalogue and gives the answer away, so when that is so
 * for most users the last number of every training line is set aside.
 */
export async function readLists(lines: LineReader, files: { train: string; test: string }): Promise<RankingData> {
  const test = new Map<number, number[]>();
  for await (const [user, items] of lines.read(files.test, listOf)) test.set(user, items);
  if (test.size === 0) throw new EvaluationError(`${files.test} holds no list.`);
  const train = new Map<number, number[]>();
  for await (const [user, items] of lines.read(files.train, listOf)) {
    const earlier = train.get(user);
    if (earlier) earlier.push(...items);
    else train.set(user, items);
  }
  if (train.size === 0) throw new EvaluationError(`${files.train} holds no list.`);
  // The catalogue is every number of both files, as the peers count it.
  const index = new Map<number, number>();
  const numbered = (items: readonly number[]) =>
    items.map((item) => index.get(item) ?? index.set(item, index.size).size - 1);
  for (const items of train.values()) numbered(items);
  for (const items of test.values()) numbered(items);
  const cut = cutCopies(train, test);
  const users = [...new Set([...train.keys(), ...test.keys()])];
  return {
    names: [...index.keys()],
    histories: users.map((user) => {
      const items = train.get(user) ?? [];
      return numbered(cut > 0 ? items.slice(0, -1) : items);
    }),
    chosen: users.map((user) => new Set(numbered(test.get(user) ?? []))),
    cut,
  };
}

/** How many training lines end in their own test item without its last digit; 0 when it is not most of them. */
function cutCopies(train: ReadonlyMap<number, number[]>, test: ReadonlyMap<number, number[]>): number {
  let cut = 0;
  for (const [user, [answer]] of test) {
    if (answer !== undefined && answer >= 10 && train.get(user)?.at(-1) === Math.floor(answer / 10)) cut++;
  }
  return cut > NO_ACCIDENT * test.size ? cut : 0;
}

function listOf(text: string): [number, number[]] {
  const [user, ...items] = text.trim().split(/\s+/);
  if (items.length === 0) throw new Error('a list must hold a user and at least one item');
  return [itemCell('user', user), items.map((item) => itemCell('item', item))];
}

function itemCell(name: string, cell: string | undefined): number {
  const value = wholeCell(name, cell);
  if (value < 0) throw new Error(`${name} must not be negative, but is ${cell}`);
  return value;
}

/** The names that the columns may have, in any order. */
const COLUMNS = {
  user: ['userid', 'user_id', 'user'],
  item: ['movieid', 'itemid', 'item_id', 'item'],
  rating: ['rating', 'score'],
  time: ['timestamp', 'time'],
} as const;

/**
 * One file of ratings with a header, split by time: each user's latest rating is what they chose, all earlier ones are
 * their history. Every rating counts as taken, whatever its value; of two at the same time the later line is the later.
 * A user with one rating has a history and no test.
 */
export async function readRatings(lines: LineReader, file: string): Promise<RankingData> {
  let places: Record<keyof typeof COLUMNS, number> = { user: 0, item: 1, rating: 2, time: 3 };
  const ratings = new Map<number, { item: number; time: number }[]>();
  const index = new Map<number, number>();
  const parse = (text: string) => {
    const cells = cellsOf(text, ',');
    numberCell('rating', cells[places.rating]);
    return {
      user: wholeCell('user', cells[places.user]),
      item: wholeCell('item', cells[places.item]),
      time: numberCell('timestamp', cells[places.time]),
    };
  };
  for await (const { user, item: name, time } of lines.read(file, parse, (header) => {
    places = placesIn(header);
  })) {
    const item = index.get(name) ?? index.set(name, index.size).size - 1;
    const own = ratings.get(user);
    if (own) own.push({ item, time });
    else ratings.set(user, [{ item, time }]);
  }
  if (ratings.size === 0) throw new EvaluationError(`${file} holds no rating.`);
  const ordered = [...ratings.values()].map((own) => own.sort((a, b) => a.time - b.time).map(({ item }) => item));
  return {
    names: [...index.keys()],
    histories: ordered.map((items) => {
      const last = items.at(-1);
      return items.length < 2 ? items : items.slice(0, -1).filter((item) => item !== last);
    }),
    chosen: ordered.map((items) => new Set(items.length < 2 ? [] : items.slice(-1))),
    cut: 0,
  };
}

function placesIn(header: string): Record<keyof typeof COLUMNS, number> {
  const names = cellsOf(header, ',').map((name) => name.toLowerCase());
  const place = (column: keyof typeof COLUMNS): number => {
    const found = names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
    if (found < 0) throw new Error(`the header must name a column ${COLUMNS[column].join(' or ')}, but is "${header}"`);
    return found;
  };
  return { user: place('user'), item: place('item'), rating: place('rating'), time: place('time') };
}
