import type { Response } from 'express';
import { z } from 'zod';
import { AppError, type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { selectCourse } from '../courses/index.js';
import { modulesMeant } from './expand-pins.js';
import type { ModuleInfo } from './modules.js';
import { type PinsDependencies, pinAnswer, pinnable, savePins } from './pins.js';
import { PathPin, type PathPinAnswer, PinTarget, type StoredPin } from './schema.js';
import { selectPins } from './store.js';

export interface PathSettingsDependencies extends PinsDependencies {
  readonly clock: () => Date;
  readonly renderPage: RenderPage;
}

const PATH = '/app/:sessionId/path-settings';
/** `skill:pot-odds`: what a list of the form offers. */
const Target = z.string().regex(/^(lesson|practice|assessment|skill):.{1,220}$/);
/** What `<input type="date">` gives; empty: no date. Days are days in UTC, and due means until their end. */
const Day = z.union([z.literal(''), z.iso.date()]);
const Added = z.object({
  version: z.coerce.number().int().min(0),
  target: Target,
  place: z.enum(['first', 'dated', 'never']),
  from: Day.default(''),
  due: Day.default(''),
});
const Removed = z.object({ version: z.coerce.number().int().min(0), target: Target });

/** Where staff say what every path of their course holds, and what none does. */
export function pathSettingsRoutes(deps: PathSettingsDependencies): Route[] {
  const show = (principal: Principal, response: Response, more: object = {}): Promise<void> =>
    showSettings(deps, principal, response, more);
  const change = async (
    principal: Principal,
    response: Response,
    version: number,
    changed: (pins: readonly PathPinAnswer[]) => PathPinAnswer[],
  ): Promise<void> => {
    const scope = deps.storage.scope(principal.tenant);
    const course = await selectCourse(scope, principal.courseId);
    const { pins } = await selectPins(scope, course._id);
    const check = (now: number): void => {
      if (now !== version) throw new AppError('conflict', 'errors.conflict');
    };
    const stamp = { by: principal.userId, now: deps.clock(), check };
    await savePins(deps, scope, course, changed(pins.map(pinAnswer)), stamp);
    await show(principal, response, { saved: true });
  };
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: PATH,
        operationId: `${method}PathSettingsPage`,
        summary: 'What staff set for every path of the course.',
        permission: 'course:staff',
        handle: ({ principal, response }) => show(signedIn(principal), response),
      }),
    ),
    route<z.infer<typeof Added>>({
      method: 'post',
      path: `${PATH}/add`,
      operationId: 'addPathPin',
      summary: 'Pins a lesson, a skill or an assignment in every path.',
      permission: 'course:staff',
      body: Added,
      async handle({ principal, response, body }) {
        const target = targetOf(body.target);
        const dated = body.place === 'dated';
        const pin = PathPin.safeParse({
          target,
          place: body.place,
          availableAt: dated && body.from !== '' ? `${body.from}T00:00:00Z` : null,
          dueAt: dated && body.due !== '' ? `${body.due}T23:59:59Z` : null,
        });
        if (!pin.success) throw new AppError('bad-request', 'errors.pin-dates');
        await change(signedIn(principal), response, body.version, (pins) => [...without(pins, target), pin.data]);
      },
    }),
    route<z.infer<typeof Removed>>({
      method: 'post',
      path: `${PATH}/remove`,
      operationId: 'removePathPin',
      summary: 'Takes a pin back.',
      permission: 'course:staff',
      body: Removed,
      handle: ({ principal, response, body }) =>
        change(signedIn(principal), response, body.version, (pins) => without(pins, targetOf(body.target))),
    }),
  ];
}

async function showSettings(
  deps: PathSettingsDependencies,
  principal: Principal,
  response: Response,
  more: object,
): Promise<void> {
  const scope = deps.storage.scope(principal.tenant);
  const course = await selectCourse(scope, principal.courseId);
  if (course.catalogue_id === null) return deps.renderPage(response, 'not-ready', {}, { principal });
  const [{ catalogue, info }, { version, pins }] = await Promise.all([
    pinnable(scope, course, deps.clock()),
    selectPins(scope, course._id),
  ]);
  const ofKind = (kind: ModuleInfo['kind']) =>
    Object.entries(info)
      .filter(([, each]) => each.kind === kind)
      .map(([value, { title }]) => ({ value, title }));
  const view = {
    version,
    pins: pins.map((pin) => ({ ...pin, value: offerOf(pin), title: titleOf(pin, info, catalogue.skillTitle) })),
    skills: catalogue.skills.map(({ id, title }) => ({ value: `skill:${id}`, title })),
    lessons: ofKind('lesson'),
    assessments: ofKind('assessment'),
  };
  deps.renderPage(response, 'path-settings', { view, ...more }, { principal });
}

const offerOf = ({ target }: Pick<StoredPin, 'target'>): string => `${target.kind}:${target.id}`;

function titleOf({ target }: StoredPin, info: Readonly<Record<string, ModuleInfo>>, skill: (id: string) => string) {
  if (target.kind === 'skill') return skill(target.id);
  const [module] = modulesMeant(target, info);
  return (module === undefined ? undefined : info[module]?.title) ?? target.id;
}

function targetOf(value: string): PinTarget {
  const colon = value.indexOf(':');
  return PinTarget.parse({ kind: value.slice(0, colon), id: value.slice(colon + 1) });
}

const without = (pins: readonly PathPinAnswer[], { kind, id }: PinTarget): PathPinAnswer[] =>
  pins.filter(({ target }) => target.kind !== kind || target.id !== id);
