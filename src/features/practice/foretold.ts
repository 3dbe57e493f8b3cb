import { estimate } from '../../engine/ability/eap.js';
import { type ItemCurve, successProbability } from '../../engine/ability/irt.js';
import { foretell } from '../../engine/selection/foretell.js';
import type { CatalogueView } from '../catalogue/index.js';
import { levelOf } from '../learners/index.js';
import { type Ground, knownOf } from './situation.js';

/** A chance of a right answer, and the model that says so. */
export interface Foretold {
  readonly chance: number;
  readonly model: string;
}

const MODEL = 'bkt+2pl/1';

/** What of a question a forecast looks at: an item of the catalogue, or one of its steps. */
interface Asked {
  readonly curve: ItemCurve;
  readonly skills: readonly string[];
}

/** The chance of a right answer to an item of the catalogue, as its first step stands for it. */
export function foretold(ground: Pick<Ground, 'catalogue' | 'profile'>, item: string): Foretold {
  const entry = ground.catalogue.entry(item);
  if (!entry) throw new Error(`The catalogue has no question ${item}.`);
  return foretoldOf(ground, { curve: entry, skills: entry.skills });
}

/** The chance of a right answer to what is asked; skills that an import has taken out since are passed over. */
export function foretoldOf({ catalogue, profile }: Pick<Ground, 'catalogue' | 'profile'>, asked: Asked): Foretold {
  const skills = asked.skills.flatMap((id) => {
    const parameters = catalogue.skill(id)?.parameters;
    if (!parameters) return [];
    const evidence = levelOf(profile, id)?.evidence ?? 0;
    return [{ known: knownOf({ profile, catalogue }, id), parameters, evidence }];
  });
  const { discrimination, difficulty } = asked.curve;
  const item = { discrimination, difficulty };
  const ability = estimate(profile.skill_profile.ability).mean;
  if (skills.length === 0) return { chance: successProbability(item, ability), model: MODEL };
  return {
    chance: foretell({ skills, item, ability, usualDifficulty: usualDifficulty(catalogue, asked) }),
    model: MODEL,
  };
}

function usualDifficulty(catalogue: CatalogueView, { skills, curve }: Asked): number {
  const items = skills.flatMap((skill) => catalogue.itemsOn(skill));
  if (items.length === 0) return curve.difficulty;
  return items.reduce((sum, { difficulty }) => sum + difficulty, 0) / items.length;
}
