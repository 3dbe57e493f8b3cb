import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type Route, type RouteContext, route, signedIn } from '../../http/index.js';
import { confirmGoal, removeGoal } from './confirm.js';
import { changeDraft, keepDraft, removeDraft } from './drafts.js';
import type { GoalDependencies } from './ports.js';
import { readWizard, showGoals, showWizard } from './show.js';
import { WIZARD, wizardStepRoutes } from './wizard-routes.js';

const GOALS = '/app/:sessionId/goals';
const Nothing = z.object({});
const Id = z.string().min(1).max(120);
const Begin = z.object({
  skills: z.union([Id.transform((skill) => [skill]), z.array(Id).max(200)]).default([]),
});
const Draft = z.object({ draft: Id });

type Show = (deps: GoalDependencies, principal: Principal, response: Response) => Promise<void>;

/** The learner's goal as a page, and the wizard in which it is set or changed. */
export function goalRoutes(deps: GoalDependencies): Route[] {
  const both = (name: string, path: string, summary: string, show: Show): Route[] =>
    (['get', 'post'] as const).map((method) =>
      route({
        method,
        path,
        operationId: `${method}${name}`,
        summary,
        permission: 'learner:self',
        handle: ({ principal, response }) => show(deps, signedIn(principal), response),
      }),
    );
  const command = <B>(
    operationId: string,
    path: string,
    summary: string,
    body: z.ZodType<B>,
    act: (principal: Principal, context: RouteContext<B, unknown>) => Promise<void>,
  ): Route =>
    route<B, unknown>({
      method: 'post',
      path,
      operationId,
      summary,
      permission: 'learner:self',
      body,
      handle: (context) => act(signedIn(context.principal), context),
    });
  return [
    ...both('GoalsPage', GOALS, 'The learner’s goal and how far it is.', showGoals),
    ...both('GoalWizardPage', WIZARD, 'The wizard in which a goal is set, where the learner left it.', showWizard),
    command('beginGoal', `${WIZARD}/begin`, 'Begins to set a goal, or to change it.', Begin, (principal, context) =>
      begin(deps, principal, context),
    ),
    command(
      'discardGoal',
      `${WIZARD}/discard`,
      'Forgets what was chosen so far.',
      Nothing,
      async (principal, context) => {
        await removeDraft(deps.storage.scope(principal.tenant), principal);
        await showGoals(deps, principal, context.response);
      },
    ),
    command('confirmGoal', `${WIZARD}/confirm`, 'Sets the goal that was chosen.', Draft, (principal, context) =>
      confirm(deps, principal, context),
    ),
    command('removeGoal', `${GOALS}/remove`, 'Takes the goal back.', Nothing, async (principal, context) => {
      await removeGoal(deps, principal);
      await showGoals(deps, principal, context.response);
    }),
    ...wizardStepRoutes(deps),
  ];
}

async function begin(
  deps: GoalDependencies,
  principal: Principal,
  { response, body: { skills } }: RouteContext<z.infer<typeof Begin>, unknown>,
): Promise<void> {
  const scope = deps.storage.scope(principal.tenant);
  const ground = await readWizard(deps, principal, skills);
  if (!ground) return showGoals(deps, principal, response);
  if (skills.length > 0) await removeDraft(scope, principal);
  await keepDraft(scope, ground.draft);
  await showWizard(deps, principal, response);
}

/** A second click finds the goal set, and shows it. */
async function confirm(
  deps: GoalDependencies,
  principal: Principal,
  { response, body: { draft: key } }: RouteContext<z.infer<typeof Draft>, unknown>,
): Promise<void> {
  const scope = deps.storage.scope(principal.tenant);
  const ground = await readWizard(deps, principal);
  if (!ground) return showGoals(deps, principal, response);
  const { draft, catalogue } = ground;
  if (draft.key === key) await keepDraft(scope, draft);
  const outcome = await confirmGoal(deps, principal, catalogue, key);
  if (outcome === 'set') return deps.paths.show(principal, response);
  if (outcome === 'gone') return showGoals(deps, principal, response);
  await changeDraft(scope, draft, { step: 'time' }, ground.now);
  return showWizard(deps, principal, response, { errors: { until: 'past' } });
}
