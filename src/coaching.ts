import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import {
  type CoachLine,
  coachEndpoints,
  coachRoutes,
  createWriter,
  lineBeside,
  type QuestionOnPage,
  showCoach,
  type Writer,
} from './features/coaches/index.js';
import type { MemoryModelFor } from './features/reviews/index.js';
import type { ApiRoute, Principal, RenderPage, Route, Words } from './http/index.js';
import type { Storage } from './storage/index.js';

export interface CoachingParts {
  readonly config: Pick<Config, 'languageModel'>;
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly words: Words;
  readonly renderPage: RenderPage;
  readonly fetch: typeof fetch;
  readonly log: Logger;
  readonly memoryModelFor: MemoryModelFor;
}

/** The coaches as the rest of the program meets them. */
export interface Coaching {
  readonly routes: Route[];
  readonly endpoints: ApiRoute[];
  /** A word beside a question; null: none. */
  lineBeside(
    principal: Principal,
    question: QuestionOnPage,
    options: { readonly fresh: boolean },
  ): Promise<CoachLine | null>;
  openCoach(principal: Principal, coach: string, response: Response, recommendation: string): Promise<void>;
}

/** Wires the coaches; a language model writes for them only where the administrators have set one up. */
export function createCoaching(parts: CoachingParts): Coaching {
  const { storage, clock, newId, words, renderPage, memoryModelFor } = parts;
  const deps = {
    ...{ storage, clock, newId, renderPage, memoryModelFor },
    ...{ translator: words.translator, writer: writerOf(parts) },
  };
  return {
    routes: coachRoutes(deps),
    endpoints: coachEndpoints(deps),
    lineBeside: (principal, question, { fresh }) =>
      lineBeside(deps, principal, question, { fresh, now: clock(), locale: principal.locale }),
    openCoach: (principal, coach, response, recommendation) =>
      showCoach(deps, principal, response, { speak: true, coach, recommendation }),
  };
}

function writerOf({ config: { languageModel }, fetch: fetcher, log }: CoachingParts): Writer | null {
  if (!languageModel) return null;
  return createWriter({
    config: languageModel,
    fetch: fetcher,
    onFailure: (reason) => log.warn({ reason }, 'a coach spoke without the language model'),
  });
}
