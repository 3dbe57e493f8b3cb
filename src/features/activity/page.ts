import type { Principal } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { catalogueOf } from './mapping.js';
import { gradebookOf, listReadings, READ } from './readings.js';
import { listSeen, type Seen } from './seen.js';

/** So many rows are shown of each part; the rest comes up as the first are settled. */
const MOST_SHOWN = 100;

export interface ActivityView {
  readonly parts: readonly { readonly state: Seen['state']; readonly rows: readonly Row[]; readonly more: number }[];
  readonly nothing: boolean;
  readonly readings: readonly {
    readonly source: string;
    readonly readAt: Date | null;
    readonly askedAt: Date;
    readonly facts: number;
    readonly unknown: number;
    readonly problem: string | null;
  }[];
  /** The LMS lends a gradebook that can be asked for now. */
  readonly readable: boolean;
  /** A reading is under way, or will be tried again. */
  readonly underWay: boolean;
}

type Row = Omit<Seen, 'skills'> & { readonly skills: readonly string[] };

/** What staff see of the activity elsewhere: what waits for them, what counts for what, and how far it was read. */
export async function activityView(
  scope: Scope,
  courseId: string,
  isOpen: (entry: string) => Promise<boolean>,
): Promise<ActivityView> {
  const [seen, catalogue] = [await listSeen(scope, courseId), await catalogueOf(scope, courseId)];
  const rows = seen.map(({ skills, ...rest }) => ({
    ...rest,
    skills: skills.map(({ skill }) => catalogue?.skillTitle(skill) ?? skill),
  }));
  const parts = (['unmapped', 'mapped', 'ours', 'ignored'] as const).map((state) => {
    const all = rows.filter((row) => row.state === state);
    return { state, rows: all.slice(0, MOST_SHOWN), more: Math.max(0, all.length - MOST_SHOWN) };
  });
  const readings = await listReadings(scope, courseId);
  return {
    parts: parts.filter((part) => part.rows.length > 0),
    nothing: rows.length === 0,
    readings: readings.map(({ source, read_at: readAt, asked_at: askedAt, facts, unknown, problem }) => ({
      ...{ source, readAt, askedAt, facts, unknown, problem },
    })),
    readable: (await gradebookOf(scope, courseId)) !== null,
    underWay: await isOpen(`${READ}:${courseId}`),
  };
}

export interface ChoiceView {
  readonly column: Row;
  readonly skills: readonly { readonly id: string; readonly title: string; readonly chosen: boolean }[];
  readonly weight: number;
  readonly problem: boolean;
}

/** One column or object, with the skills to choose from; null when there is no such thing, or nothing to choose from. */
export async function choiceView(scope: Scope, { courseId }: Principal, id: string): Promise<ChoiceView | null> {
  const [seen, catalogue] = [await listSeen(scope, courseId), await catalogueOf(scope, courseId)];
  const column = seen.find((each) => each.id === id && !each.ours);
  if (!column || !catalogue) return null;
  const chosen = new Map(column.skills.map(({ skill, weight }) => [skill, weight]));
  return {
    column: { ...column, skills: [...chosen.keys()] },
    skills: catalogue.skills.map((skill) => ({ id: skill.id, title: skill.title, chosen: chosen.has(skill.id) })),
    weight: column.skills[0]?.weight ?? 1,
    problem: false,
  };
}
