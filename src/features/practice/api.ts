import type { z } from 'zod';
import { type ApiContext, type ApiRoute, AppError, apiRoute, type Words } from '../../http/index.js';
import type { RawResponse } from '../catalogue/index.js';
import { type Whose, whose } from '../learners/index.js';
import { AnswerAnswer, AnswerBody, HintAnswer, HintBody, NextAnswer, NextBody } from './api-schema.js';
import { answeredView, hintedView, type Reader, servedView } from './api-view.js';
import { askNext } from './ask-next.js';
import { answerByDecision, hintByDecision } from './by-decision.js';
import { policyFor } from './choose.js';
import { difficultyEndpoints } from './difficulty-api.js';
import { misconceptionKey } from './misconceptions.js';
import { decisionCollection } from './model.js';
import type { PracticeDependencies } from './situation.js';
import type { Sent } from './steps.js';

export interface PracticeApiDependencies extends PracticeDependencies {
  readonly words: Words;
  /** A round is over: what comes next is made, as the pages do. */
  readonly onRoundEnd?: (learner: Whose, now: Date) => Promise<void>;
}

const TAG = 'Practice';

/** Practice for programs: the same questions, answers and hints as on the pages, through the same use cases. */
export function practiceEndpoints(deps: PracticeApiDependencies): ApiRoute[] {
  return [
    ...difficultyEndpoints(deps),
    apiRoute({
      method: 'post',
      path: '/api/practice/next',
      operationId: 'askNextQuestion',
      tag: TAG,
      summary: 'The next question for a learner, with why it is that one. In an assignment, an open one comes again.',
      session: 'signed-in',
      scope: 'learners:write',
      body: NextBody,
      answer: NextAnswer,
      errors: ['not-found', 'conflict'],
      async handle(context) {
        const { placement, skills = [], mode, policy } = context.body;
        if (policy !== undefined) requireScope(context, 'experiments');
        const learner = await whose(deps.storage, context.caller, who(context.body), 'write');
        const wish = { mode, ...(policy && { policy }) };
        const served = await askNext(at(deps, context), learner, { placement: placement ?? null, skills, wish });
        if (served.ended === 'round-finished') await deps.onRoundEnd?.(learner, context.now);
        const frame = { course: learner.courseId, placement: placement ?? null };
        if (served.ended !== null) {
          const chooser = policy ?? (served.ground ? policyFor(served.ground) : 'engine');
          return { body: { ...NOTHING, ...frame, mode, policy: chooser, ended: served.ended } };
        }
        const reader = readerOf(deps, context);
        const decision = await reader.scope.collection(decisionCollection).findOne({ _id: served.question.decision });
        if (!decision) throw new Error('A question was served without a decision.');
        return { body: { ...(await servedView(reader, served, decision)), ...frame, ended: null } };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/practice/answers',
      operationId: 'answerQuestion',
      tag: TAG,
      summary: 'Answers a step of a question. The first try is evidence; in an assignment it counts for the grade.',
      session: 'signed-in',
      scope: 'learners:write',
      body: AnswerBody,
      answer: AnswerAnswer,
      errors: ['not-found', 'conflict'],
      async handle(context) {
        const { body } = context;
        if ('result' in body) requireScope(context, 'evidence:write');
        const learner = await whose(deps.storage, context.caller, who(body), 'write');
        const moment = { decision: body.decision, step: body.step - 1, attempt: body.attempt };
        const answered = await answerByDecision(at(deps, context), learner, moment, sentOf(body));
        return { body: answeredView(readerOf(deps, context), body.decision, moment, answered) };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/practice/hints',
      operationId: 'openHint',
      tag: TAG,
      summary: 'Opens the next hint of a step. Each one halves what a right first answer counts.',
      session: 'signed-in',
      scope: 'learners:write',
      body: HintBody,
      answer: HintAnswer,
      errors: ['not-found', 'conflict'],
      async handle(context) {
        const { decision, step, hint } = context.body;
        const learner = await whose(deps.storage, context.caller, who(context.body), 'write');
        const place = { decision, step: step - 1, hint: hint === undefined ? null : hint - 1 };
        return { body: hintedView(decision, await hintByDecision(at(deps, context), learner, place)) };
      },
    }),
  ];
}

const NOTHING = {
  decision: null,
  propensity: null,
  question: null,
  skill: null,
  difficulty: null,
  reasons: [],
  pacing: null,
} satisfies Partial<z.infer<typeof NextAnswer>>;

type Context = Pick<ApiContext<unknown, unknown, unknown>, 'caller' | 'now'>;

const who = ({ user, course }: { user: string; course?: string | undefined }) => ({ userId: user, course });

/** The use cases as of the time of the question. */
export const at = (deps: PracticeDependencies, { now }: Pick<Context, 'now'>): PracticeDependencies => ({
  ...deps,
  clock: () => now,
});

function readerOf({ storage, words }: PracticeApiDependencies, { caller }: Context): Reader {
  const session = caller.kind === 'session' ? caller.principal : null;
  return {
    scope: storage.scope(caller.tenant),
    say: words.translator(session?.locale),
    base: session && `/app/${session.sessionId}`,
  };
}

/** @throws AppError forbidden for a session, and for a key without the scope */
function requireScope({ caller }: Context, scope: 'experiments' | 'evidence:write'): void {
  if (caller.kind === 'key' && caller.scopes.has(scope)) return;
  throw new AppError('forbidden', 'errors.scope-needed', { values: { scope } });
}

function sentOf(body: AnswerBody): Sent | 'show-solution' {
  if ('solution' in body) return 'show-solution';
  const { seconds, confidence } = body;
  if ('response' in body) return { given: { kind: 'response', raw: rawOf(body.response) }, seconds, confidence };
  const { correct, misconception, seconds: measured } = body.result;
  const idea = misconception === undefined ? null : misconceptionKey(misconception);
  return { given: { kind: 'result', correct, misconception: idea }, seconds: seconds ?? measured, confidence };
}

/** The fields of a page's form that say the same. */
function rawOf(response: Extract<AnswerBody, { response: unknown }>['response']): RawResponse {
  if ('answer' in response) return { answer: response.answer };
  return Object.fromEntries(Object.entries(response.pairs).map(([left, right]) => [`match.${left}`, right]));
}
