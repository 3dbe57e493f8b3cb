import { createHash } from 'node:crypto';

/** How many givers of ids each test file has asked for. */
const given = new Map<string, number>();

/**
 * Gives ids that look random and are the same at every run of a test file. Draws take ids for their seeds, so a test
 * finds today what it found yesterday.
 */
export function repeatableIds(): () => string {
  const file = callingTest();
  const giver = (given.get(file) ?? 0) + 1;
  given.set(file, giver);
  let count = 0;
  return () => {
    count += 1;
    return uuidOf(`${file} ${giver} ${count}`);
  };
}

/** The test file that this was called for, on whatever detour. */
function callingTest(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error('where from');
  Error.stackTraceLimit = usual;
  return /test\/(\S+?\.test\.ts)/.exec(stack)?.[1] ?? 'elsewhere';
}

/** A UUID (version 8 of RFC 9562, section 5.8: of one's own making) that a text names. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
