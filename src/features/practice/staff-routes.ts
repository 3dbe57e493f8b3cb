import type { Response } from 'express';
import { type Principal, type Route, route, signedIn } from '../../http/index.js';
import type { Outbox } from '../../storage/index.js';
import { type PlacementKind, selectPlacement } from '../courses/index.js';
import { type PracticeRoutesDependencies, showPractice } from './routes.js';
import { makePreviewLearner, resendGrades, staffView } from './staff.js';

export interface StaffRoutesDependencies extends PracticeRoutesDependencies {
  readonly outbox: Outbox;
  /** Opens a session of the same launch for somebody or somewhere else. */
  readonly derive: (principal: Principal, changes: Partial<Principal>) => Promise<Principal>;
  /** What links of the other kinds show to a learner. */
  readonly pages: Readonly<
    Record<
      Exclude<PlacementKind, 'practice'>,
      (principal: Principal, response: Response, more: object) => Promise<void>
    >
  >;
}

/** Shows an instructor how the link stands; without one (or without a catalogue) a word on what comes first. */
export async function showStaff(
  deps: StaffRoutesDependencies,
  principal: Principal,
  response: Response,
): Promise<void> {
  const view = await staffView(deps, deps.outbox, principal);
  const page = view?.settings.kind === 'practice' ? 'staff-practice' : 'staff-next';
  deps.renderPage(response, view ? page : 'not-ready', view ? { view } : {}, { principal });
}

export function staffRoutes(deps: StaffRoutesDependencies): Route[] {
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: '/app/:sessionId/staff',
        operationId: `${method}StaffPage`,
        summary: 'How the assignment is set, and where each student stands.',
        permission: 'course:staff',
        handle: ({ principal, response }) => showStaff(deps, signedIn(principal), response),
      }),
    ),
    route({
      method: 'post',
      path: '/app/:sessionId/grades/resend',
      operationId: 'resendGrades',
      summary: 'Sends the grades of the link again that did not reach the gradebook.',
      permission: 'course:staff',
      async handle({ principal: asked, response }) {
        const principal = signedIn(asked);
        await resendGrades(deps, deps.outbox, principal);
        await showStaff(deps, principal, response);
      },
    }),
    route({
      method: 'post',
      path: '/app/:sessionId/preview',
      operationId: 'previewAsStudent',
      summary: 'Opens the link as a student who does not exist.',
      permission: 'course:staff',
      async handle({ principal: asked, response }) {
        const staff = signedIn(asked);
        const { userId } = await makePreviewLearner(deps, staff);
        const student = await deps.derive(staff, { userId, role: 'learner', synthetic: true, institutionAdmin: false });
        const placement = await selectPlacement(deps.storage.scope(staff.tenant), staff.placementId ?? '');
        // The page knows the way back, since the new session knows nothing of the old one.
        const leave = { base: `/app/${staff.sessionId}`, token: staff.token };
        if (placement.kind === 'practice') await showPractice(deps, student, response, { leave });
        else await deps.pages[placement.kind](student, response, { leave });
      },
    }),
  ];
}
