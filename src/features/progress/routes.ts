import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type RenderPage, type Route, route, signedIn, type Translate } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import type { ProfileModels } from '../profiles/index.js';
import { progressView } from './view.js';

export interface ProgressDependencies extends ProfileModels {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly renderPage: RenderPage;
  readonly translator: (locale: string | undefined) => Translate;
}

const PATH = '/app/:sessionId/progress';
/** A skill, or `*` for all; an empty value is what a form sends for neither. */
const Chosen = z.object({
  skill: z.preprocess((given) => (given === '' ? undefined : given), z.string().min(1).max(240).optional()),
});
type Chosen = z.infer<typeof Chosen>;

/** Shows how the learner stands, in charts. */
export async function showProgress(
  { storage, clock, renderPage, translator, ...models }: ProgressDependencies,
  principal: Principal,
  response: Response,
  { skill, more = {} }: Chosen & { readonly more?: object } = {},
): Promise<void> {
  const view = await progressView(storage.scope(principal.tenant), principal, {
    now: clock(),
    translate: translator(principal.locale),
    wanted: skill,
    models,
  });
  renderPage(response, 'progress', { view, ...more }, { principal });
}

/** The page "How you stand". */
export function progressRoutes(deps: ProgressDependencies): Route[] {
  return [
    route<undefined, Chosen>({
      method: 'get',
      path: PATH,
      operationId: 'getProgressPage',
      summary: 'How the learner stands, in charts: skills, time, the path, reviews.',
      permission: 'learner:self',
      query: Chosen,
      handle: ({ principal, response, query }) => showProgress(deps, signedIn(principal), response, query),
    }),
    route<Chosen>({
      method: 'post',
      path: PATH,
      operationId: 'postProgressPage',
      summary: 'How the learner stands, in charts: skills, time, the path, reviews.',
      permission: 'learner:self',
      body: Chosen,
      handle: ({ principal, response, body }) => showProgress(deps, signedIn(principal), response, body),
    }),
  ];
}
