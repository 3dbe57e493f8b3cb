import type { ProfileDocument } from './model.js';
import type { Projection, RecentAnswer, Review, SkillLevel } from './projection.js';

/**
 * Histories as bytes. A profile has some seventy points of history for each skill; as documents they are most of its size,
 * and MongoDB, the driver and the disk pay for each field name of each point at each fact. Numbers keep all their bits.
 * Whoever reads a profile through this feature sees lists; those of a level are made when somebody looks at them, since
 * most facts touch one skill of many.
 */

/** As the driver takes bytes, and as it gives them back. */
type Bytes = Uint8Array | { readonly buffer: Uint8Array };

/** How one point is written: its length in bytes, and both ways. */
interface Layout<T> {
  readonly bytes: number;
  write(view: DataView, at: number, point: T): void;
  read(view: DataView, at: number): T;
}

/** Where the question of an answer is not known, its place holds no numbers. */
const RECENT: Layout<RecentAnswer> = {
  bytes: 41,
  write(view, at, point) {
    view.setFloat64(at, point.at.getTime(), true);
    view.setFloat64(at + 8, point.seconds, true);
    view.setFloat64(at + 16, point.weight, true);
    view.setUint8(at + 24, point.correct ? 1 : 0);
    view.setFloat64(at + 25, point.item.discrimination, true);
    view.setFloat64(at + 33, point.item.difficulty, true);
  },
  read: (view, at) => ({
    at: new Date(view.getFloat64(at, true)),
    correct: view.getUint8(at + 24) === 1,
    seconds: view.getFloat64(at + 8, true),
    weight: view.getFloat64(at + 16, true),
    item: { discrimination: view.getFloat64(at + 25, true), difficulty: view.getFloat64(at + 33, true) },
  }),
};

const REVIEW: Layout<Review> = {
  bytes: 9,
  write(view, at, point) {
    view.setFloat64(at, point.at.getTime(), true);
    view.setUint8(at + 8, point.rating);
  },
  read: (view, at) => ({
    at: new Date(view.getFloat64(at, true)),
    rating: view.getUint8(at + 8) as Review['rating'],
  }),
};

const DAY_MS = 86_400_000;
/** Days as texts: a profile names the same few hundred times, and to write one out costs more than all else of a point. */
const days = new Map<number, string>();
const DAYS = 5_000;

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= DAYS) days.clear();
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  days.set(day, text);
  return text;
}

const POINT: Layout<{ day: string; known: number }> = {
  bytes: 12,
  write(view, at, { day, known }) {
    view.setInt32(at, Date.parse(day) / DAY_MS, true);
    view.setFloat64(at + 4, known, true);
  },
  read: (view, at) => ({
    day: dayText(view.getInt32(at, true)),
    known: view.getFloat64(at + 4, true),
  }),
};

function pack<T>(points: readonly T[], { bytes, write }: Layout<T>): Buffer {
  const buffer = Buffer.alloc(points.length * bytes);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  for (const [index, point] of points.entries()) write(view, index * bytes, point);
  return buffer;
}

/** Lists are what was stored before histories were packed; nothing is nothing. */
function unpack<T>(stored: T[] | Bytes | undefined, { bytes, read }: Layout<T>): T[] {
  if (stored === undefined) return [];
  if (Array.isArray(stored)) return stored;
  const { buffer, byteOffset, byteLength } = stored instanceof Uint8Array ? stored : stored.buffer;
  const view = new DataView(buffer, byteOffset, byteLength);
  return Array.from({ length: Math.floor(byteLength / bytes) }, (_, index) => read(view, index * bytes));
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/**
 * What a level or a history that was read looks like in the store. Facts replace what they change, so what is still here
 * is unchanged: it need not be packed again, nor written.
 */
const inStore = new WeakMap<object, object>();

function storedOf<T extends object>(value: T, pack: (value: T) => object): object {
  const known = inStore.get(value);
  if (known) return known;
  const stored = pack(value);
  inStore.set(value, stored);
  return stored;
}

function remembered<T extends object>(value: T, stored: object): T {
  inStore.set(value, stored);
  return value;
}

/** A profile as it is stored. What two profiles share is the same object in both. */
export function packed(profile: ProfileDocument): ProfileDocument {
  const { current_levels, trajectories, ...skills } = profile.skill_profile;
  const stored = {
    ...skills,
    current_levels: mapValues(current_levels, (level) => storedOf(level, packedLevel)),
    trajectories: mapValues(trajectories, (points) => storedOf(points, (list) => pack(list, POINT))),
  };
  return { ...profile, skill_profile: stored as unknown as Projection['skill_profile'] };
}

const packedLevel = (level: SkillLevel): object => ({
  ...level,
  recent: pack(level.recent, RECENT),
  reviews: pack(level.reviews, REVIEW),
});

/**
 * The skills of a stored profile with their histories as lists; one that has nothing but lists is given back as it is.
 * Many have both, since a fact packs only the histories that it changes.
 */
export function unpacked(stored: Projection['skill_profile']): Projection['skill_profile'] {
  const { current_levels: levels = {}, trajectories = {} } = stored;
  if (!Object.values(levels).some(hasBytes) && !Object.values(trajectories).some(isBytes)) return stored;
  return {
    ...stored,
    current_levels: mapValues(levels, (level) => remembered(levelFrom(level), level)),
    trajectories: mapValues(trajectories, (points) => remembered(unpack(points, POINT), points)),
  };
}

/** A profile of an older version may lack a history. */
const isBytes = (stored: object | undefined): boolean => stored !== undefined && !Array.isArray(stored);

const hasBytes = ({ recent, reviews }: SkillLevel): boolean => isBytes(recent) || isBytes(reviews);

function levelFrom(stored: SkillLevel): SkillLevel {
  let recent: RecentAnswer[] | undefined;
  let reviews: Review[] | undefined;
  return {
    ...stored,
    get recent() {
      recent ??= unpack(stored.recent, RECENT);
      return recent;
    },
    get reviews() {
      reviews ??= unpack(stored.reviews, REVIEW);
      return reviews;
    },
  };
}
