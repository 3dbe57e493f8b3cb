import { requireFinite, requireProbability, requireSome } from '../numerics/guards.js';
import type { Prerequisite } from '../selection/readiness.js';

/** How a question is put: what a learner may like more or less. It changes pleasure, never what is learned. */
export const CONTENT_KINDS = ['visual', 'analytical', 'interactive'] as const;
/** One of the ways in which a question is put. */
export type ContentKind = (typeof CONTENT_KINDS)[number];

/** Something that a course teaches. */
export interface SimulatedSkill {
  readonly id: string;
  /** How hard its middling question is, on the latent scale of the learners (mean 0, sd about 1). */
  readonly difficulty: number;
  readonly prerequisites: readonly Prerequisite[];
}

/** A question as a synthetic learner meets it. */
export interface SimulatedItem {
  readonly id: string;
  /** Variants of one question share a family. */
  readonly family?: string | undefined;
  /** What it asks for; the first one is what it is listed under. */
  readonly skills: readonly string[];
  readonly difficulty: number;
  readonly discrimination: number;
  /** The chance that a blind guess is right, in [0, 1). */
  readonly guess: number;
  readonly kind: ContentKind;
}

/** What a learner is after: these skills, and all that come before them. */
export interface SimulatedGoal {
  readonly id: string;
  readonly skills: readonly string[];
}

/** A course as plain data: skills and questions in the order in which it teaches them, and the goals that it serves. */
export interface SimulatedCourse {
  readonly skills: readonly SimulatedSkill[];
  readonly items: readonly SimulatedItem[];
  readonly goals: readonly SimulatedGoal[];
}

/** A course checked once, with places instead of names. */
export interface IndexedCourse extends SimulatedCourse {
  /** The place of a skill by its id. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** The places of a skill's prerequisites, with their weights. */
  readonly before: readonly (readonly { readonly place: number; readonly weight: number }[])[];
  /** The questions listed under a skill, in the course's order. */
  readonly itemsOf: readonly (readonly SimulatedItem[])[];
  /** For each goal the places of its skills and of all that they lean on, in the course's order. */
  readonly paths: readonly (readonly number[])[];
}

/**
 * Checks a course and gives every skill its place.
 *
 * @throws RangeError when it has no skill or no goal, an id comes twice, a skill has no question, a name is unknown,
 *   a number is out of range, or prerequisites form a cycle (the cycle is named)
 */
export function indexCourse(course: SimulatedCourse): IndexedCourse {
  const { skills, items, goals } = course;
  requireSome('skills', skills);
  requireSome('goals', goals);
  const placeOf = new Map(skills.map(({ id }, place) => [id, place]));
  if (placeOf.size < skills.length) throw new RangeError('skills must differ, but an id comes twice');
  if (new Set(items.map(({ id }) => id)).size < items.length) throw new RangeError('items must differ');
  const find = (id: string, asker: string): number => {
    const place = placeOf.get(id);
    if (place === undefined) throw new RangeError(`the skill ${id} of ${asker} is unknown`);
    return place;
  };
  const before = skills.map(({ id, difficulty, prerequisites }) => {
    requireFinite(`difficulty of ${id}`, difficulty);
    return prerequisites.map(({ skill, weight }) => {
      return { place: find(skill, id), weight: requireProbability(`weight of ${skill} for ${id}`, weight) };
    });
  });
  refuseCycles(course, before);
  const itemsOf = skills.map((): SimulatedItem[] => []);
  for (const item of items) {
    requireFinite(`difficulty of ${item.id}`, item.difficulty);
    requireProbability(`guess of ${item.id}`, item.guess);
    const places = requireSome(`skills of ${item.id}`, item.skills).map((id) => find(id, item.id));
    itemsOf[places[0] as number]?.push(item);
  }
  for (const [place, { id }] of skills.entries()) requireSome(`items of ${id}`, itemsOf[place] ?? []);
  const paths = goals.map((goal) => {
    const wanted = requireSome(`skills of the goal ${goal.id}`, goal.skills).map((id) => find(id, goal.id));
    return closureOf(wanted, before);
  });
  return { ...course, placeOf, before, itemsOf, paths };
}

/** What a skill leans on. @param place  one of the course's */
export function edgesBefore({ before }: Pick<IndexedCourse, 'before'>, place: number): IndexedCourse['before'][number] {
  return before[place] as IndexedCourse['before'][number];
}

/** The questions listed under a skill; there is always one. @param place  one of the course's */
export function itemsUnder({ itemsOf }: Pick<IndexedCourse, 'itemsOf'>, place: number): readonly SimulatedItem[] {
  return itemsOf[place] as readonly SimulatedItem[];
}

/** The places of a goal's path. @param goal  one of the course's */
export function pathOf({ paths }: Pick<IndexedCourse, 'paths'>, goal: number): readonly number[] {
  return paths[goal] as readonly number[];
}

/** The places wanted and all that come before them, in the course's order. */
function closureOf(wanted: readonly number[], before: IndexedCourse['before']): number[] {
  const needed = new Set<number>();
  const open = [...wanted];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (needed.has(place)) continue;
    needed.add(place);
    for (const edge of edgesBefore({ before }, place)) open.push(edge.place);
  }
  return [...needed].sort((a, b) => a - b);
}

function refuseCycles({ skills }: SimulatedCourse, before: IndexedCourse['before']): void {
  const done = new Set<number>();
  const visit = (place: number, trail: readonly number[]): void => {
    if (done.has(place)) return;
    const at = trail.indexOf(place);
    if (at >= 0) {
      const names = [...trail.slice(at), place].map((each) => skills[each]?.id);
      throw new RangeError(`prerequisites form a cycle: ${names.join(' → ')}`);
    }
    for (const edge of edgesBefore({ before }, place)) visit(edge.place, [...trail, place]);
    done.add(place);
  };
  for (const place of skills.keys()) visit(place, []);
}
