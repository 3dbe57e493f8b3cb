import type { Request, RequestHandler, Response } from 'express';
import { courseById, isStaff, linkById, mayEnter } from './directory.js';
import { fullName } from './people.js';
import { visitor } from './session.js';
import type { CampusState, Course, Link, Person } from './state.js';

/** Somebody looking at a course. */
export interface Visit {
  readonly person: Person;
  readonly course: Course;
  readonly staff: boolean;
}

/** Fills what every page shows: who one is, and whom one may become with one click. */
export function topBar(state: CampusState): RequestHandler {
  return (request, response, next) => {
    const person = visitor(request, state);
    response.locals.visitor = person && { name: fullName(person), kind: kindName(person) };
    response.locals.quickEntries = quickEntries(state).map((entry) => ({
      id: entry.id,
      label: entry.kind === 'student' ? `${entry.givenName} (student)` : kindName(entry),
      current: entry.id === person?.id,
    }));
    response.locals.here = request.method === 'GET' ? request.originalUrl : '/';
    next();
  };
}

/** Two students, an instructor, an administrator, and the test student when there is one. */
function quickEntries(state: CampusState): Person[] {
  const first = (kind: Person['kind'], count: number) =>
    state.people.filter((person) => person.kind === kind).slice(0, count);
  return [
    ...first('student', 2),
    ...first('instructor', 1),
    ...first('administrator', 1),
    ...(state.switches.testStudent ? first('test-student', 1) : []),
  ];
}

export function kindName(person: Person): string {
  const names = {
    student: 'Student',
    instructor: 'Instructor',
    assistant: 'Teaching assistant',
    designer: 'Course designer',
    mentor: 'Mentor',
    administrator: 'Administrator',
    'test-student': 'Test student',
  };
  return names[person.kind];
}

type VisitHandler = (visit: Visit, request: Request, response: Response) => void | Promise<void>;

/** A page of a course for its members; everybody else reads why not. */
export function courseVisit(state: CampusState, handle: VisitHandler): RequestHandler {
  return async (request, response) => {
    const visit = visitTo(state, request, String(request.params.courseId));
    if (visit) await handle(visit, request, response);
    else refuseVisit(response);
  };
}

/** A page of a course for those who teach in it. */
export function staffVisit(state: CampusState, handle: VisitHandler): RequestHandler {
  return courseVisit(state, async (visit, request, response) => {
    if (visit.staff) await handle(visit, request, response);
    else refuseVisit(response);
  });
}

type ActivityHandler = (visit: Visit & { link: Link }, request: Request, response: Response) => void | Promise<void>;

/** A page of one activity, for members or for staff only. */
export function activityVisit(state: CampusState, who: 'member' | 'staff', handle: ActivityHandler): RequestHandler {
  return async (request, response) => {
    const link = linkById(state, String(request.params.linkId));
    const visit = visitTo(state, request, link?.courseId);
    if (link && visit && (who === 'member' || visit.staff)) await handle({ ...visit, link }, request, response);
    else refuseVisit(response);
  };
}

function visitTo(state: CampusState, request: Request, courseId: string | undefined): Visit | undefined {
  const course = courseById(state, courseId);
  const person = visitor(request, state);
  if (!course || !person || !mayEnter(course, person)) return undefined;
  return { person, course, staff: isStaff(person) };
}

function refuseVisit(response: Response): void {
  response.status(403).render('refused', { title: 'Not for you as you are' });
}
