import type { Scope } from '../../storage/index.js';
import { type CatalogueView, type FigureAddress, type Item, questionOf, renderText } from '../catalogue/index.js';
import { isInUse, levelOf, type ProfileDocument } from '../learners/index.js';
import { sessionOf, usualSeconds, usualSessionMinutes } from './adaptive-learning-system.js';
import type { CurrentQuestion } from './model.js';
import { type Ground, rulesOf } from './situation.js';

/** When a hint is offered: at once, after a wrong answer, or only when the learner asks. */
export type HintOffer = 'now' | 'after-wrong' | 'when-asked';

/** How to present a question to this learner now. It changes nothing of how hard it is. */
export interface Pacing {
  readonly hint: {
    readonly offer: HintOffer;
    readonly because: 'wrong-idea' | 'new-skill' | 'still-weak' | 'known-well';
  };
  /** The learner's own usual time for a question. */
  readonly usualSeconds: number;
  readonly sessionMinutes: number;
  /** Null as well while the learner has switched habits off. */
  readonly breakBecause: 'long-session' | 'many-wrong' | null;
  /** A question on the same skill with its solution, to read first; for a skill that is new to them. */
  readonly workedExample: WorkedExample | null;
}

export interface WorkedExample {
  readonly item: string;
  readonly title: string;
  readonly promptHtml: string;
  /** What there was to choose from. */
  readonly options: readonly string[];
  readonly solutionHtml: string;
}

/** Below this a skill is weak enough that help is offered after the first wrong answer. */
const WEAK = 0.6;
/** A session so much longer than usual asks for a break. */
const LONG = 1.25;
const MANY_ANSWERS = 6;
const FEW_RIGHT = 0.34;

/** Where figures are; without it they are their alternative texts. */
interface Figures {
  readonly figureUrl?: FigureAddress | undefined;
}

/** Which help comes first, when a break is due, and whether an example comes before the question. */
export async function pacingOf(
  scope: Scope,
  ground: Ground,
  { skill, item, mode, before }: CurrentQuestion,
  figures: Figures = {},
): Promise<Pacing> {
  const { profile } = ground;
  const session = sessionOf(ground);
  const long = session.minutes > LONG * usualSessionMinutes(profile);
  const wrong = session.answers >= MANY_ANSWERS && session.correct < FEW_RIGHT * session.answers;
  // A first answer does not take the example away while its question is on the screen.
  const wasNew = before?.some((level) => level.skill === skill && level.known === null);
  const isNew = mode !== 'placement' && (wasNew || !levelOf(profile, skill));
  const mayHelp = rulesOf(ground).hints !== 'never';
  return {
    hint: hintFor(profile, skill),
    usualSeconds: usualSeconds(profile),
    sessionMinutes: session.minutes,
    breakBecause: isInUse(profile, 'habits') ? breakFor({ long, wrong }) : null,
    workedExample: isNew && mayHelp ? await exampleOf(scope, ground.catalogue, { skill, item }, figures) : null,
  };
}

function breakFor({ long, wrong }: { long: boolean; wrong: boolean }): Pacing['breakBecause'] {
  if (long) return 'long-session';
  return wrong ? 'many-wrong' : null;
}

const DAY_MS = 86_400_000;

/**
 * The minutes that the learner has worked today, when they are as many as they want a day; null: no word about a break.
 * That is what they asked for, and nothing is guessed from it, so it is so with the signal of habits off as well.
 */
export function restDue(profile: Pick<ProfileDocument, 'controls' | 'behavioral_metrics'>, now: Date): number | null {
  const { minutes_per_day: most } = profile.controls;
  if (most === null || most === undefined) return null;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const { sessions } = profile.behavioral_metrics;
  const seconds = sessions
    .filter(({ last_at }) => last_at.getTime() >= today)
    .reduce((sum, { started_at, last_at, seconds: measured }) => {
      const [from, to] = [started_at.getTime(), last_at.getTime()];
      // How much of what was measured fell before midnight is not known; the time on the clock is.
      return sum + (from < today ? (to - today) / 1_000 : Math.max(measured, (to - from) / 1_000));
    }, 0);
  return seconds >= most * 60 ? Math.floor(seconds / 60) : null;
}

function hintFor(profile: ProfileDocument, skill: string): Pacing['hint'] {
  const ideas = Object.values(profile.skill_profile.misconceptions);
  if (ideas.some((idea) => idea.skill === skill && idea.times > idea.right_since)) {
    return { offer: 'now', because: 'wrong-idea' };
  }
  const level = levelOf(profile, skill);
  if (!level) return { offer: 'after-wrong', because: 'new-skill' };
  if (level.known < WEAK) return { offer: 'after-wrong', because: 'still-weak' };
  return { offer: 'when-asked', because: 'known-well' };
}

/** The easiest other question of one step on the skill, of another family where there is one. */
async function exampleOf(
  scope: Scope,
  catalogue: CatalogueView,
  asked: { readonly skill: string; readonly item: string },
  { figureUrl }: Figures,
): Promise<WorkedExample | null> {
  const family = catalogue.entry(asked.item)?.family;
  const others = catalogue.itemsOn(asked.skill).filter(({ id, steps }) => id !== asked.item && steps.length === 1);
  const unlike = others.filter((other) => family === undefined || other.family !== family);
  const [first, ...rest] = unlike.length > 0 ? unlike : others;
  if (!first) return null;
  const easiest = rest.reduce((best, other) => (other.difficulty < best.difficulty ? other : best), first);
  const item: Item = await catalogue.item(scope, easiest.id);
  const [step] = item.steps;
  if (!step) return null;
  const { title, bodyHtml, promptHtml, options, left, right } = questionOf(item, step, { seed: item.id, figureUrl });
  return {
    item: item.id,
    title,
    promptHtml: `${bodyHtml}${promptHtml}`,
    options: [...options, ...left, ...right].map(({ html }) => html),
    solutionHtml: renderText(step.solutionMarkdown, { figureUrl }),
  };
}
