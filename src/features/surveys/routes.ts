import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type Route, route, signedIn } from '../../http/index.js';
import { replyToSurvey, type SurveyDependencies } from './surveys.js';

export interface SurveyRoutesDependencies extends SurveyDependencies {
  readonly clock: () => Date;
  /** Shows the page on which the question stood, with what it says now. */
  readonly showAgain: (principal: Principal, response: Response, more: object) => Promise<void>;
}

const PATH = '/app/:sessionId/survey';
const Stars = z.coerce.number().int().min(1).max(5);
const SurveyId = z.string().regex(/^session-\d{1,16}$/);
const Answered = z.object({ survey: SurveyId, useful: Stars, enjoyable: Stars });
const Dismissed = z.object({ survey: SurveyId });

/** Two questions on a page that is there anyway; nobody has to answer. */
export function surveyRoutes(deps: SurveyRoutesDependencies): Route[] {
  const reply = <B extends { readonly survey: string }>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    said: (body: B) => Parameters<typeof replyToSurvey>[3],
  ) =>
    route<B>({
      method: 'post',
      path: `${PATH}/${name}`,
      operationId: `${name}SurveyPage`,
      summary,
      permission: 'learner:self',
      body,
      async handle({ principal: asked, response, body: given }) {
        const principal = signedIn(asked);
        await replyToSurvey(deps, principal, given.survey, said(given), deps.clock());
        await deps.showAgain(principal, response, { thanked: name === 'answer' });
      },
    });
  return [
    reply('answer', 'How useful and how enjoyable it was.', Answered, ({ useful, enjoyable }) => ({
      useful,
      enjoyable,
    })),
    reply('dismiss', 'The learner would rather not say.', Dismissed, () => 'dismissed'),
  ];
}
