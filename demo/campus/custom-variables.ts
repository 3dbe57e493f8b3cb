import { fullName } from './people.js';
import type { Course, Link, Person } from './state.js';
import type { Switches } from './switches.js';

export interface VariableSources {
  readonly person: Person;
  readonly course: Course;
  readonly link?: Link | undefined;
  readonly switches: Switches;
}

/**
 * Replaces values that are a known variable, as Moodle and Canvas do. A variable that is unknown, has no value here,
 * or would give away a name while names are off goes out as it is written.
 */
export function substituteVariables(
  custom: Readonly<Record<string, string>>,
  sources: VariableSources,
): Record<string, string> {
  const values = variableValues(sources);
  return Object.fromEntries(Object.entries(custom).map(([name, value]) => [name, values.get(value) ?? value]));
}

function variableValues({ person, course, link, switches }: VariableSources): Map<string, string> {
  const values = new Map([
    ['$User.id', person.sub],
    ['$Context.id', course.id],
    ['$Context.title', course.title],
    ['$Context.label', course.label],
    ['$CourseSection.title', course.title],
    ['$Context.id.history', historyOf(course)],
  ]);
  if (link) addLinkValues(values, link);
  if (switches.names) addNames(values, person);
  if (switches.flavour === 'canvas') addCanvasValues(values, person, course, link);
  return values;
}

/** URL-encoded ids, the newest first. */
function historyOf({ history }: Pick<Course | Link, 'history'>): string {
  return history.map(encodeURIComponent).join(',');
}

function addLinkValues(values: Map<string, string>, link: Link): void {
  values.set('$ResourceLink.id', link.id);
  values.set('$ResourceLink.title', link.title);
  values.set('$ResourceLink.description', link.text);
  values.set('$ResourceLink.id.history', historyOf(link));
  if (link.availableFrom !== null) values.set('$ResourceLink.available.startDateTime', link.availableFrom);
  if (link.dueAt !== null) values.set('$ResourceLink.submission.endDateTime', link.dueAt);
}

function addNames(values: Map<string, string>, person: Person): void {
  values.set('$Person.name.full', fullName(person));
  values.set('$Person.name.given', person.givenName);
  values.set('$Person.name.family', person.familyName);
  values.set('$Person.email.primary', person.email);
  values.set('$User.username', person.email);
}

function addCanvasValues(values: Map<string, string>, person: Person, course: Course, link: Link | undefined): void {
  values.set('$Canvas.user.id', String(person.number));
  values.set('$Canvas.course.id', course.id);
  if (link) values.set('$Canvas.assignment.id', link.id);
  if (link) values.set('$Canvas.assignment.title', link.title);
  if (link?.dueAt) values.set('$Canvas.assignment.dueAt.iso8601', link.dueAt);
}
