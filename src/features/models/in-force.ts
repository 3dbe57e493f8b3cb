import type { CatalogueView } from '../catalogue/index.js';
import type { ServedParameters } from './served-parameters.js';

/**
 * The catalogue with the parameters in force in the place of its own: whoever asks it for a skill, an entry or a step
 * gets what the champions say. So answer facts carry what was in force, and a rebuild needs no model.
 */
export function inForce(catalogue: CatalogueView, served: ServedParameters): CatalogueView {
  const skills = catalogue.skills.map((skill) => {
    const own = served.skill(skill.id);
    return own ? { ...skill, parameters: { ...skill.parameters, ...own } } : skill;
  });
  const items = catalogue.items.map((entry) => ({ ...entry, ...served.entry(entry) }));
  const [skillsById, itemsById] = [byId(skills), byId(items)];
  const onSkill = new Map(
    skills.map(({ id }) => [id, catalogue.itemsOn(id).flatMap((entry) => itemsById.get(entry.id) ?? [])]),
  );
  return Object.freeze({
    ...catalogue,
    parameters: served.version,
    skills,
    items,
    skill: (id: string) => skillsById.get(id),
    entry: (id: string) => itemsById.get(id),
    itemsOn: (id: string) => onSkill.get(id) ?? [],
    async item(...[scope, id]: Parameters<CatalogueView['item']>) {
      const item = await catalogue.item(scope, id);
      const steps = item.steps.map((step) => ({ ...step, parameters: served.step(id, step.id, step.parameters) }));
      return { ...item, steps };
    },
  });
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Map<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));
