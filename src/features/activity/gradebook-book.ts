import type { Storage } from '../../storage/index.js';
import type { InForce } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { activityId, labelOf } from './ids.js';
import type { Observed } from './observed.js';
import { applyReading, gradebookOf, noteProblem, type ReadOf } from './readings.js';

interface Dependencies {
  readonly storage: Storage;
  readonly inForce: InForce;
  readonly newId: () => string;
}

interface Column {
  readonly lineItem: string;
  readonly label: string;
  readonly resourceId: string | null;
  readonly tag: string | null;
  readonly results: readonly { readonly sub: string; readonly score: number }[];
}

/** What the reading of gradebooks asks and tells here; the shape that src/lti/gradebook asks for. */
export function createReadingBook({ storage, inForce, newId }: Dependencies) {
  return {
    async select(tenant: string, courseId: string) {
      const scope = storage.scope(tenant);
      const [course, gradebook] = [await selectCourse(scope, courseId), await gradebookOf(scope, courseId)];
      if (!gradebook) return null;
      const { client_id: clientId, line_items: lineItems, scopes } = gradebook.services;
      return {
        platform: { issuer: course.issuer, clientId },
        lineItems,
        ownLineItems: [...gradebook.ours.keys()],
        scopes,
      };
    },

    async apply(tenant: string, courseId: string, columns: readonly Column[], readAt: Date) {
      const scope = storage.scope(tenant);
      const gradebook = await gradebookOf(scope, courseId);
      const isOurs = ({ lineItem, resourceId, tag }: Column): boolean =>
        (gradebook?.ours.has(lineItem) ?? false) ||
        (tag === OUR_TAG && resourceId !== null && (gradebook?.resourceIds.includes(resourceId) ?? false));
      const seen = columns.map((column) => ({
        id: activityId('ags', column.lineItem),
        label: labelOf(column.label || (gradebook?.ours.get(column.lineItem) ?? '')),
        ours: isOurs(column),
        results: column.results,
      }));
      const people = new Map<string, Observed[]>();
      for (const { id: column, label, ours, results } of seen) {
        for (const { sub, score } of results) {
          const observed = people.get(sub) ?? [];
          observed.push({ kind: 'grade', source: 'ags', column, label, score, ours, at: null });
          people.set(sub, observed);
        }
      }
      const read: ReadOf[] = [...people].map(([lmsId, observed]) => ({ lmsId, observed }));
      const reading = { source: 'ags', columns: seen, people: read } as const;
      return applyReading(scope, courseId, reading, { inForce, newId, now: readAt });
    },

    problem: (tenant: string, courseId: string, problem: string) =>
      noteProblem(storage.scope(tenant), courseId, 'ags', problem),
  };
}

/** The tag of the columns that we make; see features/practice. */
const OUR_TAG = 'attune-practice';
