import { z } from 'zod';
import { AppError } from './errors.js';

const MOST = 200;

/** What a list is asked with: where to go on, and how many at most. */
export const PageQuery = z.object({
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(MOST).default(50).describe('How many at most.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the page after this one; null on the last.'),
  });

/** A place in a list as a text that only we read. */
export const cursorOf = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws AppError `not-found` when the cursor is none of ours */
export function placeOf<T extends z.ZodType>(cursor: string | undefined, schema: T): z.infer<T> | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('not-found', 'errors.bad-cursor', { cause });
  }
}
