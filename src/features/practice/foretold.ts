import { estimate } from '../../engine/ability/eap.js';
import { successProbability } from '../../engine/ability/irt.js';
import { foretell } from '../../engine/selection/foretell.js';
import type { CatalogueView } from '../catalogue/index.js';
import { levelOf } from '../learners/index.js';
import type { Asked } from './ports.js';
import { type Ground, knownOf } from './situation.js';

/** A chance of a right answer, and the model that says so. */
export interface Foretold {
  readonly chance: number;
  readonly model: string;
}

type Foretelling = Pick<Ground, 'catalogue' | 'profile' | 'now' | 'served'>;

/** The chance of a right answer to an item of the catalogue, as its first step stands for it. */
export function foretold(ground: Foretelling, item: string): Foretold {
  const entry = ground.catalogue.entry(item);
  if (!entry) throw new Error(`The catalogue has no question ${item}.`);
  return foretoldOf(ground, { item, step: entry.steps[0] ?? '', curve: entry, skills: entry.skills });
}

/** The chance of a right answer to what is asked; skills that an import has taken out since are passed over. */
export function foretoldOf({ catalogue, profile, now, served }: Foretelling, asked: Asked): Foretold {
  const trained = served?.predictor;
  if (trained) return { chance: trained.chanceOf(asked, now), model: trained.model };
  const model = catalogue.parameters;
  const skills = asked.skills.flatMap((id) => {
    const parameters = catalogue.skill(id)?.parameters;
    if (!parameters) return [];
    const evidence = levelOf(profile, id)?.evidence ?? 0;
    return [{ known: knownOf({ profile, catalogue }, id), parameters, evidence }];
  });
  const { discrimination, difficulty } = asked.curve;
  const item = { discrimination, difficulty };
  const ability = estimate(profile.skill_profile.ability).mean;
  if (skills.length === 0) return { chance: successProbability(item, ability), model };
  return {
    chance: foretell({ skills, item, ability, usualDifficulty: usualDifficulty(catalogue, asked) }),
    model,
  };
}

/** A view never changes; an import asks about it for every event. */
const usual = new WeakMap<CatalogueView, Map<string, number>>();

/** Mean difficulty of the questions on a skill; 0 when there is none. */
export function usualDifficultyOf(catalogue: CatalogueView, skill: string): number {
  const ofView = usual.get(catalogue) ?? new Map<string, number>();
  usual.set(catalogue, ofView);
  const known = ofView.get(skill);
  if (known !== undefined) return known;
  const items = catalogue.itemsOn(skill);
  const mean = items.length === 0 ? 0 : items.reduce((sum, { difficulty }) => sum + difficulty, 0) / items.length;
  ofView.set(skill, mean);
  return mean;
}

function usualDifficulty(catalogue: CatalogueView, { skills, curve }: Asked): number {
  const items = skills.flatMap((skill) => catalogue.itemsOn(skill));
  if (items.length === 0) return curve.difficulty;
  return items.reduce((sum, { difficulty }) => sum + difficulty, 0) / items.length;
}
