import type { Response } from 'express';
import { z } from 'zod';
import {
  AppError,
  notFound,
  type Principal,
  type RenderPage,
  type Route,
  route,
  signedIn,
  type Translate,
} from '../../http/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { listPlacements, selectCourse } from '../courses/index.js';
import {
  levelOf,
  type ProfileDocument,
  SIGNALS,
  type Signal,
  selectOptionalProfile,
  selectProfile,
} from '../learners/index.js';
import { completeLesson, showLesson } from '../lessons/index.js';
import { assignedSkills, mayWorkOn } from '../practice/index.js';
import { pathChartOf } from './chart.js';
import { heldByStaff } from './expand-pins.js';
import type { LearningPathDocument } from './model.js';
import type { ModuleInfo } from './modules.js';
import { ModuleId, PathModality, type PathUpdate, type StoredPin } from './schema.js';
import { bringPath, type PathDependencies } from './service.js';
import { selectOptionalPath, selectPath, selectPins } from './store.js';
import { adaptationAnswer, pathAnswer } from './view.js';

export interface PathRoutesDependencies extends PathDependencies {
  readonly clock: () => Date;
  readonly renderPage: RenderPage;
  readonly translator: (locale: string | undefined) => Translate;
  /** Lets this person go on in another placement of the same course; the address of its page. */
  readonly openPlacement: (principal: Principal, placementId: string, response: Response) => Promise<void>;
  /** Begins practice on one skill outside of any assignment. */
  readonly practiseStep: (principal: Principal, skill: string, response: Response) => Promise<void>;
}

const PATH = '/app/:sessionId/path';
const Nothing = z.object({});
const Chosen = z.object({ module: ModuleId });
const Wishes = z.object({
  minutes: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(10).max(3_000)])
    .optional()
    .transform((value) => value ?? null),
  prefer: z.union([z.literal('').transform(() => null), PathModality]),
});
/** So many of the latest decisions are told on the page. */
const LATEST = 3;

/** The learner's path as a page, and a command for each thing that they can do about it. */
export function pathRoutes(deps: PathRoutesDependencies): Route[] {
  const { storage } = deps;
  const show = (principal: Principal, response: Response): Promise<void> => showPath(deps, principal, response);
  const page = (method: 'get' | 'post') =>
    route({
      method,
      path: PATH,
      operationId: `${method}PathPage`,
      summary: 'The learner’s own path through the course, and why each step is in it.',
      permission: 'learner:self',
      async handle({ principal: asked, response }) {
        const principal = signedIn(asked);
        // A GET only reads; coming back by a POST brings the path that is there up to date.
        if (method === 'post') await refresh(deps, principal);
        await show(principal, response);
      },
    });
  const command = <B>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    act: (principal: Principal, body: B) => Promise<unknown>,
  ) =>
    route<B>({
      method: 'post',
      path: `${PATH}/${name}`,
      operationId: `${name}Path`,
      summary,
      permission: 'learner:self',
      body,
      async handle({ principal: asked, response, body: given }) {
        const principal = signedIn(asked);
        await act(principal, given);
        await show(principal, response);
      },
    });
  const wish = async (principal: Principal, change: (path: LearningPathDocument) => PathUpdate): Promise<void> => {
    const path = await selectPath(storage.scope(principal.tenant), principal);
    const check = ({ _id, version }: LearningPathDocument): void => {
      if (_id !== path._id || version !== path.version) throw new AppError('conflict', 'errors.conflict');
    };
    await bringPath(deps, principal, deps.clock(), { wishes: change(path), check });
  };
  return [
    page('get'),
    page('post'),
    command('make', 'Makes the first path.', Nothing, (principal) => bringPath(deps, principal, deps.clock())),
    command('skip', 'Leaves a step out.', Chosen, (principal, { module }) =>
      wish(principal, ({ path_config: { wishes } }) => ({
        skip: [...new Set([...wishes.skip, module])],
        first: wishes.first.filter((each) => each !== module),
      })),
    ),
    command('unskip', 'Puts a step back that was left out.', Chosen, (principal, { module }) =>
      wish(principal, ({ path_config: { wishes } }) => ({ skip: wishes.skip.filter((each) => each !== module) })),
    ),
    command('first', 'Begins with a step, and with what it needs.', Chosen, (principal, { module }) =>
      wish(principal, ({ path_config: { wishes } }) => ({ first: [...new Set([module, ...wishes.first])] })),
    ),
    command('wishes', 'Sets the time a week and the form that is rather wanted.', Wishes, (principal, body) =>
      wish(principal, () => ({ minutesPerWeek: body.minutes, prefer: body.prefer })),
    ),
    command('done', 'Says that a lesson is done.', Chosen, (principal, { module }) =>
      completeStep(deps, principal, module),
    ),
    route<z.infer<typeof Chosen>>({
      method: 'post',
      path: `${PATH}/open`,
      operationId: 'openPath',
      summary: 'Opens a step: the lesson, or the assignment that asks about its skill, or practice on it.',
      permission: 'learner:self',
      body: Chosen,
      handle: ({ principal, response, body }) => openStep(deps, signedIn(principal), response, body.module),
    }),
  ];
}

async function refresh(deps: PathRoutesDependencies, principal: Principal): Promise<void> {
  const path = await selectOptionalPath(deps.storage.scope(principal.tenant), principal);
  if (path) await bringPath(deps, principal, deps.clock());
}

/**
 * Shows the learner's path as it is stored.
 *
 * @param more  what else the page shows
 */
export async function showPath(
  deps: Pick<PathRoutesDependencies, 'storage' | 'clock' | 'renderPage' | 'translator'>,
  principal: Principal,
  response: Response,
  more: object = {},
): Promise<void> {
  const scope = deps.storage.scope(principal.tenant);
  const [course, path, profile, pins] = await Promise.all([
    selectCourse(scope, principal.courseId),
    selectOptionalPath(scope, principal),
    selectOptionalProfile(scope, principal),
    selectPins(scope, principal.courseId),
  ]);
  const now = deps.clock();
  const translate = deps.translator(principal.locale);
  const sequence = profile?.sequence ?? 0;
  const view =
    course.catalogue_id === null
      ? { state: 'not-ready', sequence }
      : path
        ? {
            ...{ state: 'path', sequence, ...pageOf(path, pins.pins, translate, now) },
            ...{ paused: profile?.controls.paused ?? false, signals: profile ? signalsUsed(path, profile) : [] },
          }
        : { state: 'none', sequence };
  deps.renderPage(response, 'path', { view, ...more }, { principal });
}

/** What the path was made from, among what the learner could switch off. */
function signalsUsed({ path_config: { policy, saw } }: LearningPathDocument, profile: ProfileDocument): Signal[] {
  if (policy === 'course-order') return [];
  const used: Partial<Record<Signal, boolean>> = {
    skills: true,
    forgetting: true,
    goals: saw.goals !== null,
    habits: saw.weeklyMinutesFrom === 'habits',
    preferences: profile.learning_style.stated.preferred_content_type !== null,
  };
  return SIGNALS.filter((signal) => used[signal] && !profile.controls.signals_off.includes(signal));
}

function pageOf(path: LearningPathDocument, pins: readonly StoredPin[], translate: Translate, now: Date) {
  const answer = pathAnswer(path, translate);
  const latest = path.adaptation_history.slice(-LATEST).reverse();
  const { modules, wishes } = path.path_config;
  const held = heldByStaff(pins, modules);
  const ahead = answer.steps.filter(({ state }) => state !== 'done');
  return {
    path: answer,
    chart: pathChartOf(answer, now),
    behind: answer.steps.filter(({ state }) => state === 'done'),
    ahead: ahead.map((step) => ({ ...step, isHeld: held.has(step.module) })),
    // What was skipped before staff pinned it lies ahead all the same.
    skipped: wishes.skip.flatMap((module) => {
      if (ahead.some((step) => step.module === module)) return [];
      const info = Object.hasOwn(modules, module) ? modules[module] : undefined;
      return info ? [{ module, title: info.title }] : [];
    }),
    changes: latest.map((entry) => ({ ...adaptationAnswer(path, entry, translate) })),
  };
}

async function openStep(
  deps: PathRoutesDependencies,
  principal: Principal,
  response: Response,
  module: string,
): Promise<void> {
  const info = await stepOf(deps, principal, module);
  if (info.kind === 'assessment') return deps.openPlacement(principal, info.contentId, response);
  if (info.kind === 'lesson')
    return showLesson(deps, principal, info.contentId, response, { open: true, step: module });
  const scope = deps.storage.scope(principal.tenant);
  const catalogue = await catalogueOf(deps, principal);
  const known = levelOf(await selectProfile(scope, principal), info.contentId)?.known ?? 0;
  // Where it counts, as long as the assignment still asks about it: its goal may lie below the learner's own, its day may
  // be over, or its rounds used up.
  const asking = (await listPlacements(scope, principal.courseId)).filter(
    ({ kind, settings }) =>
      kind === 'practice' &&
      known < settings.target &&
      assignedSkills(catalogue, settings.skills).includes(info.contentId),
  );
  for (const placement of asking) {
    if (await mayWorkOn(scope, placement, principal.userId, deps.clock())) {
      return deps.openPlacement(principal, placement._id, response);
    }
  }
  return deps.practiseStep(principal, info.contentId, response);
}

async function completeStep(deps: PathRoutesDependencies, principal: Principal, module: string): Promise<void> {
  const info = await stepOf(deps, principal, module);
  if (info.kind !== 'lesson') throw notFound('no lesson');
  await completeLesson(deps, principal.tenant, principal, { id: info.contentId, isFilm: info.modality === 'video' });
  await bringPath(deps, principal, deps.clock());
}

async function stepOf({ storage }: PathDependencies, principal: Principal, module: string): Promise<ModuleInfo> {
  const { path_config: config } = await selectPath(storage.scope(principal.tenant), principal);
  const info = Object.hasOwn(config.modules, module) ? config.modules[module] : undefined;
  if (!info) throw notFound('no such step');
  return info;
}

async function catalogueOf({ storage }: PathDependencies, { tenant, courseId }: Principal) {
  const scope = storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, courseId);
  if (catalogue_id === null) throw notFound('the course is bound to no catalogue');
  return loadCatalogue(scope, catalogue_id);
}
