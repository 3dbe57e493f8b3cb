import type { Scope } from '../../storage/index.js';
import type { CatalogueDocument, RevisionDocument, StoredAbout, StoredEntry, StoredFigure } from './model.js';
import type { Coach, Item, Lesson, Skill } from './schema.js';

/** An item as the choice of the next question sees it: without its text. */
export interface CatalogueEntry {
  readonly id: string;
  readonly family?: string | undefined;
  /** The skills of all its steps, each once. */
  readonly skills: readonly string[];
  readonly steps: readonly string[];
  /** Means over its steps. */
  readonly discrimination: number;
  readonly difficulty: number;
  /** What it can be found by; undefined in revisions from before it was kept. */
  readonly about?: Readonly<StoredAbout> | undefined;
}

/**
 * One revision of a catalogue, ready to be asked many times. It is made once per process and revision, holds no texts of
 * items, and never changes.
 */
export interface CatalogueView {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly language: string;
  readonly licence: string;
  /** Names the parameters of its skills and items: its own, or those that a course has learned. */
  readonly parameters: string;
  /** In the order of the course. */
  readonly skills: readonly Skill[];
  readonly items: readonly CatalogueEntry[];
  readonly lessons: readonly Lesson[];
  readonly coaches: readonly Coach[];
  skill(id: string): Skill | undefined;
  /** For pages: the title of a skill, or its id when an import has taken it out since. */
  skillTitle(id: string): string;
  entry(id: string): CatalogueEntry | undefined;
  /** The entries with a step on this skill. */
  itemsOn(skill: string): readonly CatalogueEntry[];
  lessonsOn(skill: string): readonly Lesson[];
  lesson(id: string): Lesson | undefined;
  coach(id: string): Coach | undefined;
  /** The text that stands for a figure; undefined when the catalogue has no such figure. */
  figureAlt(name: string): string | undefined;
  /** What is known of a figure beside its bytes. */
  figure(name: string): Readonly<StoredFigure> | undefined;
  /**
   * The whole item, as it is in this revision; one that was taken out since, as it was last.
   *
   * @throws AppError not-found when the catalogue never had it
   */
  item(scope: Scope, id: string): Promise<Item>;
}

/** How a view gets at the text of an item; null asks for the newest one that there ever was. */
export type ReadItem = (scope: Scope, catalogueId: string, itemId: string, digest: string | null) => Promise<Item>;

/** The catalogue with the parameters that are in force in a course: they choose questions and go into answer facts. */
export type InForce = (scope: Scope, courseId: string, catalogue: CatalogueView) => Promise<CatalogueView>;

export const AS_IMPORTED: InForce = async (_scope, _courseId, catalogue) => catalogue;

/** Nothing was learned: knowledge tracing and items are as the catalogue says. */
const OWN_PARAMETERS = 'bkt:catalogue+2pl:catalogue';

const NONE: readonly never[] = [];

export function makeView(catalogue: CatalogueDocument, stored: RevisionDocument, readItem: ReadItem): CatalogueView {
  const { skills, lessons, coaches } = stored;
  const items = stored.items.map(entryOf);
  const digests = new Map(stored.items.map(({ id, digest }) => [id, digest]));
  const skillsById = byId(skills);
  const entriesById = byId(items);
  const coachesById = byId(coaches);
  const lessonsById = byId(lessons);
  const figures = new Map(stored.figures.map((figure) => [figure.name, figure]));
  const itemsBySkill = bySkill(items);
  const lessonsBySkill = bySkill(lessons);
  const { catalogue_id: id, title, language, licence } = catalogue;
  return Object.freeze({
    id,
    revision: stored.revision,
    title,
    language,
    licence,
    parameters: OWN_PARAMETERS,
    skills,
    items,
    lessons,
    coaches,
    skill: (skill: string) => skillsById.get(skill),
    skillTitle: (skill: string) => skillsById.get(skill)?.title ?? skill,
    entry: (item: string) => entriesById.get(item),
    itemsOn: (skill: string) => itemsBySkill.get(skill) ?? NONE,
    lessonsOn: (skill: string) => lessonsBySkill.get(skill) ?? NONE,
    lesson: (lesson: string) => lessonsById.get(lesson),
    coach: (coach: string) => coachesById.get(coach),
    figureAlt: (name: string) => figures.get(name)?.alt,
    figure: (name: string) => figures.get(name),
    item: (scope: Scope, item: string) => readItem(scope, id, item, digests.get(item) ?? null),
  });
}

const byId = <T extends { id: string }>(things: readonly T[]): Map<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

function bySkill<T extends { readonly skills: readonly string[] }>(things: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const thing of things) {
    for (const skill of thing.skills) {
      const group = grouped.get(skill);
      if (group) group.push(thing);
      else grouped.set(skill, [thing]);
    }
  }
  return grouped;
}

function entryOf({ id, family, skills, steps, discrimination, difficulty, about }: StoredEntry): CatalogueEntry {
  return { id, family: family ?? undefined, skills, steps, discrimination, difficulty, ...(about && { about }) };
}
