import { Course } from '../../src/features/catalogue/schema.js';
import { nadia } from './coaches/nadia.js';
import { rex } from './coaches/rex.js';
import { tomas } from './coaches/tomas.js';
import { yuki } from './coaches/yuki.js';
import { lessonFigures } from './figures/index.js';
import { generate } from './generators/generator.js';
import { generators } from './generators/index.js';
import { fixedItems } from './items/index.js';
import { films, lessonOf } from './lessons.js';
import { skills } from './skills.js';

/** What can be chosen about the demo course. */
export interface PokerCourseOptions {
  /** The same seed gives the same course, byte for byte. */
  readonly seed?: string | number;
  /** Questions per generator and level; up to 24 are there for every one of them. */
  readonly variants?: number;
}

/**
 * The demo course: decisions under uncertainty, taught with poker hands. Everything in it is our own.
 *
 * @throws RangeError when `variants` is not a whole number above 0, or more than a generator can make
 */
export function pokerCourse({ seed = 'attune', variants = 8 }: PokerCourseOptions = {}): Course {
  if (!Number.isInteger(variants) || variants < 1) throw new RangeError('variants must be a whole number above 0');
  return Course.parse({
    id: 'before-the-river',
    title: 'Before the River: decisions under uncertainty, taught with poker hands',
    language: 'en',
    licence: 'Apache-2.0',
    skills,
    items: [...fixedItems, ...generators.flatMap((generator) => generate(generator, seed, variants))],
    lessons: skills.map(lessonOf),
    coaches: [nadia, tomas, yuki, rex],
    figures: lessonFigures,
    videos: films(),
  });
}
