import { emptyProjection } from './empty-projection.js';
import type { Signal } from './facts.js';
import type { Goals, Projection, Session, StatedPreferences } from './projection.js';

/** Whether a learner lets a signal be used. Plans, choices and forecasts ask here before they look at what it stands for. */
export const isInUse = ({ controls }: Pick<Projection, 'controls'>, signal: Signal): boolean =>
  !controls.signals_off.includes(signal);

/** The goals that may be used; null: there are none, or the learner has switched them off. */
export const goalsInUse = (profile: Pick<Projection, 'goals' | 'controls'>): Goals | null =>
  isInUse(profile, 'goals') ? profile.goals : null;

const NOTHING_SAID = emptyProjection().learning_style.stated;

/** What the learner says they like, as far as it may be used; nothing while they have switched that off. */
export const statedInUse = (profile: Pick<Projection, 'learning_style' | 'controls'>): StatedPreferences =>
  isInUse(profile, 'preferences') ? profile.learning_style.stated : NOTHING_SAID;

/** The stretches of work that may be used; none while the learner has switched habits off. */
export const sessionsInUse = (profile: Pick<Projection, 'behavioral_metrics' | 'controls'>): readonly Session[] =>
  isInUse(profile, 'habits') ? profile.behavioral_metrics.sessions : [];
