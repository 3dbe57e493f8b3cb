import { z } from 'zod';
import { activityId, labelOf } from '../ids.js';
import type { Observed } from '../observed.js';
import { type AskParts, ask, ConnectorError, readAs } from './ask.js';
import type { LmsCourse, LmsReading } from './lms.js';

const MOST_PAGES = 2_000;

const User = z.object({ id: z.int() });
const Submission = z.object({
  user_id: z.int(),
  assignment_id: z.int(),
  score: z.number().nullish(),
  graded_at: z.string().nullish(),
  workflow_state: z.string().default(''),
  excused: z.boolean().nullish(),
  assignment: z
    .object({
      name: z.string().default(''),
      points_possible: z.number().nullish(),
      submission_types: z.array(z.string()).default([]),
    })
    .nullish(),
});
const Requirement = z.object({ type: z.string(), completed: z.boolean().nullish() });
const ModuleItem = z.object({
  id: z.int(),
  title: z.string().default(''),
  type: z.string().default(''),
  completion_requirement: Requirement.nullish(),
});
type ModuleItem = z.infer<typeof ModuleItem>;
const Module = z.object({
  id: z.int(),
  completed_at: z.string().nullish(),
  // Left out by Canvas where a module has too many of them.
  items: z.array(ModuleItem).nullish(),
});

/** Reads submissions and the completion of module items of a Canvas course by its REST interface. */
export async function readCanvas(parts: AskParts, course: LmsCourse): Promise<LmsReading> {
  const root = `${course.base}/api/v1/courses/${course.lmsCourse}`;
  const list = <T>(path: string, schema: z.ZodType<T>, what: string) =>
    readPages(parts, course, `${root}${path}`, schema, what);
  const users = await list(
    '/users?enrollment_type[]=student&enrollment_state[]=active&per_page=100',
    User,
    'its students',
  );
  const observed = new Map<number, Observed[]>(users.map(({ id }) => [id, []]));
  const columns = new Map<string, { label: string; ours: boolean }>();
  const path = '/students/submissions?student_ids[]=all&include[]=assignment&per_page=100';
  for (const submission of await list(path, Submission, 'its submissions')) {
    const { user_id, assignment_id, assignment, score, graded_at } = submission;
    const full = assignment?.points_possible ?? 0;
    if (!assignment || full <= 0) continue;
    const [column, label] = [activityId('canvas', 'assignment', String(assignment_id)), labelOf(assignment.name)];
    const ours = assignment.submission_types.includes('external_tool') && course.ownTitles.has(label);
    columns.set(column, { label, ours });
    // What waits for its teacher has the score of the automatic part alone.
    if (typeof score !== 'number' || submission.excused || submission.workflow_state !== 'graded') continue;
    const at = graded_at ? new Date(graded_at) : null;
    observed.get(user_id)?.push({ kind: 'grade', source: 'canvas', column, label, score: score / full, ours, at });
  }
  const notes = await readModules(list, observed, parts.now());
  return {
    columns: [...columns].map(([id, rest]) => ({ id, ...rest })),
    people: [...observed].map(([id, each]) => ({ lmsId: String(id), observed: each })),
    notes,
  };
}

type List = <T>(path: string, schema: z.ZodType<T>, what: string) => Promise<T[]>;

async function readModules(list: List, observed: Map<number, Observed[]>, now: Date): Promise<string[]> {
  try {
    for (const [user, each] of observed) {
      const modules = await list(`/modules?include[]=items&student_id=${user}&per_page=100`, Module, 'its modules');
      for (const module of modules) {
        const items =
          module.items ??
          (await list(`/modules/${module.id}/items?student_id=${user}&per_page=100`, ModuleItem, 'a module'));
        for (const item of items) if (item.completion_requirement?.completed) each.push(completed(item, module, now));
      }
    }
    return [];
  } catch (error) {
    if (error instanceof ConnectorError) return [error.message];
    throw error;
  }
}

/** Canvas says that an item is done, not when: the module's end, where it has one, or the time of reading. */
function completed(item: ModuleItem, { completed_at }: z.infer<typeof Module>, now: Date): Observed {
  return {
    ...{ kind: 'activity', source: 'canvas', key: `module-item:${item.id}`, verb: 'completed' },
    ...{ object: activityId('canvas', 'module-item', String(item.id)), label: item.title },
    ...{ modality: modalityOf(item.type), seconds: null, score: null, completed: true },
    at: completed_at ? new Date(completed_at) : now,
  };
}

function modalityOf(type: string) {
  if (/^(Page|File|ExternalUrl)$/.test(type)) return 'text' as const;
  if (/^(Assignment|Quiz|ExternalTool)$/.test(type)) return 'practice' as const;
  return type === 'Discussion' ? ('conversation' as const) : ('other' as const);
}

/** All pages of a list: the next one stands in the Link header, and is followed on the same host only. */
async function readPages<T>(
  parts: AskParts,
  { token, base }: LmsCourse,
  first: string,
  schema: z.ZodType<T>,
  what: string,
): Promise<T[]> {
  const found: T[] = [];
  const seen = new Set<string>();
  for (let url: string | null = first; url !== null; ) {
    if (new URL(url).origin !== new URL(base).origin)
      throw new ConnectorError('Canvas points to another host for its next page.');
    if (seen.has(url) || seen.size === MOST_PAGES)
      throw new ConnectorError(`What Canvas says of ${what} does not end.`);
    seen.add(url);
    const { value, headers } = await ask(parts, { url, headers: { authorization: `Bearer ${token}` } });
    found.push(...readAs(z.array(schema), value, what));
    url = nextOf(headers.get('link') ?? '');
  }
  return found;
}

function nextOf(header: string): string | null {
  const [, url] = /<([^>]{1,8192})>[^<]*;\s*rel="?next"?(?=[\s;,]|$)/.exec(header) ?? [];
  return url !== undefined && URL.canParse(url) ? url : null;
}
