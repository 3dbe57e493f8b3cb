/** How far below the top of a document a change is told by its path; what lies deeper is told whole. */
const DEPTH = 3;

/**
 * What has to be set in a stored document to make it another one: paths with their new values. What both share by
 * reference is taken to be unchanged, so a large document of which little has changed is compared in microseconds. A
 * record that has gained or lost keys is told whole: so its keys keep their order too.
 *
 * @param before  the document as it is stored
 * @param after   the same fields at the top, or more
 */
export function deltaOf(before: object, after: object): Record<string, unknown> {
  const set: Record<string, unknown> = {};
  collect(before, after, '', DEPTH, set);
  return set;
}

function collect(before: object, after: object, path: string, depth: number, set: Record<string, unknown>): void {
  const old = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    const was = old.get(key);
    if (Object.is(was, value) && old.has(key)) continue;
    if (depth > 1 && isRecord(was) && isRecord(value) && haveSameKeys(was, value)) {
      collect(was, value, `${path}${key}.`, depth - 1, set);
    } else set[`${path}${key}`] = value;
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The same keys in the same order, and none that would mean something else in a path. */
function haveSameKeys(a: object, b: object): boolean {
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key, index) => key === others[index] && isPlain(key));
}

const isPlain = (key: string): boolean => key !== '' && !key.includes('.') && !key.startsWith('$');
