import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type Route, route, signedIn, type Translate } from '../../http/index.js';
import { listPlacements } from '../courses/index.js';
import { SIGNALS, Signal } from '../learners/index.js';
import { RecommendedType as TypeSchema } from './api-schema.js';
import { contentOf, TYPE_OF, targetOf } from './content.js';
import { whyNotSentences } from './in-words.js';
import type { Action, RecommendedType } from './model.js';
import { catalogueOf, type OpenDependencies, openTarget } from './open.js';
import { type PersonalizationEngine, SHOWN } from './personalization-engine.js';
import { react, showSet } from './react.js';
import { setSignals } from './set-signals.js';
import { nextView } from './view.js';
import { whyNot } from './why-not.js';
import { withinDay } from './within-day.js';

export interface RecommendationRoutesDependencies extends OpenDependencies {
  readonly engine: PersonalizationEngine;
  readonly translatorFor: (locale: string) => Translate;
  /** Shows the dashboard again, on which suggestions stand as well; absent: "What next" is shown. */
  readonly showDashboard?: (principal: Principal, response: Response, more: object) => Promise<void>;
}

const PATH = '/app/:sessionId/next';
/** Whoever answers on their dashboard goes on there. */
const From = z.enum(['dashboard']).optional();
const Chosen = z.object({ recommendation: z.string().min(1).max(120), from: From });
const Rated = Chosen.extend({ score: z.coerce.number().int().min(1).max(5) });
/** An empty value is what a form sends for "all". */
const Filter = z.object({ type: z.preprocess((given) => (given === '' ? undefined : given), TypeSchema.optional()) });
const Asked = z.object({ content: z.string().min(3).max(260) });
const Switches = z.object({
  use: z.preprocess((given) => [given ?? []].flat(), z.array(Signal).max(SIGNALS.length)),
});
type ShowDependencies = Pick<RecommendationRoutesDependencies, 'engine' | 'storage' | 'renderPage' | 'clock' | 'newId'>;

/**
 * Shows three suggestions, made now or as they are stored.
 *
 * @param fresh  a set is made, and being shown is a fact; otherwise nothing is written
 * @param type   only of this kind
 * @param more   what else the page shows
 */
export async function showNext(
  deps: ShowDependencies,
  principal: Principal,
  response: Response,
  { fresh, type, more = {} }: { fresh: boolean; type?: RecommendedType | undefined; more?: object },
): Promise<void> {
  const { engine, storage, renderPage } = deps;
  if (fresh) await engine.generateRecommendations(principal);
  const set = await engine.currentRecommendations(principal);
  const scope = storage.scope(principal.tenant);
  const wanted = set.filter(({ content_type }) => type === undefined || content_type === type).slice(0, SHOWN);
  const shown = await withinDay(scope, principal, wanted, deps.clock());
  if (fresh) await showSet(deps, principal, shown);
  const view = await nextView(scope, principal, shown, type ?? null);
  renderPage(response, 'next', { view, enough: shown.length < wanted.length, ...more }, { principal });
}

/** The widget "What next": three suggestions, why each, and what the learner says to them. */
export function recommendationRoutes(deps: RecommendationRoutesDependencies): Route[] {
  const { storage, engine } = deps;
  const show = (principal: Principal, response: Response, more: object = {}, from?: 'dashboard') =>
    from && deps.showDashboard
      ? deps.showDashboard(principal, response, more)
      : showNext(deps, principal, response, { fresh: true, more });
  const command = <B>(
    name: string,
    operationId: string,
    summary: string,
    body: z.ZodType<B>,
    act: (principal: Principal, body: B, response: Response) => Promise<void>,
  ) =>
    route<B>({
      method: 'post',
      path: `${PATH}/${name}`,
      operationId,
      summary,
      permission: 'learner:self',
      body,
      handle: ({ principal, body: given, response }) => act(signedIn(principal), given, response),
    });
  const reaction = (name: string, action: Action, summary: string) =>
    command(name, `${name}Suggestion`, summary, Chosen, async (principal, body, response) => {
      const recommendation = await react(deps, principal, { ...body, action });
      if (action !== 'accepted') return show(principal, response, {}, body.from);
      const catalogue = await catalogueOf(deps, principal);
      const placements = await listPlacements(storage.scope(principal.tenant), principal.courseId);
      const target = targetOf({ catalogue, placements }, recommendation);
      if (!target) throw notFound('nothing to open');
      return openTarget(deps, principal, response, target, { recommendation: recommendation._id, from: body.from });
    });
  return [
    route<undefined, z.infer<typeof Filter>>({
      method: 'get',
      path: PATH,
      operationId: 'getNextPage',
      summary: 'What to do next, and why.',
      permission: 'learner:self',
      query: Filter,
      // A GET only reads the stored set; the launch and every POST may make a fresh one.
      handle: ({ principal, response, query }) =>
        showNext(deps, signedIn(principal), response, { fresh: false, type: query.type }),
    }),
    route<z.infer<typeof Filter>>({
      method: 'post',
      path: PATH,
      operationId: 'postNextPage',
      summary: 'What to do next, and why.',
      permission: 'learner:self',
      body: Filter,
      handle: ({ principal, response, body }) =>
        showNext(deps, signedIn(principal), response, { fresh: true, type: body.type }),
    }),
    reaction('accept', 'accepted', 'Opens a suggestion.'),
    reaction('dismiss', 'dismissed', 'Puts a suggestion off for some days.'),
    reaction('complete', 'completed', 'Says that a suggestion is done.'),
    command('rate', 'rateSuggestion', 'Says how good a suggestion was.', Rated, async (principal, body, response) => {
      const { title } = await react(deps, principal, body);
      await show(principal, response, { rated: { title, score: body.score } }, body.from);
    }),
    command(
      'signals',
      'setSignals',
      'Says which signals may be used.',
      Switches,
      async (principal, { use }, response) => {
        await setSignals(
          deps,
          principal,
          SIGNALS.filter((signal) => !use.includes(signal)),
        );
        await show(principal, response, { switched: true });
      },
    ),
    command('why-not', 'askWhyNot', 'Why something is not suggested.', Asked, async (principal, body, response) => {
      const asked = contentOf(body.content);
      const ranked = asked && (await engine.rank(principal, deps.clock()));
      if (!ranked) throw notFound('no such content');
      const content = { type: TYPE_OF[asked.contentType], id: asked.contentId };
      const why = whyNot(ranked.evidence, ranked.ranking, content);
      const sentences = whyNotSentences(deps.translatorFor(principal.locale), ranked.evidence, why);
      await show(principal, response, { whyNot: { ...why, name: body.content, sentences } });
    }),
  ];
}
