import { z } from 'zod';
import { AppError, notFound, type Principal, type Route, route, signedIn } from '../../http/index.js';
import { recordAudit } from '../../storage/index.js';
import { importSheet, previewSheet } from './csv/import-sheet.js';
import { SheetRefused } from './csv/parse-csv.js';
import { readSheet, type Sheet } from './csv/sheet.js';
import { uploadCollection } from './model.js';
import type { ActivityRoutesDependencies, ShowActivity } from './route-parts.js';

/** Between a preview and its import a file is kept for so long. */
const KEPT_MS = 3_600_000;
/** The largest gradebook file, characters. */
const LONGEST = 2_000_000;
const MOST_NAMES = 100;

const ApplyForm = z.record(z.string().max(200), z.unknown());
const FullMarks = z.coerce.number().gt(0).max(1_000_000);

/** A gradebook file: first what is in it, then, when staff agree, its grades. */
export function uploadRoutes(
  { storage, inForce, clock, newId, renderPage }: ActivityRoutesDependencies,
  show: ShowActivity,
): Route[] {
  const select = async (principal: Principal, id: unknown) => {
    const { tenant, courseId, userId } = principal;
    const uploads = storage.scope(tenant).collection(uploadCollection);
    const found = await uploads.findOne({ _id: String(id), course_id: courseId, user_id: userId });
    if (!found) throw notFound('no such upload');
    return found;
  };
  return [
    route<{ file?: string | undefined }>({
      method: 'post',
      path: '/app/:sessionId/activity/upload',
      operationId: 'previewGradeFile',
      summary: 'Shows what a gradebook file holds, before anything of it is kept.',
      permission: 'course:staff',
      body: z.object({ file: z.string().max(LONGEST).optional() }),
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        const scope = storage.scope(principal.tenant);
        const sheet = readOrReason(body.file ?? '');
        if (typeof sheet === 'string') return show(principal, response, { refused: sheet, status: 400 });
        const preview = await previewSheet(scope, principal.courseId, sheet);
        const [_id, now] = [newId(), clock()];
        const whose = { course_id: principal.courseId, user_id: principal.userId };
        const until = new Date(now.getTime() + KEPT_MS);
        await scope.collection(uploadCollection).insert({ _id, ...whose, sheet, created_at: now, expires_at: until });
        const view = {
          ...preview,
          upload: _id,
          unknown: preview.unknown.slice(0, MOST_NAMES),
          moreUnknown: Math.max(0, preview.unknown.length - MOST_NAMES),
          unknownCount: preview.unknown.length,
        };
        renderPage(response, 'activity-preview', { view }, { principal });
      },
    }),
    route<Record<string, unknown>>({
      method: 'post',
      path: '/app/:sessionId/activity/import',
      operationId: 'importGradeFile',
      summary: 'Keeps the grades of a file that was previewed.',
      permission: 'course:staff',
      body: ApplyForm,
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        const { tenant, courseId, userId } = principal;
        const scope = storage.scope(tenant);
        const { _id, sheet } = await select(principal, body.upload);
        const [chosen, now] = [[body.columns ?? []].flat(), clock()];
        const fullMarks = new Map<string, number>();
        for (const { id, fullMarks: given } of sheet.columns) {
          if (!chosen.includes(id)) continue;
          const written = given ?? body[`marks.${id}`];
          // A guess would make poor grades of good ones.
          if (written === undefined || written === '') continue;
          const marks = FullMarks.safeParse(written);
          if (!marks.success) throw new AppError('bad-request', 'errors.full-marks');
          fullMarks.set(id, marks.data);
        }
        const summary = await importSheet(scope, courseId, sheet, { fullMarks, inForce, newId, now });
        await scope.collection(uploadCollection).deleteOne({ _id });
        const details = { course: courseId, columns: fullMarks.size, facts: summary.facts };
        await recordAudit(scope, { action: 'grades-imported', actor: { user: userId }, details }, { id: newId(), now });
        return show(principal, response, { said: 'imported', values: { count: summary.facts } });
      },
    }),
  ];
}

function readOrReason(text: string): Sheet | SheetRefused['reason'] {
  try {
    return readSheet(text);
  } catch (error) {
    if (error instanceof SheetRefused) return error.reason;
    throw error;
  }
}
