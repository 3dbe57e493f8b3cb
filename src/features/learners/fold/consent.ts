import { type FactMetrics, SIGNALS, type Signal } from '../facts.js';
import type { Controls, Projection } from '../projection.js';

/** What is not used of somebody who wants the order of the course only, whatever else they switch on. */
export const WITHHELD: readonly Signal[] = ['similar-learners', 'habits'];

/** The newest choice counts. Who gives consent again gets back what the refusal took, and nothing else. */
export function foldConsent(profile: Projection, { version, choice }: FactMetrics<'consent-given'>, at: Date): void {
  const { controls } = profile;
  const consent = { version, choice, at };
  const { signals_off: off } = controls;
  const kept = controls.consent?.choice === 'course-order' ? off.filter((signal) => !WITHHELD.includes(signal)) : off;
  profile.controls = withheld({ ...controls, consent, paused: false, signals_off: kept });
}

export function foldSignals(profile: Projection, { off }: FactMetrics<'signals-set'>): void {
  profile.controls = withheld({ ...profile.controls, signals_off: [...off] });
}

export function foldPaused(profile: Projection, { paused }: FactMetrics<'personalization-set'>): void {
  profile.controls = withheld({ ...profile.controls, paused });
}

/** A refusal stands until it is taken back as one: no other switch undoes it. */
function withheld({ paused, signals_off: off, ...controls }: Controls): Controls {
  const refused = controls.consent?.choice === 'course-order';
  const signals_off = SIGNALS.filter((signal) => off.includes(signal) || (refused && WITHHELD.includes(signal)));
  return { ...controls, signals_off, paused: paused || refused };
}
