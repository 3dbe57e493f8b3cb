import type { Collection, Owned, Scope } from '../../../storage/index.js';
import type { Owner } from '../../learners/index.js';

/** One kind of record about a learner in a course, as the export reads it. */
export interface ExportSource {
  /** Its name in the archive. */
  readonly name: string;
  /** Only the learner's own, oldest first. */
  rows(scope: Scope, owner: Owner): AsyncIterable<object>;
}

interface Choice<T> {
  readonly where?: (owner: Owner) => object;
  readonly sort?: Record<string, 1 | -1>;
  /** What is told of a record; everything unless told otherwise. */
  readonly tell?: (row: T, owner: Owner) => object;
}

const inCourse = ({ userId, courseId }: Owner): object => ({ user_id: userId, course_id: courseId });

/** The records of a collection that name the learner and the course. */
export function sourceOf<T extends Owned>(
  name: string,
  collection: Collection<T>,
  { where = inCourse, sort = { _id: 1 }, tell }: Choice<T> = {},
): ExportSource {
  return {
    name,
    async *rows(scope, owner) {
      for await (const row of scope.collection(collection).stream(where(owner), { sort })) {
        const { tenant: _, ...own } = (tell ? tell(row, owner) : row) as { tenant?: string };
        yield own;
      }
    },
  };
}
