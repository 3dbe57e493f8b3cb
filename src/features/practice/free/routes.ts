import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type Route, route, signedIn } from '../../../http/index.js';
import { commandsOf, sharedCommands } from '../commands.js';
import { Answer, confidenceOf, HintMoment, Moment, Nothing, responseOf, studentOf } from '../forms.js';
import { coachLineOf, type PracticeRoutesDependencies } from '../routes.js';
import { PURPOSES, type RunLength } from './model.js';
import { answerInRun, finishRun, goOnInRun, hintInRun, solutionInRun, startRun } from './runs.js';
import { freeView } from './view.js';

const PATH = '/app/:sessionId/free';
const SkillId = z.string().min(1).max(120);
const list = (given: unknown) => (given === undefined || given === '' ? [] : [given].flat());

/** `10` questions, `10m` minutes, or `open`. */
const Length = z
  .string()
  .regex(/^(?:open|[1-9][0-9]?m?)$/)
  .transform((text): RunLength => {
    if (text === 'open') return null;
    return { unit: text.endsWith('m') ? 'minutes' : 'questions', count: Number.parseInt(text, 10) };
  });

const blank = (given: unknown) => (given === '' ? undefined : given);
const Wanted = z.object({
  skills: z.preprocess(list, z.array(SkillId).max(200)),
  length: z.preprocess(blank, Length.optional()),
  purpose: z.preprocess(blank, z.enum(PURPOSES).optional()),
  /** A page of this session; the way back is a form that opens it. */
  back: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .optional(),
  ),
});
type Wanted = z.infer<typeof Wanted>;

/**
 * Practice that a learner chooses: which skills, and for how long. Whoever names a length or a purpose begins at once;
 * whoever names neither goes on where they are, or chooses.
 */
export function freeRoutes(deps: PracticeRoutesDependencies): Route[] {
  const command = commandsOf(PATH, 'Free', (principal, response) => showFree(deps, principal, response));
  return [
    route({
      method: 'get',
      path: PATH,
      operationId: 'getFreePage',
      summary: 'Practice that the learner chose, as it stands.',
      permission: 'learner:self',
      handle: ({ principal, response }) => showFree(deps, signedIn(principal), response),
    }),
    route<Wanted>({
      method: 'post',
      path: PATH,
      operationId: 'postFreePage',
      summary: 'Begins practice outside of any assignment, goes on with it, or lets the learner choose.',
      permission: 'learner:self',
      body: Wanted,
      handle: ({ principal, body, response }) => openFree(deps, signedIn(principal), body, response),
    }),
    command('answer', 'Answers the step on the screen.', Answer, (student, body) => {
      const given = { kind: 'response' as const, raw: responseOf(body) };
      return answerInRun(deps, student, body, { given, confidence: confidenceOf(body) });
    }),
    command('hint', 'Opens the next hint.', HintMoment, (student, mark) => hintInRun(deps, student, mark)),
    command('solution', 'Shows the worked solution and ends the step.', Moment, (student, mark) =>
      solutionInRun(deps, student, mark),
    ),
    command('next', 'Goes on to the next step or question.', Moment, (student, mark) => goOnInRun(deps, student, mark)),
    command('finish', 'Ends the practice.', Nothing, (student) => finishRun(deps, student)),
    ...sharedCommands(deps, command),
  ];
}

async function openFree(
  deps: PracticeRoutesDependencies,
  principal: Principal,
  { skills, length, purpose, back: from }: Wanted,
  response: Response,
): Promise<void> {
  const [student, back] = [studentOf(principal), from ?? null];
  if (length === undefined && (purpose === undefined || purpose === 'session')) {
    const view = await freeView(deps, student);
    const goesOn = view.state === 'question' && skills.length === 0;
    return showFree(deps, principal, response, goesOn ? null : { skills, back });
  }
  const ended = await startRun(deps, student, {
    purpose: purpose ?? 'session',
    skills,
    length: length ?? null,
    back,
  });
  if (ended === null) return showFree(deps, principal, response);
  if (ended === 'nothing-due') return deps.showReviews(principal, response);
  return showFree(deps, principal, response, { skills: [], back }, { nothing: true });
}

/** Questions of one step of practice on a path. */
const STEP: RunLength = { unit: 'questions', count: 5 };

/** Begins practice on one skill; its end leads back to the path. */
export function practiseStep(
  deps: PracticeRoutesDependencies,
  principal: Principal,
  skill: string,
  response: Response,
): Promise<void> {
  return openFree(deps, principal, { skills: [skill], length: STEP, purpose: undefined, back: 'path' }, response);
}

/**
 * Shows free practice as it stands.
 *
 * @param choosing  the choice is shown, also while a run goes on
 * @param more      what else the page shows
 */
export async function showFree(
  deps: PracticeRoutesDependencies,
  principal: Principal,
  response: Response,
  choosing: Parameters<typeof freeView>[2] = null,
  more: object = {},
): Promise<void> {
  const view = await freeView(deps, studentOf(principal), choosing);
  // A GET only reads; the POST that ended the run has made what it shows.
  const fresh = response.req.method !== 'GET';
  const next = view.state === 'end' && view.run.purpose !== 'check' ? await deps.suggest(principal, { fresh }) : [];
  const coach = view.state === 'question' ? await coachLineOf(deps, principal, view.question, fresh) : null;
  deps.renderPage(response, 'free', { view, next, coach, ...more }, { principal });
}
