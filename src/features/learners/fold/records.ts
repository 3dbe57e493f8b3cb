/** The value of a key that was put there; what every object inherits (`constructor`, `toString`) is none. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Sets a key, whatever it is called: a plain assignment to `__proto__` would set no key at all. */
export function put<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  } else record[key] = value;
}

/** As `put`, in a record of at most `most` keys: the one with the lowest rank gives way, the first of equals. */
export function putAmong<T>(
  record: Record<string, T>,
  key: string,
  value: T,
  { most, rank }: { most: number; rank: (value: T) => number },
): void {
  const known = Object.hasOwn(record, key);
  put(record, key, value);
  if (known) return;
  const keys = Object.keys(record);
  if (keys.length <= most) return;
  let [lowest, at] = [Number.POSITIVE_INFINITY, key];
  for (const each of keys) {
    const place = each === key ? Number.POSITIVE_INFINITY : rank(record[each] as T);
    if (place < lowest) [lowest, at] = [place, each];
  }
  delete record[at];
}

/** A list in order of time with one more in its place; of equals the newcomer is last. */
export function insertByTime<T extends { readonly at: Date }>(list: readonly T[], added: T): T[] {
  const time = added.at.getTime();
  const after = list.findLastIndex(({ at }) => at.getTime() <= time);
  if (after === list.length - 1) return [...list, added];
  return [...list.slice(0, after + 1), added, ...list.slice(after + 1)];
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** As `dayOf`, for comparing: it costs a hundredth. */
export const dayNumber = (at: Date): number => Math.floor(at.getTime() / 86_400_000);

export const latest = (a: Date | null, b: Date): Date => (a !== null && a > b ? a : b);
