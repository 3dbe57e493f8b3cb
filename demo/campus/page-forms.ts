import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { addLineItem, addLink, copyCourse, removeLineItem, removeLink } from './authoring.js';
import { gradableStudents, lineItemOf, presentPerson } from './directory.js';
import { showMessage } from './rendering.js';
import { gradeByHand } from './scores.js';
import { whyNot } from './service-calls.js';
import { setVisitor } from './session.js';
import type { Settings } from './settings.js';
import type { CampusState, Link } from './state.js';
import { activityVisit, staffVisit } from './visits.js';

export interface FormParts {
  readonly settings: Settings;
  readonly state: CampusState;
  readonly clock: () => Date;
  readonly save: () => void;
}

/** Refuses forms that another site made a visitor send. */
export function sameOriginForms(origin: string): RequestHandler {
  return (request, response, next) => {
    const from = request.headers.origin;
    if (request.method === 'GET' || from === undefined || from === origin) next();
    else showMessage(response, 403, 'Not sent from here', 'This form came from another site.');
  };
}

/** What the pages send. */
export function formRoutes(parts: FormParts): Router {
  const { state, save } = parts;
  const router = Router();
  router.post('/campus/enter', (request, response) => {
    const form = enterSchema.safeParse(request.body);
    const person = presentPerson(state, form.data?.person);
    if (!form.success || !person) {
      showMessage(response, 400, 'Nobody of that name', 'Choose one of the people in the bar at the top.');
      return;
    }
    setVisitor(response, person);
    response.redirect(303, form.data.here);
  });
  router.post('/courses/:courseId/add', addByHand(parts));
  router.post(
    '/courses/:courseId/copy',
    staffVisit(state, ({ course }, _request, response) => {
      const copy = copyCourse(state, course, `${course.title} (copy)`);
      save();
      response.redirect(303, `/courses/${copy.id}`);
    }),
  );
  router.post('/activities/:linkId/settings', changeActivity(parts));
  router.post(
    '/activities/:linkId/delete',
    activityVisit(state, 'staff', ({ link }, _request, response) => {
      removeLink(state, link);
      save();
      response.redirect(303, `/courses/${link.courseId}`);
    }),
  );
  router.post('/courses/:courseId/grades', changeGrade(parts));
  return router;
}

const enterSchema = z.object({
  person: z.string(),
  // A path of this campus: one slash first, so that it can never name another host.
  here: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch('/'),
});

/** Lines of `name=value`, as Moodle and Canvas have them. */
const customSchema = z.string().transform((text, context) => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const entries = lines.map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  if (lines.some((line) => line.trim().indexOf('=') < 1)) {
    context.addIssue({ code: 'custom', message: 'each line must be name=value' });
    return z.NEVER;
  }
  return Object.fromEntries(entries);
});

const activitySchema = z.object({
  title: z.string().trim().min(1).max(255),
  text: z.string().trim().max(4000).default(''),
  url: z.url(),
  custom: customSchema,
  openIn: z.enum(['iframe', 'window']).default('iframe'),
  /** Empty for an activity without a grade. */
  points: z.union([z.literal('').transform(() => undefined), z.coerce.number().positive()]).optional(),
  due: z.union([z.literal('').transform(() => null), z.iso.datetime({ local: true })]).default(null),
});

/** The form of an activity, with the moment it is due in UTC. */
function readActivity(body: unknown, settings: Settings) {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) return { why: whyNot(parsed.error) };
  if (new URL(parsed.data.url).origin !== settings.tool.origin)
    return { why: 'url: this is not an address of the tool' };
  const { due, ...fields } = parsed.data;
  return { ...fields, dueAt: due === null ? null : new Date(`${due}Z`).toISOString() };
}

function addByHand({ state, settings, save }: FormParts): RequestHandler {
  const sectionSchema = z.object({ section: z.string().optional() });
  return staffVisit(state, ({ course }, request, response) => {
    const form = readActivity(request.body, settings);
    if ('why' in form) {
      showMessage(response, 400, 'This activity cannot be added', form.why);
      return;
    }
    const { points, dueAt, ...fields } = form;
    const link = addLink(state, {
      ...fields,
      courseId: course.id,
      sectionId: sectionSchema.safeParse(request.body).data?.section,
      dueAt: dueAt ?? undefined,
      lineItem: points === undefined ? undefined : { label: fields.title, scoreMaximum: points },
    });
    save();
    response.redirect(303, `/activities/${link.id}`);
  });
}

function changeActivity({ state, settings, save }: FormParts): RequestHandler {
  return activityVisit(state, 'staff', ({ link }, request, response) => {
    const form = readActivity(request.body, settings);
    if ('why' in form) {
      showMessage(response, 400, 'These settings cannot be kept', form.why);
      return;
    }
    const { points, ...fields } = form;
    Object.assign(link, fields);
    setPoints(state, link, points);
    save();
    response.redirect(303, `/activities/${link.id}`);
  });
}

/** Makes, rescales or removes the gradebook column that belongs to the activity. */
function setPoints(state: CampusState, link: Link, points: number | undefined): void {
  const item = state.lineItems.find(({ linkId }) => linkId === link.id);
  if (item && points === undefined) removeLineItem(state, item);
  if (points === undefined) return;
  if (!item) {
    const seed = { courseId: link.courseId, linkId: link.id, coupled: true };
    addLineItem(state, { ...seed, label: link.title, scoreMaximum: points });
    return;
  }
  for (const grade of state.grades.filter(({ itemId }) => itemId === item.id)) {
    if (grade.score !== null) grade.score = (grade.score / item.scoreMaximum) * points;
  }
  item.scoreMaximum = points;
}

const gradeSchema = z.object({
  person: z.string(),
  item: z.string(),
  score: z.coerce.number().min(0),
  comment: z.string().trim().max(2000).default(''),
});

function changeGrade(parts: FormParts): RequestHandler {
  return staffVisit(parts.state, ({ course }, request, response) => {
    const form = gradeSchema.safeParse(request.body);
    const item = lineItemOf(parts.state, course.id, form.data?.item);
    const person = gradableStudents(parts.state, course).find(({ id }) => id === form.data?.person);
    if (!form.success || !item || !person || form.data.score > item.scoreMaximum) {
      showMessage(
        response,
        400,
        'This grade cannot be kept',
        'Choose a student, a column, and a grade within its maximum.',
      );
      return;
    }
    gradeByHand(parts, { item, person, score: form.data.score, comment: form.data.comment || null });
    response.redirect(303, `/courses/${course.id}/grades`);
  });
}
