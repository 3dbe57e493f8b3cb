import { z } from 'zod';
import { type Principal, type Route, route, signedIn } from '../../http/index.js';
import { AnswerForm, responseOf } from '../practice/index.js';
import { nextOf, previousOf, STEPS, type WizardStep } from './choices.js';
import { changeDraft, keepDraft } from './drafts.js';
import { readForm, type Sent, SentForm } from './forms.js';
import { answerLevel, endLevel, goOn } from './level-test.js';
import type { GoalDependencies } from './ports.js';
import { readWizard, showGoals, showWizard, type WizardGround } from './show.js';
import type { Showing } from './wizard-view.js';

export const WIZARD = '/app/:sessionId/goals/wizard';
/** Whoever came from the last page to change one thing goes back there. */
const After = z.literal('confirm').optional().catch(undefined);
const Level = z.object({ after: After });
const Go = z.object({ step: z.enum(STEPS), after: After });
const Asked = z.enum(['next', 'back', 'skip', 'check']).catch('next');
const Id = z.string().min(1).max(120);
const Mark = Level.extend({
  decision: Id,
  step: z.coerce.number().int().min(0).max(1_000),
  tries: z.coerce.number().int().min(0).max(1_000),
});

/** Somebody who does something in the wizard. */
interface Visit {
  readonly principal: Principal;
  readonly ground: WizardGround;
}

/** The steps of the wizard: what can be done on each of its pages. The page on which one is then comes back. */
export function wizardStepRoutes(deps: GoalDependencies): Route[] {
  const command = <B>(
    name: string,
    operationId: string,
    summary: string,
    body: z.ZodType<B>,
    act: (visit: Visit, body: B) => Promise<Showing | undefined>,
  ): Route =>
    route<B>({
      method: 'post',
      path: `${WIZARD}/${name}`,
      operationId,
      summary,
      permission: 'learner:self',
      body,
      async handle({ principal: asked, response, body: given }) {
        const principal = signedIn(asked);
        const ground = await readWizard(deps, principal);
        if (!ground) return showGoals(deps, principal, response);
        const draft = await keepDraft(deps.storage.scope(principal.tenant), ground.draft);
        const showing = await act({ principal, ground: { ...ground, draft } }, given);
        await showWizard(deps, principal, response, showing);
      },
    });
  const change = ({ principal, ground }: Visit, to: Parameters<typeof changeDraft>[2]) =>
    changeDraft(deps.storage.scope(principal.tenant), ground.draft, to, ground.now);

  const form = (step: Exclude<WizardStep, 'level' | 'confirm'>, operationId: string, summary: string): Route =>
    command<Sent>(step, operationId, summary, SentForm, async (visit, sent) => {
      const asked = Asked.parse(sent.go);
      const after = After.parse(sent.after) ?? null;
      const onward = after ?? nextOf(step);
      if (asked === 'skip') return void (await change(visit, { step: onward }));
      const { choices, errors } = readForm(step, sent, visit.ground);
      if (errors && asked !== 'back') {
        await change(visit, { step });
        return { errors, sent, after };
      }
      const to = { next: onward, back: previousOf(step), check: step }[asked];
      await change(visit, { step: to, ...(choices && { choices }) });
      return asked === 'check' ? { after, checked: true } : undefined;
    });
  const level = <B extends object>(
    name: string,
    operationId: string,
    summary: string,
    body: z.ZodType<B>,
    act: (visit: Visit, body: B) => Promise<void>,
  ): Route =>
    command(`level/${name}`, operationId, summary, body, async (visit, given) => {
      await act(visit, given);
      return { after: After.parse('after' in given ? given.after : undefined) ?? null };
    });

  return [
    command('go', 'goInGoalWizard', 'Goes to a page of the wizard.', Go, async (visit, { step, after = null }) => {
      await change(visit, { step });
      return { after };
    }),
    form('time', 'chooseGoalTime', 'By when, and with how many minutes a week.'),
    form('areas', 'chooseGoalAreas', 'Which skills, and how well.'),
    form('motivation', 'chooseGoalMotivation', 'What drives the learner.'),
    form('style', 'chooseGoalStyle', 'How the learner likes things to be shown.'),
    level('start', 'startLevelTest', 'Begins the placement test, or goes on with it.', Level, ({ principal, ground }) =>
      goOn(deps, principal, ground.draft, ground.now),
    ),
    level('answer', 'answerLevelTest', 'Answers a question of it.', AnswerForm, ({ principal, ground }, body) =>
      answerLevel(deps, principal, ground.draft, body, responseOf(body), ground.now),
    ),
    level(
      'unknown',
      'passLevelTest',
      'Says "I do not know" to a question of it.',
      Mark,
      ({ principal, ground }, mark) => answerLevel(deps, principal, ground.draft, mark, null, ground.now),
    ),
    level('end', 'endLevelTest', 'Ends it before it is over.', Level, ({ principal, ground }) =>
      endLevel(deps, principal, ground.draft, ground.now),
    ),
  ];
}
