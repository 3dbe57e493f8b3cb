import type { Response } from 'express';
import type { z } from 'zod';
import { notFound, type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { SIGNALS } from '../learners/index.js';
import { changeProfile, readLearned } from '../profiles/index.js';
import { type ResetDependencies, resetSkill } from './reset.js';
import { LanguageForm, LimitsForm, PauseForm, PreferencesForm, ResetForm, SignalsForm } from './settings-form.js';
import { settingsView } from './settings-view.js';

export interface SettingsDependencies extends ResetDependencies {
  readonly renderPage: RenderPage;
  /** The languages that there are. */
  readonly languages: readonly string[];
  /** Lets the session go on in another language. */
  readonly speak: (principal: Principal, language: string) => Promise<void>;
}

const PATH = '/app/:sessionId/settings';

/** What was done last, which the page says. */
export type SettingsDone = 'saved' | 'paused' | 'resumed' | 'afresh';

/** Shows what the learner may set, as it is set. @param more  what else the page shows */
export async function showSettings(
  {
    storage,
    inForce,
    renderPage,
    languages,
  }: Pick<SettingsDependencies, 'storage' | 'inForce' | 'renderPage' | 'languages'>,
  principal: Principal,
  response: Response,
  more: { readonly done?: SettingsDone; readonly asking?: string } = {},
): Promise<void> {
  const view = await settingsView(storage.scope(principal.tenant), principal, inForce);
  const asking = view.skills.find(({ id }) => id === more.asking) ?? null;
  renderPage(response, 'settings', { view, languages, done: more.done ?? null, asking }, { principal });
}

/** The learner's own switches. Each is a fact and acts on the very next page. */
export function settingsRoutes(deps: SettingsDependencies): Route[] {
  const change = (principal: Principal, said: Parameters<typeof changeProfile>[2]) =>
    changeProfile(deps, principal, said, { now: deps.clock(), check: () => undefined });
  const command = <B>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    act: (principal: Principal, body: B) => Promise<Parameters<typeof showSettings>[3]>,
  ) =>
    route<B>({
      method: 'post',
      path: `${PATH}/${name}`,
      operationId: `${name}Settings`,
      summary,
      permission: 'learner:self',
      body,
      async handle({ principal: asked, response, body: given }) {
        const principal = signedIn(asked);
        await showSettings(deps, principal, response, await act(principal, given));
      },
    });
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: PATH,
        operationId: `${method}SettingsPage`,
        summary: 'What a learner may set about their own course.',
        permission: 'learner:self',
        handle: ({ principal, response }) => showSettings(deps, signedIn(principal), response),
      }),
    ),
    command(
      'preferences',
      'Says what the learner likes.',
      PreferencesForm,
      async (principal, { no_ai, ...preferences }) => {
        const { catalogue } = await readLearned(deps.storage.scope(principal.tenant), principal.courseId);
        const coaches = preferences.preferred_characters.filter((id) => catalogue?.coach(id));
        await change(principal, { preferences: { ...preferences, preferred_characters: coaches }, no_ai });
        return { done: 'saved' };
      },
    ),
    command('limits', 'Says how much the learner wants in a day.', LimitsForm, async (principal, preferences) => {
      await change(principal, { preferences });
      return { done: 'saved' };
    }),
    command('signals', 'Says which signals may be used.', SignalsForm, async (principal, { use }) => {
      await change(principal, { signals_off: SIGNALS.filter((signal) => !use.includes(signal)) });
      return { done: 'saved' };
    }),
    command('pause', 'Pauses personalization, or takes it up again.', PauseForm, async (principal, { paused }) => {
      await change(principal, { paused: paused === 'true' });
      return { done: paused === 'true' ? 'paused' : 'resumed' };
    }),
    route<z.infer<typeof LanguageForm>>({
      method: 'post',
      path: `${PATH}/language`,
      operationId: 'languageSettings',
      summary: 'Chooses the language of the pages; none leaves it to the launch, from the next one on.',
      permission: 'learner:self',
      body: LanguageForm,
      async handle({ principal: asked, response, body: { language = null } }) {
        const principal = signedIn(asked);
        if (language !== null && !deps.languages.includes(language)) throw notFound('no such language');
        await change(principal, { preferences: { language } });
        if (language !== null) await deps.speak(principal, language);
        await showSettings(deps, { ...principal, locale: language ?? principal.locale }, response, { done: 'saved' });
      },
    }),
    command('reset', 'Starts a skill afresh, when it was asked twice.', ResetForm, async (principal, given) => {
      if (given.sure !== 'yes') return { asking: given.skill };
      await resetSkill(deps, principal, given.skill);
      return { done: 'afresh' };
    }),
  ];
}
