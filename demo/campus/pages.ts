import { Router } from 'express';
import { z } from 'zod';
import { isActive, mayEnter } from './directory.js';
import { cellsOf, gradebookOf } from './gradebook.js';
import { waysIn } from './guide.js';
import { fullName } from './people.js';
import { readableNumber, readableTime, showMessage } from './rendering.js';
import { visitor } from './session.js';
import type { Settings } from './settings.js';
import type { CampusState, Course, Grade, LineItem, Link, Person } from './state.js';
import { activityVisit, courseVisit, kindName, staffVisit, type Visit } from './visits.js';

export interface PageParts {
  readonly settings: Settings;
  readonly state: CampusState;
}

/** The pages that people look at; what they send is in page-forms. */
export function pageRoutes({ settings, state }: PageParts): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const person = visitor(request, state);
    const courses = person ? state.courses.filter((course) => mayEnter(course, person)) : [];
    const title = person ? 'Your courses' : 'Welcome';
    const cards = courses.map((course) => courseCard(state, course));
    response.render('home', { title, courses: cards, guide: waysIn(state) });
  });
  router.get(
    '/courses/:courseId',
    courseVisit(state, (visit, request, response) => {
      response.render('course', { ...courseFrame(visit, 'course'), ...coursePage(state, visit, request.query) });
    }),
  );
  router.get('/courses/:courseId/returned', (request, response) => {
    const said = returnQuery.safeParse(request.query).data;
    const text = said?.lti_errormsg ?? said?.lti_msg ?? 'You can go on in the course.';
    showMessage(response, 200, 'Back from the activity', text);
  });
  router.get(
    '/courses/:courseId/people',
    courseVisit(state, (visit, _request, response) => {
      response.render('people', { ...courseFrame(visit, 'people'), people: peoplePage(state, visit.course) });
    }),
  );
  router.get(
    '/courses/:courseId/grades',
    courseVisit(state, (visit, request, response) => {
      if (!visit.staff) response.render('my-grades', { ...courseFrame(visit, 'grades'), ...myGrades(state, visit) });
      else
        response.render('gradebook', {
          ...courseFrame(visit, 'grades'),
          ...gradebookPage(state, visit, request.query),
        });
    }),
  );
  router.get(
    '/courses/:courseId/add',
    staffVisit(state, (visit, request, response) => {
      const asked = sectionQuery.safeParse(request.query).data?.section;
      const section = visit.course.sections.find(({ id }) => id === asked) ?? visit.course.sections[0];
      response.render('add-activity', {
        ...courseFrame(visit, 'course'),
        ...toolFrame(settings, state),
        section,
        launchUrl: settings.tool.launchUrl,
      });
    }),
  );
  router.get(
    '/activities/:linkId',
    activityVisit(state, 'member', (visit, _request, response) => {
      const { link } = visit;
      response.render('activity', {
        ...courseFrame(visit, 'course'),
        ...toolFrame(settings, state),
        link,
        inWindow: link.openIn === 'window',
        due: link.dueAt && readableTime(link.dueAt),
      });
    }),
  );
  router.get(
    '/activities/:linkId/settings',
    activityVisit(state, 'staff', (visit, _request, response) => {
      response.render('activity-settings', { ...courseFrame(visit, 'course'), ...settingsPage(state, visit.link) });
    }),
  );
  router.get('/campus/storage', (_request, response) => {
    response.render('storage', { layout: 'bare', title: 'Platform storage', ...toolFrame(settings, state) });
  });
  return router;
}

const returnQuery = z.object({ lti_msg: z.string().optional(), lti_errormsg: z.string().optional() });
const sectionQuery = z.object({ section: z.string().optional() });
const addedQuery = z.object({ added: z.coerce.number().int().min(0).optional() });
const editQuery = z.object({ person: z.string().optional(), item: z.string().optional() });

/** Title, navigation and permissions that every page of a course shows. */
function courseFrame({ course, staff }: Visit, page: 'course' | 'grades' | 'people') {
  const tabs = [
    { name: 'Course', href: `/courses/${course.id}`, current: page === 'course' },
    { name: 'Grades', href: `/courses/${course.id}/grades`, current: page === 'grades' },
    { name: 'People', href: `/courses/${course.id}/people`, current: page === 'people' },
  ];
  return { title: course.title, course, staff, tabs };
}

/** What the page around the tool's frame needs to answer its storage messages. */
function toolFrame({ tool }: Settings, { switches }: CampusState) {
  const storage = switches.platformStorage ? switches.storageFrame : 'off';
  return { toolOrigin: tool.origin, storage, besideFrame: storage === 'campus_storage' };
}

function courseCard(state: CampusState, course: Course) {
  const teachers = state.people.filter((person) => person.kind === 'instructor' && isActive(course, person));
  return { ...course, taughtBy: teachers.map(fullName).join(', ') };
}

function coursePage(state: CampusState, { course, person }: Visit, query: unknown) {
  const added = addedQuery.safeParse(query).data?.added;
  const sections = course.sections.map((section) => ({
    ...section,
    activities: state.links
      .filter((link) => link.courseId === course.id && link.sectionId === section.id)
      .map((link) => activityEntry(state, link, person)),
  }));
  const notice = { 0: 'Nothing was added.', 1: 'The activity was added.' }[added ?? -1];
  return { sections, notice: notice ?? (added === undefined ? undefined : `${added} activities were added.`) };
}

function activityEntry(state: CampusState, link: Link, person: Person) {
  const items = state.lineItems.filter(({ linkId }) => linkId === link.id);
  const [cell] = cellsOf(state, items, person);
  return {
    ...link,
    due: link.dueAt && readableTime(link.dueAt),
    graded: items.length > 0,
    grade: person.kind === 'student' && cell?.grade ? gradeText(cell.grade, cell.item) : undefined,
  };
}

function peoplePage(state: CampusState, course: Course) {
  const order = ['instructor', 'assistant', 'designer', 'mentor', 'student'];
  return state.people
    .filter((person) => order.includes(person.kind) && isActive(course, person))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.familyName.localeCompare(b.familyName))
    .map((person) => ({ id: person.id, name: fullName(person), locale: person.locale, kind: kindName(person) }));
}

function gradeText(grade: Grade, item: LineItem): string | undefined {
  return grade.score === null ? undefined : `${readableNumber(grade.score)} / ${readableNumber(item.scoreMaximum)}`;
}

function gradeEntry(item: LineItem, grade: Grade | null) {
  return {
    item,
    score: grade ? gradeText(grade, item) : undefined,
    updated: grade && readableTime(grade.updatedAt),
    comment: grade?.comment,
    byTeacher: grade?.by === 'teacher',
    pending: grade !== null && grade.score === null,
  };
}

function myGrades(state: CampusState, { course, person }: Visit) {
  const items = state.lineItems.filter(({ courseId }) => courseId === course.id);
  return { entries: cellsOf(state, items, person).map(({ item, grade }) => gradeEntry(item, grade)) };
}

function gradebookPage(state: CampusState, { course }: Visit, query: unknown) {
  const { items, rows } = gradebookOf(state, course);
  const chosen = editQuery.safeParse(query).data;
  return {
    items,
    rows: rows.map(({ person, cells }) => ({
      id: person.id,
      name: fullName(person),
      locale: person.locale,
      cells: cells.map(({ item, grade }) => ({
        ...gradeEntry(item, grade),
        personId: person.id,
        name: fullName(person),
      })),
    })),
    choices: {
      people: rows.map(({ person }) => ({
        id: person.id,
        name: fullName(person),
        selected: person.id === chosen?.person,
      })),
      items: items.map((item) => ({ ...item, selected: item.id === chosen?.item })),
    },
  };
}

function settingsPage(state: CampusState, link: Link) {
  const item = state.lineItems.find(({ linkId }) => linkId === link.id);
  return {
    link,
    custom: Object.entries(link.custom)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    // A datetime-local field takes minutes and no zone; the campus works in UTC.
    dueField: link.dueAt ? new Date(link.dueAt).toISOString().slice(0, 16) : '',
    inWindow: link.openIn === 'window',
    points: item?.scoreMaximum,
  };
}
