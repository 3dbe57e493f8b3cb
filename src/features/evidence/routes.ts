import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { type Analysed, type ProfileModels, readAnalysed, readProgressSources } from '../profiles/index.js';
import { NUMBERS, type NumberName, numberEvidence } from './numbers.js';
import { skillEvidence } from './skill-evidence.js';

export interface EvidenceDependencies extends ProfileModels {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly renderPage: RenderPage;
}

const PATH = '/app/:sessionId/evidence';
/** Pages to which the way back may lead. */
const PLACES = [
  ...(['progress', 'practice', 'next', 'path', 'dashboard', 'reviews', 'goals', 'free'] as const),
  ...(['skills', 'insights', 'goal-tracker', 'review-queue', 'progress-chart'] as const),
] as const;

const Asked = z.object({
  skill: z.preprocess((given) => (given === '' ? undefined : given), z.string().min(1).max(240).optional()),
  of: z.preprocess((given) => (given === '' ? undefined : given), z.enum(NUMBERS).optional()),
  back: z.enum(PLACES).catch('progress'),
});
type Asked = z.infer<typeof Asked>;

/** "How do you know this?": the facts behind a number, how it is made of them, and what would change it. */
export function evidenceRoutes(deps: EvidenceDependencies): Route[] {
  return [
    route<undefined, Asked>({
      method: 'get',
      path: PATH,
      operationId: 'getEvidencePage',
      summary: 'The facts behind a number, how it is made of them, and what would change it.',
      permission: 'learner:self',
      query: Asked,
      handle: ({ principal, response, query }) => showEvidence(deps, signedIn(principal), response, query),
    }),
    route<Asked>({
      method: 'post',
      path: PATH,
      operationId: 'postEvidencePage',
      summary: 'The facts behind a number, how it is made of them, and what would change it.',
      permission: 'learner:self',
      body: Asked,
      handle: ({ principal, response, body }) => showEvidence(deps, signedIn(principal), response, body),
    }),
  ];
}

async function showEvidence(
  deps: EvidenceDependencies,
  principal: Principal,
  response: Response,
  { skill, of, back }: Asked,
): Promise<void> {
  const view = of ? await numberView(deps, principal, of, skill ?? null) : await skillView(deps, principal, skill);
  if (!view) throw notFound('no such number');
  deps.renderPage(response, 'evidence', { view, back }, { principal });
}

async function skillView(deps: EvidenceDependencies, principal: Principal, skill: string | undefined) {
  if (skill === undefined) return null;
  const scope = deps.storage.scope(principal.tenant);
  const read = await readAll(deps, principal);
  const found = await skillEvidence(scope, principal, read, { skill, placementId: principal.placementId });
  return found && { state: 'skill' as const, ...found, ...languageOf(read) };
}

async function numberView(deps: EvidenceDependencies, principal: Principal, name: NumberName, skill: string | null) {
  const read = await readAll(deps, principal);
  const found = numberEvidence(read.analysed, read.sources, { name, skill });
  return found && { state: 'number' as const, ...found, ...languageOf(read) };
}

async function readAll({ storage, clock, ...models }: EvidenceDependencies, principal: Principal) {
  const scope = storage.scope(principal.tenant);
  const [analysed, sources] = await Promise.all([
    readAnalysed(scope, principal, clock(), models),
    readProgressSources(scope, principal),
  ]);
  return { analysed, sources };
}

const languageOf = ({ analysed: { catalogue } }: { readonly analysed: Analysed }) => ({
  courseLanguage: catalogue?.language,
});
