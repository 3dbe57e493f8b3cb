import type { Rating } from '../../engine/memory/fsrs.js';
import type { Review } from '../../engine/memory/review-tree.js';
import { cellsOf, numberCell, wholeCell } from '../lines.js';

const FSRS_HEADER = ['t_history', 'r_history', 'delta_ts', 'ys'];
const SUPERMEMO_HEADER = ['user', 'element', 'rep', 'lapses', 'date', 'hour', 'interval_days', 'grade_0_5'];
const EXPECTED_FORGETTING = 'expFI_pct';
const DAY = 86_400_000;

/** @throws Error when a TSV has not the columns of `fsrs-tsv` */
export function checkFsrsHeader(text: string): void {
  const cells = cellsOf(text, '\t');
  if (FSRS_HEADER.some((name, index) => cells[index] !== name)) {
    throw new Error(`the header must be ${FSRS_HEADER.join(', ')}`);
  }
}

/**
 * One card: days since the review before and ratings, then for each review the days to the next and whether it was
 * recalled. Of the last review only that is known; a recall counts as rated good, which nothing after it reads.
 *
 * @throws Error when the lists differ in length or in what they say
 */
export function fsrsCard(text: string): readonly Review[] {
  const [days, ratings, next, recalled] = cellsOf(text, '\t').map((cell) => cell.split(','));
  if (!days || !ratings || !next || !recalled) throw new Error('four lists are needed');
  if (new Set([days.length, ratings.length, next.length, recalled.length]).size > 1) {
    throw new Error('the four lists must be of one length');
  }
  const reviews = days.map((cell, index) => ({ elapsed: daysCell(cell), rating: ratingCell(ratings[index]) }));
  const outcomes = recalled.map((cell) => {
    if (cell !== '0' && cell !== '1') throw new Error(`ys must be 0 or 1, not "${cell}"`);
    return cell === '1';
  });
  for (const [index, outcome] of outcomes.slice(0, -1).entries()) {
    if (outcome !== (reviews[index + 1] as Review).rating > 1) throw new Error('ys and r_history do not agree');
  }
  return [...reviews, { elapsed: daysCell(next.at(-1)), rating: outcomes.at(-1) ? 3 : 1 }];
}

/** One repetition of a SuperMemo element. */
export interface Repetition {
  readonly element: string;
  /** Repetitions since the last lapse. */
  readonly repetition: number;
  readonly lapses: number;
  /** Days since 1970. */
  readonly day: number;
  /** 0-5; above 5 a code for something else; null: not given. */
  readonly grade: number | null;
  /** SuperMemo's own forecast of forgetting in per cent; null: none. Only the filter reads it. */
  readonly expected: number | null;
}

/** What reads a line of `supermemo-csv`, by the header's order of columns. @throws Error when a column is missing */
export function supermemoColumns(header: string): (text: string) => Repetition {
  const names = cellsOf(header, ',');
  const at = (name: string): number => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`the header must have ${[...SUPERMEMO_HEADER, EXPECTED_FORGETTING].join(', ')}`);
    return index;
  };
  const [user, element, rep, lapses, date] = ['user', 'element', 'rep', 'lapses', 'date'].map(at);
  const [grade, expected] = [at('grade_0_5'), at(EXPECTED_FORGETTING)];
  return (text) => {
    const cells = cellsOf(text, ',');
    const optional = (name: string, index: number) => (cells[index] ? numberCell(name, cells[index]) : null);
    return {
      element: `${cells[user as number]} ${cells[element as number]}`,
      repetition: wholeCell('rep', cells[rep as number]),
      lapses: wholeCell('lapses', cells[lapses as number]),
      day: dayCell(cells[date as number]),
      grade: optional('grade_0_5', grade),
      expected: optional(EXPECTED_FORGETTING, expected),
    };
  };
}

/** A card with the day of each of its reviews. */
export interface DatedCard {
  readonly reviews: readonly Review[];
  readonly days: readonly number[];
}

/**
 * The reviews of one element by the filter of fsrs-vs-sm15, or null when the filter leaves it out: it must begin with
 * repetition 1 of lapse 0, which is no review and is dropped; then no grade above 5, no forecast of 100 %, at most one
 * repetition a day, the first. Grades 0-2 are "again", 3 "hard", 4 "good", 5 "easy".
 *
 * @param repetitions  of one element, in the order of the file
 */
export function supermemoCard(repetitions: readonly Repetition[]): DatedCard | null {
  const sorted = repetitions.toSorted((a, b) => a.day - b.day);
  const begins = (one: Repetition | undefined) => one?.repetition === 1 && one.lapses === 0;
  if (!begins(sorted[0])) return null;
  const rest = sorted.filter((one) => !begins(one));
  if (rest.some(({ grade, expected }) => (grade ?? 0) > 5 || expected === 100)) return null;
  const graded = rest.filter(({ day }, index) => index === 0 || day !== (rest[index - 1] as Repetition).day);
  const end = graded.findIndex(({ grade }) => grade === null);
  const kept = end < 0 ? graded : graded.slice(0, end);
  return {
    days: kept.map(({ day }) => day),
    reviews: kept.map(({ day, grade }, index) => ({
      elapsed: index === 0 ? 0 : day - (kept[index - 1] as Repetition).day,
      rating: Math.max(1, (grade as number) - 1) as Rating,
    })),
  };
}

function daysCell(cell: string | undefined): number {
  const days = numberCell('days', cell);
  if (days < 0) throw new Error(`days must be at least 0, not ${days}`);
  return days;
}

function ratingCell(cell: string | undefined): Rating {
  if (cell === '1' || cell === '2' || cell === '3' || cell === '4') return Number(cell) as Rating;
  throw new Error(`a rating must be 1, 2, 3 or 4, not "${cell ?? ''}"`);
}

function dayCell(cell: string | undefined): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(cell ?? '') ? Date.parse(`${cell}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new Error(`date must be a day like 2024-02-29, not "${cell ?? ''}"`);
  return time / DAY;
}
