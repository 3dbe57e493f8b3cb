import type { CampusState, Course, LineItem, Link, Person } from './state.js';

/** Questions about the campus; every one gives undefined when there is no such thing. */
export function personById(state: CampusState, id: string | undefined): Person | undefined {
  return state.people.find((person) => person.id === id);
}

/** As personById, without the test student while there is none. */
export function presentPerson(state: CampusState, id: string | undefined): Person | undefined {
  const person = personById(state, id);
  return person?.kind === 'test-student' && !state.switches.testStudent ? undefined : person;
}

export function personBySub(state: CampusState, sub: string): Person | undefined {
  return state.people.find((person) => person.sub === sub);
}

export function courseById(state: CampusState, id: string | undefined): Course | undefined {
  return state.courses.find((course) => course.id === id);
}

export function linkById(state: CampusState, id: string | undefined): Link | undefined {
  return state.links.find((link) => link.id === id);
}

export function lineItemOf(state: CampusState, courseId: string, itemId: string | undefined): LineItem | undefined {
  return state.lineItems.find((item) => item.courseId === courseId && item.id === itemId);
}

/** May teach here: sees the gradebook, adds activities, changes them. */
export function isStaff(person: Person): boolean {
  return ['instructor', 'assistant', 'designer', 'administrator'].includes(person.kind);
}

export function mayEnter(course: Course, person: Person): boolean {
  return person.kind === 'administrator' || isActive(course, person);
}

export function isActive(course: Course, person: Person): boolean {
  return course.enrolments.some(({ personId, status }) => personId === person.id && status === 'Active');
}

/** Students in the gradebook; the test student and everybody on the staff have no grades. */
export function gradableStudents(state: CampusState, course: Course): Person[] {
  return state.people
    .filter((person) => person.kind === 'student' && isActive(course, person))
    .sort((a, b) => a.familyName.localeCompare(b.familyName) || a.givenName.localeCompare(b.givenName));
}
