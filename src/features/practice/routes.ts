import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { readAsFormula } from '../catalogue/index.js';
import { selectPlacement } from '../courses/index.js';
import { answerQuestion, openHint, showSolution } from './answers.js';
import { commandsOf, sharedCommands } from './commands.js';
import { Answer, confidenceOf, HintMoment, Moment, Nothing, responseOf, studentOf } from './forms.js';
import type { QuestionView } from './question-view.js';
import { finishRound, goOn, startRound } from './rounds.js';
import type { PracticeDependencies } from './situation.js';
import { practiceView } from './view.js';

export interface PracticeRoutesDependencies extends PracticeDependencies {
  readonly renderPage: RenderPage;
  /** The question how it was that this learner may be asked now; null: none. */
  readonly surveyFor: (principal: Principal) => Promise<string | null>;
  /** What the end page points to, by the recommendations: made now, or only read. */
  readonly suggest: (principal: Principal, options: { readonly fresh: boolean }) => Promise<readonly object[]>;
  /** Shows the reviews, where a run of them has none left. */
  readonly showReviews: (principal: Principal, response: Response) => Promise<void>;
  /** A short word of a coach beside the question, said now or only read; null: none. */
  readonly coachLine?: (
    principal: Principal,
    question: CoachedQuestion,
    options: { readonly fresh: boolean },
  ) => Promise<object | null>;
}

const PATH = '/app/:sessionId/practice';
const Typed = z.object({ typed: z.string().max(500) });

/**
 * Shows the assignment as it stands; at the end of a round with what comes next.
 *
 * @param more  what else the page shows
 */
export async function showPractice(
  deps: PracticeRoutesDependencies,
  principal: Principal,
  response: Response,
  more: object = {},
): Promise<void> {
  const view = await practiceView(deps, studentOf(principal));
  // A GET only reads; the POST that ended the round has made what it shows.
  const fresh = response.req.method !== 'GET';
  const next = view.state === 'end' ? await deps.suggest(principal, { fresh }) : [];
  const coach = view.state === 'question' ? await coachLineOf(deps, principal, view.question, fresh) : null;
  const survey = view.state === 'end' ? await deps.surveyFor(principal) : null;
  deps.renderPage(response, 'practice', { view, next, coach, survey, ...more }, { principal });
}

/** The question on the screen as far as a coach looks at it. */
export interface CoachedQuestion {
  readonly decision: string;
  readonly tries: number;
  readonly open: boolean;
  /** The last answer shows a well-known wrong idea. */
  readonly misconception: boolean;
}

export async function coachLineOf(
  { coachLine }: PracticeRoutesDependencies,
  principal: Principal,
  { decision, tries, outcome, feedback }: QuestionView,
  fresh: boolean,
): Promise<object | null> {
  if (!coachLine) return null;
  const misconception = feedback?.code === 'misconception';
  return coachLine(principal, { decision, tries, open: outcome === 'open', misconception }, { fresh });
}

/** For somebody who asked to practise: a round begins at once, unless rounds are few and each wants to be meant. */
export async function openPractice(
  deps: PracticeRoutesDependencies,
  principal: Principal,
  response: Response,
): Promise<void> {
  const { settings } = await selectPlacement(deps.storage.scope(principal.tenant), principal.placementId ?? '');
  if (settings.attempts === null) await startRound(deps, studentOf(principal));
  await showPractice(deps, principal, response);
}

/** The adaptive assignment: one page, and a command for each thing a learner can do on it. */
export function practiceRoutes(deps: PracticeRoutesDependencies): Route[] {
  const page = (method: 'get' | 'post') =>
    route({
      method,
      path: PATH,
      operationId: `${method}PracticePage`,
      summary: 'The adaptive assignment as it stands for this learner.',
      permission: 'learner:self',
      handle: ({ principal, response }) => showPractice(deps, signedIn(principal), response),
    });
  const command = commandsOf(PATH, 'Practice', (principal, response) => showPractice(deps, principal, response));
  return [
    page('get'),
    page('post'),
    command('start', 'Begins a round with its first question.', Nothing, (student) => startRound(deps, student)),
    command('answer', 'Answers the step on the screen.', Answer, (student, body) =>
      answerQuestion(deps, student, body, responseOf(body), confidenceOf(body)),
    ),
    command('hint', 'Opens the next hint.', HintMoment, (student, mark) => openHint(deps, student, mark)),
    command('solution', 'Shows the worked solution and ends the step.', Moment, (student, mark) =>
      showSolution(deps, student, mark),
    ),
    command('next', 'Goes on to the next step or question.', Moment, (student, { decision, step }) =>
      goOn(deps, student, decision, step),
    ),
    command('finish', 'Ends the round.', Nothing, (student) => finishRound(deps, student)),
    ...sharedCommands(deps, command),
    route<z.infer<typeof Typed>>({
      method: 'post',
      path: `${PATH}/reading`,
      operationId: 'readExpression',
      summary: 'How an expression that is being typed is read, as a formula; nothing is kept of it.',
      permission: 'learner:self',
      body: Typed,
      async handle({ body, response }) {
        response.json({ html: readAsFormula(body.typed) });
      },
    }),
  ];
}
