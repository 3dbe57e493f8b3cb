import { z } from 'zod';

/** A course is not copied more often than this in a row; newer ids come first. */
const MOST_FORMER = 50;

/** An id of a course or a link (LTI 1.3, sections 5.3.5 to 5.4). */
const LmsId = z
  .string()
  .max(255)
  .regex(/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/);

/**
 * The ids that a course or a link had where it was copied from, newest first, as `$Context.id.history` and
 * `$ResourceLink.id.history` give them: URL-encoded, with commas between (LTI 1.3 core, custom variables). What is no id
 * is left out.
 */
export function historyOf(text: string | undefined): string[] {
  const ids = (text ?? '').split(',').flatMap((part) => {
    const id = LmsId.safeParse(decoded(part.trim()));
    return id.success && !id.data.startsWith('$') ? [id.data] : [];
  });
  return [...new Set(ids)].slice(0, MOST_FORMER);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
