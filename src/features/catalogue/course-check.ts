import { checkFigures, textsOf } from './check/check-figures.js';
import { checkKey } from './check/check-key.js';
import { checkLines } from './check/check-lines.js';
import { checkPrerequisites } from './check/check-prerequisites.js';
import { checkVideos } from './check/check-videos.js';
import { duplicates, type Problem } from './check/problem.js';
import { LONGEST_TEXT } from './render-text.js';
import type { Course, Item, Step } from './schema.js';

/**
 * What a schema cannot see: ids used twice, references that lead nowhere, keys that name no option or leave one out,
 * prerequisites in a circle, figures and videos that are missing or not what they say, captions that no player reads.
 *
 * @returns nothing when the course can be played
 */
export function checkCourse(course: Course): Problem[] {
  const { skills, items, lessons, coaches, figures } = course;
  const known = new Set(skills.map(({ id }) => id));
  return [
    ...duplicates(ids(skills), 'skills', 'course'),
    ...duplicates(ids(items), 'items', 'course'),
    ...duplicates(ids(lessons), 'lessons', 'course'),
    ...duplicates(ids(coaches), 'coaches', 'course'),
    ...duplicates(
      figures.map(({ name }) => name),
      'figures',
      'course',
    ),
    ...checkPrerequisites(skills),
    ...items.flatMap((item) => checkItem(item, known)),
    ...lessons.flatMap((lesson) => unknownSkills(lesson.skills, known, `lesson ${lesson.id}`)),
    ...coaches.flatMap((coach) => unknownSkills(coach.topics, known, `coach ${coach.id}`)),
    ...coaches.flatMap(checkLines),
    ...tooLong(
      lessons.flatMap(({ id, bodyMarkdown, media }) =>
        [bodyMarkdown, media?.transcriptMarkdown ?? ''].map((text) => ({ where: `lesson ${id}`, text })),
      ),
    ),
    ...checkFigures(course),
    ...checkVideos(course),
  ];
}

const ids = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);

function checkItem(item: Item, known: ReadonlySet<string>): Problem[] {
  const where = `item ${item.id}`;
  return [
    ...duplicates(ids(item.steps), 'steps', where),
    ...item.steps.flatMap((step) => checkStep(step, known, `${where}, step ${step.id}`)),
    ...tooLong(textsOf(item).map((text) => ({ where, text }))),
  ];
}

function checkStep(step: Step, known: ReadonlySet<string>, where: string): Problem[] {
  return [
    ...duplicates(step.skills, 'skills', where),
    ...unknownSkills(step.skills, known, where),
    ...checkKey(step.answer, where),
    ...duplicates(ids(step.hints), 'hints', where),
    ...step.hints.flatMap(({ id, ask }) => (ask ? checkKey(ask.answer, `${where}, hint ${id}`) : [])),
  ];
}

function unknownSkills(skills: readonly string[], known: ReadonlySet<string>, where: string): Problem[] {
  return skills
    .filter((skill) => !known.has(skill))
    .map((skill) => ({ code: 'unknown-skill', where, message: `The skill "${skill}" does not exist.` }));
}

function tooLong(texts: readonly { where: string; text: string }[]): Problem[] {
  return texts
    .filter(({ text }) => text.length > LONGEST_TEXT)
    .map(({ where }) => ({ code: 'too-long', where, message: `A text has more than ${LONGEST_TEXT} characters.` }));
}
