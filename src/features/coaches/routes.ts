import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import {
  type CoachDependencies,
  type CoachSituation,
  readSituation,
  sayMessage,
  selectOptionalMessage,
  whyNotGenerated,
} from './say.js';
import { mayGenerate, saveSettings } from './settings.js';
import { coachView, labelOf, momentView } from './view.js';
import { allowMachineWords, chooseCoach, rateMessage } from './wishes.js';

export interface CoachRoutesDependencies extends CoachDependencies {
  readonly clock: () => Date;
  readonly renderPage: RenderPage;
}

const PATH = '/app/:sessionId/coach';
const STAFF = '/app/:sessionId/coach-settings';
const Id = z.string().min(1).max(120);
const DAY = 86_400_000;

interface Showing {
  /** Says something new; otherwise the page shows what was said last. */
  readonly speak: boolean;
  /** Whose page it is; without it, the best match. */
  readonly coach?: string | undefined;
  readonly rated?: boolean;
  /** The suggestion that led here. */
  readonly recommendation?: string | undefined;
}

/** Shows a coach: what they say, why it is them and why now, and who else there is. */
export async function showCoach(
  deps: CoachRoutesDependencies,
  principal: Principal,
  response: Response,
  { speak, coach, rated = false, recommendation }: Showing,
): Promise<void> {
  const { locale } = principal;
  const now = deps.clock();
  const said = speak ? await sayMessage(deps, principal, { coach, generate: true, locale }, now) : null;
  const situation = await readSituation(deps, principal, { coach }, now);
  const latest = said ? said.message : await latestOf(situation, now);
  const speaker = said?.coach.id ?? coach ?? latest?.coach ?? situation.matches[0]?.coach;
  const views = situation.matches.map((match) => coachView(deps, situation, match, locale));
  const shown = views.find(({ id }) => id === speaker) ?? views[0];
  const say = deps.translator(locale);
  const view = {
    coach: shown,
    others: views.filter((one) => one !== shown),
    message: latest && { id: latest._id, text: latest.text, generated: latest.generated },
    label: labelOf(say, latest?.generated ?? false),
    why: momentView(deps, situation.catalogue, said?.seen ?? situation.seen, locale).text,
    asked: speak,
    rated,
    anyChosen: views.some(({ chosen }) => chosen),
    machine: machineOf(await whyNotGenerated(deps, situation)),
    recommendation,
  };
  deps.renderPage(response, 'coach', { view }, { principal });
}

/** What was said today; older words may no longer be true. */
async function latestOf({ scope, profile, catalogue }: CoachSituation, now: Date) {
  const owner = { userId: profile.user_id, courseId: profile.course_id };
  const latest = await selectOptionalMessage(scope, owner);
  const fresh = latest && now.getTime() - latest.said_at.getTime() < DAY && catalogue.coach(latest.coach);
  return fresh ? latest : null;
}

/** What the learner may switch: nothing where others have stopped machine-written words already. */
function machineOf(stoppedBy: Awaited<ReturnType<typeof whyNotGenerated>>): 'may' | 'off' | null {
  if (stoppedBy === null) return 'may';
  return stoppedBy === 'learner' ? 'off' : null;
}

/** The page of the coach, and the page on which staff say who may write for coaches. */
export function coachRoutes(deps: CoachRoutesDependencies): Route[] {
  const command = <B>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    act: (principal: Principal, body: B) => Promise<Partial<Showing> | undefined>,
  ) =>
    route<B>({
      method: 'post',
      path: `${PATH}/${name}`,
      operationId: `${name}Coach`,
      summary,
      permission: 'learner:self',
      body,
      async handle({ principal: asked, response, body: sent }) {
        const principal = signedIn(asked);
        const more = await act(principal, sent);
        await showCoach(deps, principal, response, { speak: false, ...more });
      },
    });
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: PATH,
        operationId: `${method}CoachPage`,
        summary: 'The coach who fits, and what they said; a POST asks for a word.',
        permission: 'learner:self',
        handle: ({ principal, response }) =>
          showCoach(deps, signedIn(principal), response, { speak: method === 'post' }),
      }),
    ),
    command(
      'rate-message',
      'Says whether a message helped.',
      z.object({ message: Id, helpful: z.enum(['true', 'false']) }),
      async (principal, { message, helpful }) => {
        await rateMessage(deps, principal, { message, helpful: helpful === 'true' }, deps.clock());
        return { rated: true };
      },
    ),
    command(
      'choose',
      'Asks for a coach; empty leaves it to the course.',
      z.object({ coach: z.string().max(120) }),
      async (principal, { coach }) => {
        await chooseCoach(deps, principal, coach === '' ? null : coach, { now: deps.clock() });
        return coach === '' ? {} : { coach };
      },
    ),
    command(
      'machine-words',
      'Lets a language model write for the coaches of this learner, or not.',
      z.object({ allow: z.enum(['true', 'false']) }),
      async (principal, { allow }) => {
        await allowMachineWords(deps, principal, allow === 'true', deps.clock());
        return {};
      },
    ),
    ...staffRoutes(deps),
  ];
}

function staffRoutes(deps: CoachRoutesDependencies): Route[] {
  const show = async (principal: Principal, response: Response): Promise<void> => {
    const generated = await mayGenerate(deps.storage.scope(principal.tenant), principal.courseId);
    deps.renderPage(response, 'staff-coaches', { view: { generated, available: deps.writer !== null } }, { principal });
  };
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: STAFF,
        operationId: `${method}CoachSettingsPage`,
        summary: 'Who may write for the coaches of the course.',
        permission: 'course:staff',
        handle: ({ principal, response }) => show(signedIn(principal), response),
      }),
    ),
    route<{ generated: 'true' | 'false' }>({
      method: 'post',
      path: `${STAFF}/save`,
      operationId: 'saveCoachSettings',
      summary: 'Lets a language model write for the coaches of the course, or not.',
      permission: 'course:staff',
      body: z.object({ generated: z.enum(['true', 'false']) }),
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        const { tenant, courseId, userId } = principal;
        const change = { courseId, userId, generated: body.generated === 'true' };
        await saveSettings(deps.storage.scope(tenant), change, { id: deps.newId(), now: deps.clock() });
        await show(principal, response);
      },
    }),
  ];
}
