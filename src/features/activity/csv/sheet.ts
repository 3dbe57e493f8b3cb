import { activityId, labelOf } from '../ids.js';
import { numberOf, parseCsv, SheetRefused } from './parse-csv.js';

/** A gradebook file, read as far as it is about grades. */
export interface Sheet {
  readonly kind: 'moodle' | 'canvas';
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
}

export interface SheetColumn {
  readonly id: string;
  readonly label: string;
  /** Points that are full marks, where the file says so; null where somebody has to. */
  readonly fullMarks: number | null;
  /** The highest grade in it. */
  readonly highest: number;
}

export interface SheetRow {
  /** The number of the person in the LMS, where the file has one that launches have as well. */
  readonly lmsUserId: string | null;
  readonly name: string;
  /** One for each column; null where there is none. */
  readonly points: readonly (number | null)[];
}

/** @throws SheetRefused */
export function readSheet(text: string): Sheet {
  const { rows } = parseCsv(text);
  const [head = [], ...body] = rows;
  const names = head.map((cell) => cell.trim());
  const sheet = names[0] === 'Student' && names.includes('ID') ? canvasSheet(names, body) : moodleSheet(names, body);
  if (sheet.columns.length === 0) throw new SheetRefused('no-columns');
  if (sheet.rows.length === 0) throw new SheetRefused('no-students');
  return sheet;
}

interface Place {
  readonly index: number;
  readonly id: string;
  readonly label: string;
  readonly fullMarks: number | null;
}

const POINTS_POSSIBLE = /^\s*points possible\s*$/i;

/** Canvas: assignments end with their number; what it computes itself (current and final score) does not. */
function canvasSheet(names: readonly string[], body: readonly string[][]): Sheet {
  const possible = body.find(([first = '']) => POINTS_POSSIBLE.test(first));
  const idAt = names.indexOf('ID');
  const places = names.flatMap((name, index): Place[] => {
    const [, label = '', number = ''] = /^(.*?)\s*\((\d{1,19})\)$/.exec(name) ?? [];
    if (number === '') return [];
    const fullMarks = numberOf(possible?.[index] ?? '');
    // An assignment of no points is no grade of anything.
    if (possible && (fullMarks ?? 0) <= 0) return [];
    return [{ index, id: activityId('canvas', 'assignment', number), label, fullMarks }];
  });
  // Between the head and the students Canvas puts rows of its own, which have no number.
  const students = body.filter((row) => /^\d+$/.test(row[idAt]?.trim() ?? ''));
  return sheetOf('canvas', places, students, (row) => ({
    lmsUserId: row[idAt]?.trim() ?? null,
    name: firstNameFirst(row[0] ?? ''),
  }));
}

/** "Lovelace, Ada" is Ada Lovelace. */
function firstNameFirst(name: string): string {
  const [last = '', first, ...more] = name.split(',').map((part) => part.trim());
  return first === undefined || more.length > 0 ? name.trim() : `${first} ${last}`;
}

const GIVEN = /^(first name|given name)$/i;
const FAMILY = /^(last name|surname|family name)$/i;
const FULL = /^(full name|name|user full name)$/i;
const NO_GRADE =
  /^(id number|institution|department|email address|username|country|city.*|last downloaded from this course|group.*|feedback.*)$/i;
/** What Moodle adds up itself. */
const TOTAL = /^(course|category) total\b|^final grade\b|\btotal( \(\w+\))?$/i;
const KIND = /^(.*?)\s*\((real|percentage|letter)\)$/i;

/** Moodle: names in columns of their own, then one column or more for each activity, each with how it is written. */
function moodleSheet(names: readonly string[], body: readonly string[][]): Sheet {
  const [given, family, full] = [GIVEN, FAMILY, FULL].map((pattern) => names.findIndex((name) => pattern.test(name)));
  const named = [given, family, full].filter((index) => index !== undefined && index >= 0) as number[];
  if (named.length === 0) throw new SheetRefused('no-students');
  const places = names.flatMap((name, index): Place[] => {
    if (named.includes(index) || NO_GRADE.test(name) || name === '') return [];
    const [, label = name, kind = 'real'] = KIND.exec(name) ?? [];
    if (TOTAL.test(label) || TOTAL.test(name) || /letter/i.test(kind)) return [];
    const fullMarks = /percentage/i.test(kind) ? 100 : null;
    return [{ index, id: activityId('csv', label), label, fullMarks }];
  });
  return sheetOf('moodle', withoutTwins(places), body, (row) => ({
    lmsUserId: null,
    name: named
      .map((index) => row[index]?.trim() ?? '')
      .join(' ')
      .trim(),
  }));
}

/** Of an activity that is written in two ways the one in per cent counts: it needs no full marks. */
function withoutTwins(places: readonly Place[]): Place[] {
  const best = new Map<string, Place>();
  for (const place of places) {
    const twin = best.get(place.id);
    if (!twin || (twin.fullMarks === null && place.fullMarks !== null)) best.set(place.id, place);
  }
  return [...best.values()];
}

function sheetOf(
  kind: Sheet['kind'],
  places: readonly Place[],
  body: readonly string[][],
  whose: (row: readonly string[]) => Omit<SheetRow, 'points'>,
): Sheet {
  const rows = body
    .map((row) => ({ ...whose(row), points: places.map(({ index }) => numberOf(row[index] ?? '')) }))
    .filter(({ name, lmsUserId }) => name !== '' || lmsUserId !== null);
  const columns = places.map(({ id, label, fullMarks }, at) => ({
    id,
    label: labelOf(label),
    fullMarks,
    highest: Math.max(0, ...rows.map(({ points }) => points[at] ?? 0)),
  }));
  // A column without any grade (letters, an activity that nobody did) has nothing to read.
  const filled = columns.map((_, at) => rows.some(({ points }) => points[at] !== null));
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, at) => filled[at]);
  return { kind, columns: keep(columns), rows: rows.map((row) => ({ ...row, points: keep(row.points) })) };
}
