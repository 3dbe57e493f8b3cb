import { z } from 'zod';
import { type Owner, type PreferencesMetrics, type ProfileDocument, recordFact } from '../learners/index.js';
import type { Ground, PracticeDependencies } from './situation.js';

/** How the practice page works for this learner. It changes nothing of what is asked or counted. */
export interface PracticeWishes {
  /** It says how hard a question is for them. */
  readonly difficulty: boolean;
  /** It asks how sure they are before an answer. */
  readonly confidence: boolean;
  /** Digits and letters are shortcuts. */
  readonly keys: boolean;
}

const Switch = z.enum(['on', 'off']).optional();
/** What a switch of the page sends. */
export const WishesBody = z.object({ difficulty: Switch, confidence: Switch, keys: Switch });
export type WishesBody = z.infer<typeof WishesBody>;

/** As the learner says; where they say nothing, confidence is asked when the instructor wants it. */
export function wishesOf({ profile, placement }: Pick<Ground, 'profile' | 'placement'>): PracticeWishes {
  const { stated } = profile.learning_style;
  return {
    difficulty: stated.show_difficulty ?? true,
    confidence: stated.ask_confidence ?? placement?.settings.confidence === 'ask',
    keys: stated.key_shortcuts ?? true,
  };
}

/** Keeps what a learner switched on or off, as a fact. */
export async function setWishes(
  { storage, clock, newId }: PracticeDependencies,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  { difficulty, confidence, keys }: WishesBody,
): Promise<void> {
  const metrics: PreferencesMetrics = {
    ...(difficulty && { show_difficulty: difficulty === 'on' }),
    ...(confidence && { ask_confidence: confidence === 'on' }),
    ...(keys && { key_shortcuts: keys === 'on' }),
  };
  if (Object.keys(metrics).length === 0) return;
  await wish({ storage, clock, newId }, { tenant, ...owner }, metrics);
}

/** Something that the learner wishes, as a fact. */
export async function wish(
  { storage, clock, newId }: Pick<PracticeDependencies, 'storage' | 'clock' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  metrics: PreferencesMetrics,
): Promise<void> {
  const [now, id] = [clock(), newId()];
  const draft = { type: 'preferences-set' as const, key: `preferences:${id}`, contentId: null, metrics, at: now };
  await storage.scope(tenant).transaction((tx) => recordFact(tx, owner, draft, { id, now }));
}

/** Days of the last seven, today among them, on which something was answered; by the sessions that the profile keeps. */
export function practiceDays({ behavioral_metrics: { sessions } }: ProfileDocument, now: Date): number {
  const day = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
  const today = day(now);
  const days = sessions
    .filter(({ answers }) => answers > 0)
    .flatMap(({ started_at, last_at }) => [started_at, last_at]);
  return new Set(days.map(day).filter((each) => each > today - 7 && each <= today)).size;
}

const DAY_MS = 86_400_000;
