import { gradableStudents } from './directory.js';
import type { CampusState, Course, Grade, LineItem, Person } from './state.js';

/** Students by columns, as the gradebook page shows them. */
export interface Gradebook {
  readonly items: readonly LineItem[];
  readonly rows: readonly { readonly person: Person; readonly cells: readonly GradebookCell[] }[];
}

export interface GradebookCell {
  readonly item: LineItem;
  /** null when nothing was ever graded here */
  readonly grade: Grade | null;
}

export function gradebookOf(state: CampusState, course: Course): Gradebook {
  const items = state.lineItems.filter(({ courseId }) => courseId === course.id);
  const rows = gradableStudents(state, course).map((person) => ({ person, cells: cellsOf(state, items, person) }));
  return { items, rows };
}

export function cellsOf(state: CampusState, items: readonly LineItem[], person: Person): GradebookCell[] {
  return items.map((item) => ({
    item,
    grade: state.grades.find((grade) => grade.itemId === item.id && grade.personId === person.id) ?? null,
  }));
}
