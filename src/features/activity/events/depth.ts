/** No statement or event that means something is deeper than this. */
const DEEPEST = 40;

/** Whether a JSON value nests deeper than anything that we read: found out without descending into it. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

export const TOO_DEEP = { where: 'body', rule: 'it nests deeper than 40 levels' } as const;
