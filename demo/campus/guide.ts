import { fullName } from './people.js';
import type { CampusState, Person } from './state.js';

/** A way in for somebody who has never been here: whom to be, and what to try. */
export interface WayIn {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly person: string;
  readonly name: string;
  /** The page to begin at. */
  readonly here: string;
}

const WAYS = [
  {
    label: 'A student',
    title: 'New in the course',
    text: 'Open an activity, answer a few questions, open a hint. Then look at “Grades”.',
    find: ({ kind, id }: Person) => kind === 'student' && !id.startsWith('student-'),
  },
  {
    label: 'A student',
    title: 'Here for four weeks',
    text: 'Open “What next for you” and ask why each suggestion is there.',
    find: ({ id }: Person) => id.startsWith('student-'),
  },
  {
    label: 'A teacher',
    title: 'Teaching the course',
    text: 'Open an activity to see where everyone stands, and preview it as a student. “Add activity” places a new one.',
    find: ({ kind }: Person) => kind === 'instructor',
  },
] as const;

/** The first course seen by a new student, by one with a history, and by its teacher; nothing in a campus without them. */
export function waysIn({ people, courses: [course] }: CampusState): WayIn[] {
  if (!course) return [];
  return WAYS.flatMap(({ find, ...way }) => {
    const person = people.find(find);
    return person ? [{ ...way, person: person.id, name: fullName(person), here: `/courses/${course.id}` }] : [];
  });
}
