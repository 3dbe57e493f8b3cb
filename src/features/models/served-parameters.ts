import type { BktParameters } from '../../engine/tracing/bkt.js';
import type { ItemLine } from '../../training/index.js';
import type { CatalogueEntry, CatalogueView } from '../catalogue/index.js';
import type { Champion } from './registry/champion.js';

/** The parameters in force for a course and a revision of its catalogue. */
export interface ServedParameters {
  /** Names them: the models behind, or the catalogue itself. */
  readonly version: string;
  /** They are the catalogue's own: nothing has been learned yet. */
  readonly own: boolean;
  /** Of a skill; undefined for one that the catalogue has not. */
  skill(id: string): SkillParameters | undefined;
  /**
   * Of a step of an item.
   *
   * @param told  what the catalogue says of it
   */
  step(item: string, step: string, told: ItemLine): ItemLine;
  /** Of a whole item: means over its steps. */
  entry(entry: CatalogueEntry): ItemLine;
}

export type SkillParameters = Pick<BktParameters, 'prior' | 'learn' | 'guess' | 'slip'>;

/** The champions' parameters, the catalogue's where a skill or an item is new to them. */
export function servedParameters(
  catalogue: CatalogueView,
  tracing: Champion<'tracing'> | null,
  difficulty: Champion<'difficulty'> | null,
): ServedParameters {
  const skills = new Map(
    catalogue.skills.map(({ id, parameters }): [string, SkillParameters] => {
      const own = ownOf(tracing?.parameters.skills, id);
      if (!own) return [id, parameters];
      const { prior, learn, guess, slip } = own;
      return [id, { prior, learn, guess, slip }];
    }),
  );
  const lineOf = (name: string): ItemLine | undefined => ownOf(difficulty?.parameters.items, name);
  const entries = new Map<string, ItemLine>();
  return {
    version: `bkt:${tracing?.id ?? 'catalogue'}+2pl:${difficulty?.id ?? 'catalogue'}`,
    own: tracing === null && difficulty === null,
    skill: (id) => skills.get(id),
    step(item, step, told) {
      const { discrimination, difficulty: at } = lineOf(`${item}/${step}`) ?? told;
      return { discrimination, difficulty: at };
    },
    entry(entry) {
      const known = entries.get(entry.id);
      if (known) return known;
      const lines = entry.steps.map((step) => lineOf(`${entry.id}/${step}`) ?? entry);
      const mean = (pick: (line: ItemLine) => number) =>
        lines.reduce((sum, line) => sum + pick(line), 0) / lines.length;
      const made = { discrimination: mean((line) => line.discrimination), difficulty: mean((line) => line.difficulty) };
      entries.set(entry.id, made);
      return made;
    },
  };
}

function ownOf<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
