import type { AbilityPrior } from '../../../engine/ability/eap.js';
import type { ItemReason, SkillReason } from '../../../engine/selection/reasons.js';
import type { CatalogueEntry } from '../../catalogue/index.js';
import type { Ground } from '../situation.js';

/** What every way of choosing is given. */
export interface Choosing {
  readonly ground: Ground;
  /** The id of the decision, from which all its draws come. */
  readonly id: string;
  readonly ability: AbilityPrior;
}

/** Why a question was chosen, besides the reasons that the engine gives. */
export type PolicyReason =
  /** It is the next one in the order of the course, which asks everybody the same. */
  | { readonly code: 'course-order' }
  /** The learner has paused personalization. */
  | { readonly code: 'paused' }
  /** It was drawn from all questions, to compare with. */
  | { readonly code: 'by-chance' }
  /** Few answers on this skill so far: it tells most about where somebody stands. */
  | { readonly code: 'tells-most'; readonly skill: string };

export type PracticeReason = SkillReason | ItemReason | PolicyReason;

/** A question that was chosen, with what its decision keeps. */
export interface Chosen {
  readonly item: string;
  /** The skill that it was chosen for. */
  readonly skill: string;
  readonly propensity: number;
  readonly saw: Readonly<Record<string, unknown>>;
  readonly reasons: readonly PracticeReason[];
}

/** How often this learner has met a question; 0 when never. */
export function timesSeen({ profile }: Ground, item: string): number {
  const { items } = profile.behavioral_metrics;
  return (Object.hasOwn(items, item) ? items[item]?.times : undefined) ?? 0;
}

/** The questions on the skills that may be asked about, each once, in the order of the course. */
export function askable({ catalogue, skills }: Ground): { entry: CatalogueEntry; skill: string }[] {
  const taken = new Set<string>();
  return skills.flatMap((skill) =>
    catalogue.itemsOn(skill).flatMap((entry) => {
      if (taken.has(entry.id)) return [];
      taken.add(entry.id);
      return [{ entry, skill }];
    }),
  );
}
