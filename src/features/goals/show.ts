import type { Response } from 'express';
import type { Principal } from '../../http/index.js';
import { freshDraft, type GoalDraft } from './drafts.js';
import { type GoalView, goalView } from './goal-view.js';
import { type GoalGround, readGround } from './ground.js';
import type { GoalDependencies } from './ports.js';
import { type Showing, wizardView } from './wizard-view.js';

/** Shows the goal and how far it is. */
export async function showGoals(deps: GoalDependencies, principal: Principal, response: Response): Promise<void> {
  const view: GoalView | { readonly state: 'not-ready' } = (await goalView(deps, principal)) ?? { state: 'not-ready' };
  deps.renderPage(response, 'goals', { view }, { principal });
}

/** What the wizard stands on: the draft as it was left, or the one that it would begin with. */
export type WizardGround = GoalGround & { readonly draft: GoalDraft };

/**
 * @param skills  for a next goal about these: then it begins anew
 * @returns null while staff have bound the course to nothing
 */
export async function readWizard(
  deps: GoalDependencies,
  principal: Principal,
  skills: readonly string[] = [],
): Promise<WizardGround | null> {
  const ground = await readGround(deps, principal);
  if (!ground) return null;
  if (ground.draft && skills.length === 0) return { ...ground, draft: ground.draft };
  const minutesPerWeek = await deps.paths.minutesPerWeek(principal);
  return { ...ground, draft: freshDraft({ ...ground, minutesPerWeek }, skills) };
}

/** Shows the page of the wizard on which the learner is. */
export async function showWizard(
  deps: GoalDependencies,
  principal: Principal,
  response: Response,
  showing: Showing = {},
): Promise<void> {
  const ground = await readWizard(deps, principal);
  if (!ground) return showGoals(deps, principal, response);
  const learner = { ...principal, base: `/app/${principal.sessionId}` };
  const view = await wizardView(deps, learner, ground, showing);
  deps.renderPage(response, 'goal-setting-wizard', { view }, { principal });
}
