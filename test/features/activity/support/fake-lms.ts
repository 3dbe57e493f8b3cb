import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}
export interface Said {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** A web server on loopback that answers as an LMS does. */
export class FakeLms {
  readonly heard: Heard[] = [];
  /** Answered before anything else, in order. */
  readonly faults: Said[] = [];
  answer: (heard: Heard) => Said = () => ({ status: 404, body: { errors: [{ message: 'not found' }] } });
  readonly #server = createServer((request, response) => void this.#handle(request, response));
  #origin = '';

  static async start(): Promise<FakeLms> {
    const lms = new FakeLms();
    await new Promise<void>((resolve) => lms.#server.listen(0, '127.0.0.1', resolve));
    lms.#origin = `http://127.0.0.1:${(lms.#server.address() as AddressInfo).port}`;
    return lms;
  }

  get origin(): string {
    return this.#origin;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#origin);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const heard = { path: url.pathname, query: url.searchParams, form, headers: request.headers };
    this.heard.push(heard);
    const { status = 200, headers = {}, body } = this.faults.shift() ?? this.answer(heard);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}

const gradeItem = (more: object) => ({
  ...{ id: 1, itemname: 'Quiz on outs', itemtype: 'mod', itemmodule: 'quiz', iteminstance: 3, itemnumber: 0 },
  ...{ idnumber: '', categoryid: 2, outcomeid: null, scaleid: null, locked: false, cmid: 31, weightraw: 0.5 },
  ...{ weightformatted: '50.00 %', status: null, graderaw: 8, gradedatesubmitted: 1772442000 },
  ...{ gradedategraded: 1772442060, gradehiddenbydate: false, gradeneedsupdate: false, gradeishidden: false },
  ...{ gradeislocked: false, gradeisoverridden: false, gradeformatted: '8.00', grademin: 0, grademax: 10 },
  ...{ rangeformatted: '0&ndash;10', percentageformatted: '80.00 %', feedback: '', feedbackformat: 0 },
  ...more,
});
const none = { graderaw: null, gradedategraded: null, gradeformatted: '-', percentageformatted: '-' };
const total = {
  id: 9,
  itemname: null,
  itemtype: 'course',
  itemmodule: null,
  graderaw: 8,
  percentageformatted: '80.00 %',
};

/** Answers of the web services of Moodle 4, in their shapes: student `ada` is 'ada' here only by the number of her user. */
export function moodle(userId: { ada: number; ben: number; teacher: number; nobody: number }) {
  const user = (id: number, shortname: string) => ({
    ...{ id, username: `u${id}`, fullname: `User ${id}`, suspended: false },
    roles: [{ roleid: 5, name: '', shortname, sortorder: 0 }],
    enrolledcourses: [{ id: 7, fullname: 'A course', shortname: 'A' }],
  });
  const gradesOf = (userid: number, items: object[]) => ({
    ...{ courseid: 7, courseidnumber: '', userid, userfullname: `User ${userid}`, useridnumber: '', maxdepth: 2 },
    gradeitems: items,
  });
  const essay = { id: 2, itemname: 'Essay', itemmodule: 'assign', cmid: 32 };
  const answers: Record<string, (form: URLSearchParams) => unknown> = {
    core_enrol_get_enrolled_users: () => [
      ...[userId.ada, userId.ben, userId.nobody].map((id) => user(id, 'student')),
      user(userId.teacher, 'editingteacher'),
    ],
    gradereport_user_get_grade_items: () => ({
      usergrades: [
        gradesOf(userId.ada, [gradeItem({}), gradeItem({ ...essay, ...none }), gradeItem(total)]),
        // Hidden as a number, and still written as a percentage.
        gradesOf(userId.ben, [gradeItem(none), gradeItem({ ...essay, ...none, percentageformatted: '62,50 %' })]),
        gradesOf(userId.nobody, [gradeItem({})]),
      ],
      warnings: [],
    }),
    core_course_get_contents: () => [
      {
        id: 1,
        name: 'General',
        visible: 1,
        summary: '',
        modules: [{ id: 31, name: 'Quiz on outs', modname: 'quiz', instance: 3 }],
      },
      {
        id: 2,
        name: 'Reading',
        visible: 1,
        summary: '',
        modules: [{ id: 40, name: 'On outs', modname: 'page', instance: 8 }],
      },
    ],
    core_completion_get_activities_completion_status: (form) => ({
      statuses: [
        {
          cmid: 31,
          modname: 'quiz',
          instance: 3,
          state: 0,
          timecompleted: 0,
          tracking: 2,
          overrideby: null,
          valueused: false,
        },
        {
          ...{ cmid: 40, modname: 'page', instance: 8, tracking: 1, overrideby: null, valueused: false },
          ...(form.get('userid') === String(userId.ada)
            ? { state: 1, timecompleted: 1772442100 }
            : { state: 0, timecompleted: 0 }),
        },
      ],
      warnings: [],
    }),
  };
  return ({ form }: Heard): Said => {
    const name = form.get('wsfunction') ?? '';
    const known = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (form.get('wstoken') !== 'moodle-token') return { body: moodleError('moodle_exception', 'invalidtoken') };
    return { body: known ? known(form) : moodleError('webservice_access_exception', 'accessexception') };
  };
}

/** An error of Moodle: its status is 200. */
export const moodleError = (exception: string, errorcode: string) => ({ exception, errorcode, message: 'It failed' });

/** Answers of the REST interface of Canvas, in their shapes and pages of two. */
export function canvas(origin: () => string) {
  const assignment = (id: number, name: string, points: number | null) => ({
    ...{
      id,
      name,
      points_possible: points,
      grading_type: 'points',
      published: true,
      submission_types: ['online_quiz'],
    },
  });
  const submission = (user_id: number, about: { id: number }, more: object) => ({
    ...{ id: user_id * 100 + about.id, user_id, assignment_id: about.id, assignment: about, grade: null, score: null },
    ...{
      submitted_at: null,
      graded_at: null,
      workflow_state: 'unsubmitted',
      excused: null,
      late: false,
      missing: false,
    },
    ...more,
  });
  const [outs, essay, survey] = [assignment(11, 'Outs', 10), assignment(12, 'Essay', 20), assignment(13, 'Survey', 0)];
  const graded = { workflow_state: 'graded', graded_at: '2026-03-02T09:00:00Z', submitted_at: '2026-03-01T09:00:00Z' };
  const submissions = [
    submission(101, outs, { ...graded, score: 8.5, grade: '85%' }),
    submission(101, essay, {}),
    submission(102, outs, { ...graded, score: 5, grade: 'EX', excused: true }),
    submission(102, essay, { ...graded, score: 12, workflow_state: 'pending_review' }),
    submission(102, survey, { ...graded, score: 1 }),
    submission(999, essay, { ...graded, score: 20, grade: 'A' }),
  ];
  const requirement = (completed: boolean) => ({ type: 'must_view', completed });
  const item = (id: number, title: string, type: string, more: object = {}) => ({
    id,
    title,
    type,
    position: 1,
    ...more,
  });
  const paged = (list: readonly unknown[], { path, query }: Heard): Said => {
    const page = Number(query.get('page') ?? '1');
    const next = new URLSearchParams(query);
    next.set('page', String(page + 1));
    const links = [
      `<${origin()}${path}?${query}>; rel="current"`,
      ...(page * 2 < list.length ? [`<${origin()}${path}?${next}>; rel="next"`] : []),
      `<${origin()}${path}?page=1>; rel="first"`,
    ];
    return { body: list.slice((page - 1) * 2, page * 2), headers: { link: links.join(',') } };
  };
  return (heard: Heard): Said => {
    const { path, query, headers } = heard;
    if (headers.authorization !== 'Bearer canvas-token') {
      return { status: 401, body: { errors: [{ message: 'Invalid access token.' }] } };
    }
    const ada = query.get('student_id') === '101';
    if (path.endsWith('/users'))
      return paged(
        [101, 102, 999].map((id) => ({ id, name: `User ${id}`, sis_user_id: null })),
        heard,
      );
    if (path.endsWith('/students/submissions')) return paged(submissions, heard);
    if (path.endsWith('/modules')) {
      const items = [
        item(51, 'Read this', 'Page', { completion_requirement: requirement(ada) }),
        item(52, 'A heading', 'SubHeader'),
      ];
      return paged(
        [
          {
            id: 5,
            name: 'Week 1',
            position: 1,
            state: 'completed',
            completed_at: ada ? '2026-03-02T10:00:00Z' : null,
            items,
          },
          { id: 6, name: 'Week 2', position: 2, state: 'started', completed_at: null },
        ],
        heard,
      );
    }
    if (path.endsWith('/modules/6/items'))
      return paged([item(61, 'Long', 'Quiz', { completion_requirement: requirement(false) })], heard);
    return { status: 404, body: { errors: [{ message: 'The specified resource does not exist.' }] } };
  };
}
