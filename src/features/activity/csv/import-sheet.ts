import type { Scope } from '../../../storage/index.js';
import type { InForce } from '../../catalogue/index.js';
import { byLmsUserId, byName, type KnownLearner, listKnown } from '../people.js';
import { applyReading, ownTitles, type ReadingSummary } from '../readings.js';
import type { Sheet, SheetColumn } from './sheet.js';

/** What an import of a gradebook file would do. */
export interface Preview {
  readonly kind: Sheet['kind'];
  readonly columns: readonly (SheetColumn & { readonly grades: number })[];
  /** Students of the file who are in the course. */
  readonly found: number;
  /** Names in the file that nobody in the course has. */
  readonly unknown: readonly string[];
  /** Names that several people have, in the file or in the course: nobody can tell whose grades these are. */
  readonly ambiguous: readonly string[];
}

export async function previewSheet(scope: Scope, courseId: string, sheet: Sheet): Promise<Preview> {
  const find = finderFor(sheet)(await listKnown(scope, courseId));
  const found = sheet.rows.map((_, at) => find(String(at)));
  const ambiguous = sheet.rows.filter((_, at) => found[at] === 'ambiguous').map(({ name }) => name);
  return {
    kind: sheet.kind,
    columns: sheet.columns.map((column, at) => ({
      ...column,
      grades: sheet.rows.filter(({ points }, row) => isKnown(found[row]) && points[at] !== null).length,
    })),
    found: found.filter(isKnown).length,
    unknown: sheet.rows.filter((_, at) => found[at] === undefined).map(({ name }) => name),
    ambiguous: [...new Set(ambiguous)],
  };
}

const isKnown = (found: KnownLearner | 'ambiguous' | undefined): found is KnownLearner =>
  found !== undefined && found !== 'ambiguous';

/**
 * Records the grades of a file. Doing it again, or with a newer file, records only what has changed.
 *
 * @param fullMarks  points that are full marks, by column; a column without them is left out
 */
export async function importSheet(
  scope: Scope,
  courseId: string,
  sheet: Sheet,
  { fullMarks, ...parts }: { fullMarks: ReadonlyMap<string, number>; inForce: InForce; newId: () => string; now: Date },
): Promise<ReadingSummary> {
  const marks = sheet.columns.map(({ id }) => fullMarks.get(id) ?? null);
  const own = await ownTitles(scope, courseId);
  const source = sheet.kind === 'canvas' ? ('canvas' as const) : ('csv' as const);
  const people = sheet.rows.map(({ points }, at) => ({
    lmsId: String(at),
    observed: sheet.columns.flatMap(({ id: column, label }, index) => {
      const [given, full] = [points[index] ?? null, marks[index] ?? null];
      if (given === null || full === null) return [];
      return [{ kind: 'grade' as const, source, column, label, score: given / full, ours: own.has(label), at: null }];
    }),
  }));
  const columns = sheet.columns
    .filter((_, index) => marks[index] !== null)
    .map(({ id, label }) => ({ id, label, ours: own.has(label) }));
  const finder = finderFor(sheet);
  const find = (learners: readonly KnownLearner[]) => {
    const search = finder(learners);
    return (id: string) => {
      const found = search(id);
      return isKnown(found) ? found : undefined;
    };
  };
  return applyReading(scope, courseId, { source: 'csv', columns, people }, { ...parts, find });
}

/** Finds the learner of a row: by the number of the LMS where the file has it, else by a name that one person has. */
function finderFor({ rows }: Sheet) {
  return (learners: readonly KnownLearner[]) => {
    const [numbered, named] = [byLmsUserId(learners), byName(learners)];
    const times = new Map<string, number>();
    for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1);
    return (at: string) => {
      const row = rows[Number(at)];
      if (!row) return undefined;
      const byNumber = row.lmsUserId === null ? undefined : numbered(row.lmsUserId);
      if (byNumber) return byNumber;
      return (times.get(row.name) ?? 0) > 1 ? ('ambiguous' as const) : named(row.name);
    };
  };
}
