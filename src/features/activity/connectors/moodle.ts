import { z } from 'zod';
import { activityId, labelOf } from '../ids.js';
import type { Observed } from '../observed.js';
import { type AskParts, ask, ConnectorError, readAs } from './ask.js';
import type { LmsCourse, LmsReading } from './lms.js';

/** An error of Moodle comes with status 200. */
const MoodleError = z.object({ exception: z.string(), errorcode: z.string().default('') });

const User = z.object({ id: z.int(), roles: z.array(z.object({ shortname: z.string() })).default([]) });
const Grades = z.object({
  usergrades: z.array(
    z.object({
      userid: z.int(),
      gradeitems: z.array(
        z.object({
          id: z.int(),
          itemname: z.string().nullish(),
          itemtype: z.string(),
          itemmodule: z.string().nullish(),
          graderaw: z.number().nullish(),
          grademin: z.number().default(0),
          grademax: z.number().default(100),
          gradedategraded: z.int().nullish(),
          percentageformatted: z.string().nullish(),
        }),
      ),
    }),
  ),
});
type Item = z.infer<typeof Grades>['usergrades'][number]['gradeitems'][number];
const Contents = z.array(
  z.object({ modules: z.array(z.object({ id: z.int(), name: z.string(), modname: z.string() })).default([]) }),
);
const Completion = z.object({
  statuses: z.array(
    z.object({ cmid: z.int(), modname: z.string().default(''), state: z.int(), timecompleted: z.int().nullish() }),
  ),
});

/** What Moodle adds up itself proves nothing that its parts do not. */
const ADDED_UP = ['course', 'category'];
/** Completed; completed with a pass; completed, and failed. */
const COMPLETED = [1, 2, 3];

/** Reads grades and completion of a Moodle course by its web services. */
export async function readMoodle(parts: AskParts, course: LmsCourse): Promise<LmsReading> {
  const call = async (name: string, parameters: Record<string, string | number>): Promise<unknown> => {
    const form = new URLSearchParams({ wstoken: course.token, wsfunction: name, moodlewsrestformat: 'json' });
    for (const [field, value] of Object.entries(parameters)) form.set(field, String(value));
    const { value } = await ask(parts, { url: `${course.base}/webservice/rest/server.php`, form });
    const error = MoodleError.safeParse(value).data;
    if (error) throw new MoodleRefusal(name, error.errorcode);
    return value;
  };
  const courseid = Number(course.lmsCourse);
  const users = readAs(z.array(User), await call('core_enrol_get_enrolled_users', { courseid }), 'who is enrolled');
  const students = users.filter(
    ({ roles }) => roles.length === 0 || roles.some(({ shortname }) => shortname === 'student'),
  );
  const ids = new Set(students.map(({ id }) => id));
  const grades = readAs(Grades, await call('gradereport_user_get_grade_items', { courseid, userid: 0 }), 'its grades');
  const columns = new Map<string, string>();
  const observed = new Map<number, Observed[]>(students.map(({ id }) => [id, []]));
  for (const { userid, gradeitems } of grades.usergrades) {
    for (const item of gradeitems) {
      if (ADDED_UP.includes(item.itemtype)) continue;
      const [column, label] = [activityId('moodle', 'item', String(item.id)), labelOf(item.itemname ?? '')];
      columns.set(column, label);
      const score = shareOfItem(item);
      if (score === null || !ids.has(userid)) continue;
      const at = item.gradedategraded ? new Date(item.gradedategraded * 1_000) : null;
      const ours = item.itemmodule === 'lti' && course.ownTitles.has(label);
      observed.get(userid)?.push({ kind: 'grade', source: 'moodle', column, label, score, ours, at });
    }
  }
  const notes = await readCompletion(call, courseid, observed);
  return {
    columns: [...columns].map(([id, label]) => ({ id, label, ours: course.ownTitles.has(label) })),
    people: [...observed].map(([id, each]) => ({ lmsId: String(id), observed: each })),
    notes,
  };
}

class MoodleRefusal extends ConnectorError {
  constructor(
    name: string,
    readonly errorcode: string,
  ) {
    const token = /token/i.test(errorcode) ? ' The token is wrong, or has run out.' : '';
    const right = /access|permission|capab/i.test(errorcode) ? ' Its user, or its service, may not ask this.' : '';
    super(`Moodle refuses ${name} (${errorcode.slice(0, 60)}).${token}${right}`);
  }
}

/** The share of full marks; a grade that is hidden as a number may still be written as a percentage. */
function shareOfItem({ graderaw, grademin, grademax, percentageformatted }: Item): number | null {
  if (typeof graderaw === 'number') return grademax > grademin ? (graderaw - grademin) / (grademax - grademin) : null;
  const [, text] = /^\s*(-?\d+(?:[.,]\d+)?)\s*%/.exec(percentageformatted ?? '') ?? [];
  return text === undefined ? null : Number(text.replace(',', '.')) / 100;
}

type Call = (name: string, parameters: Record<string, string | number>) => Promise<unknown>;

/** A course may keep no account of completion; that is no reason to read no grades. */
async function readCompletion(call: Call, courseid: number, observed: Map<number, Observed[]>): Promise<string[]> {
  try {
    const contents = readAs(Contents, await call('core_course_get_contents', { courseid }), 'its contents');
    const names = new Map(contents.flatMap(({ modules }) => modules.map((each) => [each.id, each.name] as const)));
    for (const [userid, list] of observed) {
      const answer = await call('core_completion_get_activities_completion_status', { courseid, userid });
      for (const { cmid, modname, state, timecompleted } of readAs(Completion, answer, 'completion').statuses) {
        if (!COMPLETED.includes(state) || !timecompleted) continue;
        list.push({
          ...{ kind: 'activity', source: 'moodle', key: `completion:${cmid}:${timecompleted}`, verb: 'completed' },
          ...{ object: activityId('moodle', 'module', String(cmid)), label: names.get(cmid) ?? `${modname} ${cmid}` },
          ...{ modality: modalityOf(modname), seconds: null, score: null, completed: true },
          at: new Date(timecompleted * 1_000),
        });
      }
    }
    return [];
  } catch (error) {
    if (error instanceof MoodleRefusal) return [error.message];
    throw error;
  }
}

function modalityOf(module: string) {
  if (/^(page|book|resource|url|folder|label|glossary|wiki)$/.test(module)) return 'text' as const;
  if (/^(quiz|assign|lesson|h5pactivity|workshop|lti|scorm)$/.test(module)) return 'practice' as const;
  return /^(forum|chat|bigbluebuttonbn)$/.test(module) ? ('conversation' as const) : ('other' as const);
}
