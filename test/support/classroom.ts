import assert from 'node:assert/strict';
import request from 'supertest';
import { rightFields, wrongFields } from '../../demo/learners/answer-fields.js';
import { type Course, type Item, type RawResponse, type Step, selectItem } from '../../src/features/catalogue/index.js';
import {
  type Arrival,
  type Arrived,
  type PlacementDocument,
  selectPlacement,
} from '../../src/features/courses/index.js';
import {
  type FactType,
  type LearnerDocument,
  listFacts,
  type ProfileDocument,
  selectLearner,
  selectProfile,
} from '../../src/features/learners/index.js';
import { type PracticeDependencies, type Student, selectOptionalGrade } from '../../src/features/practice/index.js';
import { type AttemptDocument, attemptCollection, type GradeDocument } from '../../src/features/practice/model.js';
import { sessionCookieName } from '../../src/lti/sessions/session-cookie.js';
import { startTestApp, TENANT, type TestApp } from './app.js';
import { testCourse } from './course.js';
import { repeatableIds } from './ids.js';

/** A page as a browser without JavaScript has it: its text, and the forms that can be sent. */
export interface Page {
  readonly status: number;
  readonly html: string;
  readonly forms: readonly Form[];
}

export interface Form {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** Every `name=value` that its radio buttons, boxes, lists and buttons offer, and the names of its text fields. */
  readonly offers: ReadonlySet<string>;
}

/** The whole program with one course of the LMS, a teacher who opened it, and pupils by name. */
export class Classroom {
  /** What was announced to the deliverers. */
  readonly announced: string[] = [];
  readonly deps: PracticeDependencies;

  private constructor(
    readonly app: TestApp,
    readonly catalogue: string,
    newId: () => string,
  ) {
    this.deps = {
      storage: app.app.storage,
      clock: app.clock,
      newId,
      announce: (entry) => void this.announced.push(entry),
    };
  }

  /** @param newId  gives the ids of decisions, which are the seeds of their draws */
  static async open({
    course = testCourse(),
    newId = repeatableIds(),
    env = {},
  }: {
    course?: Course;
    newId?: () => string;
    env?: Record<string, string>;
  } = {}): Promise<Classroom> {
    const app = await startTestApp({ course, env });
    const room = new Classroom(app, course.id, newId);
    await app.arrive({ sub: 'teacher', role: 'staff', name: 'Tia Teacher' });
    return room;
  }

  /** Somebody new in front of a link of their own with these settings. */
  async pupil(custom: Record<string, string> = {}, changes: Partial<Arrival> = {}): Promise<Pupil> {
    const id = this.deps.newId();
    const arrived = await this.app.arrive({
      sub: `pupil ${id}`,
      link: { id: `link ${id}`, title: 'Practice' },
      custom,
      ...changes,
    });
    return new Pupil(this, arrived, await this.app.signIn(arrived));
  }

  placement({ student }: Pupil): Promise<PlacementDocument> {
    return selectPlacement(this.app.scope, student.placementId);
  }

  learner({ student }: Pupil): Promise<LearnerDocument> {
    return selectLearner(this.app.scope, student.userId);
  }

  async outboxOf(grade: string): Promise<Record<string, unknown> | null> {
    const outbox = this.app.app.storage.connection.db?.collection<{ _id: string }>('outbox');
    return (await outbox?.findOne({ _id: `grade:${grade}` })) ?? null;
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

/** Somebody with a session, who opens pages and presses buttons. */
export class Actor {
  constructor(
    readonly room: Classroom,
    readonly base: string,
    readonly token: string,
  ) {}

  /** Opens a page by GET, with the cookie that the launch left. */
  async visit(path: string): Promise<Page> {
    const cookie = `${sessionCookieName(this.base.split('/')[2] ?? '')}=${this.token}`;
    const answer = await request(this.room.app.app.web)
      .get(`${this.base}/${path}`)
      .set({ Cookie: cookie, Accept: 'text/html' });
    return pageOf(answer.status, answer.text);
  }

  /** Sends fields to an address of this session, whatever the page offers. */
  async post(path: string, fields: RawResponse = {}): Promise<Page> {
    const body = new URLSearchParams({ session: this.token });
    for (const [name, value] of Object.entries(fields)) {
      body.delete(name);
      for (const each of [value].flat()) body.append(name, each);
    }
    const answer = await request(this.room.app.app.web)
      .post(`${this.base}/${path}`)
      .set('Accept', 'text/html')
      .type('form')
      .send(body.toString());
    return pageOf(answer.status, answer.text);
  }

  /** Presses the button of a form on this page: its hidden fields go along, and only what the form offers can be sent. */
  press(page: Page, name: string, fields: RawResponse = {}): Promise<Page> {
    const form = formOf(page, name);
    for (const [field, value] of Object.entries(fields)) {
      for (const each of [value].flat()) {
        assert.ok(form.offers.has(field) || form.offers.has(`${field}=${each}`), `the form offers no ${field}=${each}`);
      }
    }
    return this.post(form.action.slice(this.base.length + 1), { ...form.hidden, ...fields });
  }
}

export async function signInAs(
  room: Classroom,
  arrived: Arrived,
  role: 'learner' | 'staff' | 'observer' | 'guest',
  locale?: string,
) {
  const { token, base } = await room.app.signIn(arrived, role, locale);
  return new Actor(room, base, token);
}

/** A learner with a session, who can look into their own record. */
export class Pupil extends Actor {
  readonly student: Student;

  constructor(room: Classroom, arrived: Arrived, { token, base }: { token: string; base: string }) {
    super(room, base, token);
    const { userId, courseId, placementId, synthetic } = arrived;
    this.student = { tenant: TENANT, userId, courseId, placementId: placementId ?? '', synthetic, base };
  }

  /** The same learner by a new launch: another session. */
  async comeBack(): Promise<Pupil> {
    const { userId, courseId, placementId, synthetic } = this.student;
    const arrived = { userId, courseId, placementId, synthetic, landing: 'practice' };
    return new Pupil(this.room, arrived, await this.room.app.signIn(arrived));
  }

  override visit(path = 'practice'): Promise<Page> {
    return super.visit(path);
  }

  async attempt(): Promise<AttemptDocument> {
    const filter = { user_id: this.student.userId, placement_id: this.student.placementId };
    const found = await this.room.app.scope.collection(attemptCollection).findOne(filter, { sort: { number: -1 } });
    assert.ok(found, 'there is no round');
    return found;
  }

  /** The step on the screen, with what a right and a wrong answer to it look like as fields of the page. */
  async question(): Promise<{ item: Item; step: Step; right: RawResponse; wrong: RawResponse }> {
    const { current } = await this.attempt();
    assert.ok(current, 'there is no question');
    const { app, catalogue } = this.room;
    const item = await selectItem(app.scope, catalogue, current.item, { revision: current.revision });
    const step = item.steps[current.step];
    assert.ok(step);
    const seed = `${current.decision}:${step.id}`;
    const asFields = (fields: RawResponse) => (step.answer.kind === 'ordering' ? ranks(fields) : fields);
    return {
      item,
      step,
      right: asFields(rightFields(step.answer, seed)),
      wrong: asFields(wrongFields(step.answer, seed)),
    };
  }

  async facts(type?: FactType) {
    return listFacts(this.room.app.scope, this.student, type ? { type } : {});
  }

  profile(): Promise<ProfileDocument> {
    return selectProfile(this.room.app.scope, this.student);
  }

  grade(): Promise<GradeDocument | null> {
    return selectOptionalGrade(this.room.app.scope, this.student.placementId, this.student.userId);
  }

  /** The learner, as the LMS calls them. */
  async sub(): Promise<string> {
    return (await this.room.learner(this)).sub;
  }

  get gradeId(): string {
    return `${this.student.placementId}:${this.student.userId}`;
  }
}

export function formOf(page: Page, name: string): Form {
  const form = page.forms.find(({ action }) => action.endsWith(`/${name}`));
  assert.ok(form, `the page has no form "${name}"`);
  return form;
}

export const hasForm = (page: Page, name: string): boolean =>
  page.forms.some(({ action }) => action.endsWith(`/${name}`));

/** An order as the lists of ranks say it: `place.<place> = rank`. */
function ranks(fields: RawResponse): RawResponse {
  const places = [fields.answer ?? []].flat();
  return Object.fromEntries(places.map((place, index) => [`place.${place}`, String(index + 1)]));
}

function pageOf(status: number, html: string): Page {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const inputs = [...body.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
    const hidden = inputs.filter((tag) => attribute(tag, 'type') === 'hidden');
    const typed = inputs.filter((tag) => attribute(tag, 'type') === 'text').map((tag) => attribute(tag, 'name'));
    const ticked = inputs
      .filter((tag) => ['radio', 'checkbox'].includes(attribute(tag, 'type')))
      .map((tag) => `${attribute(tag, 'name')}=${attribute(tag, 'value')}`);
    const listed = [...body.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)].flatMap(([, tag = '', inner = '']) =>
      [...inner.matchAll(/<option\b[^>]*>/g)].map(
        ([option]) => `${attribute(tag, 'name')}=${attribute(option, 'value')}`,
      ),
    );
    const pressed = [...body.matchAll(/<button\b[^>]*\bname="[^>]*>/g)].map(
      ([tag]) => `${attribute(tag, 'name')}=${attribute(tag, 'value')}`,
    );
    return {
      action: attribute(head, 'action'),
      hidden: Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])),
      offers: new Set([...typed, ...ticked, ...listed, ...pressed]),
    };
  });
  return { status, html, forms };
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
