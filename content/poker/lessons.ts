import { readFileSync } from 'node:fs';
import type { Lesson, Skill } from '../../src/features/catalogue/schema.js';

/** Words a minute at which somebody reads a text with formulas and works through its example. */
const READING_PACE = 70;

/**
 * The lesson of a skill, from `lessons/<skill>.md`. Its first line is the title.
 *
 * @throws Error when the file is missing or does not start with a title
 */
export function lessonOf({ id }: Skill): Lesson {
  const text = readFileSync(new URL(`./lessons/${id}.md`, import.meta.url), 'utf8');
  const [, title, body] = /^# (.+)\n([\s\S]+)$/.exec(text) ?? [];
  if (title === undefined || body === undefined) throw new Error(`lessons/${id}.md does not start with a title`);
  const words = body.trim().split(/\s+/).length;
  return {
    id: `lesson.${id}`,
    title,
    skills: [id],
    minutes: Math.ceil(words / READING_PACE),
    bodyMarkdown: body.trim(),
  };
}
