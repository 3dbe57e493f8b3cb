import { z } from 'zod';
import type { CatalogueView } from '../catalogue/index.js';
import { ContentPreference, MotivationType } from '../learners/index.js';
import {
  type AreaChoice,
  type GoalChoices,
  MOTIVATION_QUESTIONS,
  type MotivationChoice,
  STYLE_QUESTIONS,
  type StyleChoice,
  TARGETS,
  type Target,
  type TimeChoice,
  type WizardStep,
} from './choices.js';

/** What a form sent: each field once, or several times. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;
export const SentForm: z.ZodType<Sent> = z.record(
  z.string().max(60),
  z.union([z.string().max(300), z.array(z.string().max(300)).max(1_000)]),
);

/** What was chosen, or which fields cannot be taken, each with the code of a sentence. */
export type FormRead =
  | { readonly choices: GoalChoices; readonly errors: null }
  | { readonly choices: null; readonly errors: Readonly<Record<string, string>> };

const DAY = 86_400_000;
export const MOST_DAYS = 730;
export const MOST_WEEKS = Math.floor(MOST_DAYS / 7);
const Weeks = z.coerce.number().int().min(1).max(MOST_WEEKS);
/** As a path takes them. */
const Minutes = z.coerce.number().int().min(10).max(3_000);
const Day = z.iso.date();

const one = (sent: Sent, name: string): string => [sent[name] ?? ''].flat()[0]?.trim() ?? '';
const several = (sent: Sent, name: string): string[] => [sent[name] ?? []].flat();

/** The page of a step as it was filled in. */
export function readForm(
  step: Exclude<WizardStep, 'level' | 'confirm'>,
  sent: Sent,
  { catalogue, now }: { readonly catalogue: CatalogueView; readonly now: Date },
): FormRead {
  switch (step) {
    case 'time':
      return timeOf(sent, now);
    case 'areas':
      return areasOf(sent, catalogue);
    case 'motivation':
      return taken({ motivation: motivationOf(sent) });
    case 'style':
      return taken({ style: styleOf(sent) });
  }
}

const taken = (choices: GoalChoices): FormRead => ({ choices, errors: null });

function timeOf(sent: Sent, now: Date): FormRead {
  const when = z.enum(['none', 'date', 'weeks']).catch('none').parse(one(sent, 'when'));
  const errors: Record<string, string> = {};
  const minutes = one(sent, 'minutes') === '' ? null : Minutes.safeParse(one(sent, 'minutes'));
  if (minutes && !minutes.success) errors.minutes = 'minutes';
  let time: TimeChoice = { when, until: null, weeks: null, minutes: minutes?.success ? minutes.data : null };
  if (when === 'weeks') {
    const weeks = Weeks.safeParse(one(sent, 'weeks'));
    if (weeks.success) time = { ...time, weeks: weeks.data, until: dayIn(now, weeks.data * 7) };
    else errors.weeks = 'weeks';
  }
  if (when === 'date') {
    const until = Day.safeParse(one(sent, 'until'));
    if (!until.success) errors.until = 'until';
    else if (until.data <= dayIn(now, 0)) errors.until = 'past';
    else if (until.data > dayIn(now, MOST_DAYS)) errors.until = 'far';
    else time = { ...time, until: until.data };
  }
  return Object.keys(errors).length > 0 ? { choices: null, errors } : taken({ time });
}

/** The day that is so many days from now, as in 2026-12-24. */
export const dayIn = (now: Date, days: number): string =>
  new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);

/** The end of a day, as a goal keeps it. */
export const endOf = (day: string): string => `${day}T23:59:59Z`;

function areasOf(sent: Sent, catalogue: CatalogueView): FormRead {
  const wanted = new Set(several(sent, 'skills'));
  const skills = catalogue.skills.filter(({ id }) => wanted.has(id)).map(({ id }) => id);
  const scope = one(sent, 'scope') === 'some' ? 'some' : 'all';
  const known = (word: string): word is Target => Object.hasOwn(TARGETS, word);
  const target = one(sent, 'target');
  if (scope === 'some' && skills.length === 0) return { choices: null, errors: { skills: 'skills' } };
  if (skills.length > MOST_AREAS) return { choices: null, errors: { skills: 'many' } };
  const areas: AreaChoice = {
    scope,
    skills: scope === 'some' ? skills : [],
    target: known(target) ? target : 'well',
  };
  return taken({ areas });
}

/** As many as a goal can name. */
const MOST_AREAS = 200;

/** What is no answer counts as not said. */
function motivationOf(sent: Sent): MotivationChoice {
  const said = (question: string) => MotivationType.nullable().catch(null).parse(one(sent, question));
  return Object.fromEntries(
    MOTIVATION_QUESTIONS.map((question) => [question, said(question)]),
  ) as unknown as MotivationChoice;
}

function styleOf(sent: Sent): StyleChoice {
  return Object.fromEntries(
    STYLE_QUESTIONS.flatMap((question) => {
      const said = ContentPreference.safeParse(one(sent, question));
      return said.success ? [[question, said.data]] : [];
    }),
  );
}
