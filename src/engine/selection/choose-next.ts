import type { RandomSource } from '../numerics/random.js';
import {
  chooseItem,
  type ItemChoice,
  isSameFamily,
  isSameItem,
  type PracticeItem,
  type RecentItem,
} from './choose-item.js';
import { chooseSkill, isDue, type PracticeSkill, type SkillChoice } from './choose-skill.js';

/** A question with the skills that it shows. */
export interface CatalogueItem extends PracticeItem {
  readonly skills: readonly string[];
}

/** A question that this learner met lately, with the skill that it was chosen for. */
export interface RecentQuestion extends RecentItem {
  readonly skill: string;
}

/** All that the choice of skill and question rests on. */
export interface NextQuestionInput<Item extends CatalogueItem = CatalogueItem> {
  readonly skills: readonly PracticeSkill[];
  /** All questions that may be asked; those on no assigned skill are passed over. */
  readonly items: readonly Item[];
  readonly ability: number;
  /** The chance of a right answer to aim for, in (0, 1), on each skill. */
  readonly targetSuccess?: (skill: string) => number;
  /** P(known) of prerequisites that are not assigned. */
  readonly knownElsewhere?: ReadonlyMap<string, number>;
  /** The last questions, oldest first; ten are plenty. */
  readonly recent?: readonly RecentQuestion[];
  readonly random: RandomSource;
}

/** The choice of a skill and of a question on it. */
export interface NextQuestion<Item extends CatalogueItem = CatalogueItem> {
  readonly skill: SkillChoice;
  readonly item: ItemChoice<Item>;
  /** The chance of this question for this skill: the two chances multiplied. */
  readonly propensity: number;
}

/**
 * The next question: first the skill (`chooseSkill`), then a question on it (`chooseItem`). A skill stands only if it
 * has a question that does not repeat the one just seen; a skill below target whose questions would all repeat its
 * family waits for one turn when another is below target.
 *
 * @returns null when no assigned skill has any question
 * @throws RangeError as `chooseSkill` and `chooseItem` do
 */
export function chooseNext<Item extends CatalogueItem>(input: NextQuestionInput<Item>): NextQuestion<Item> | null {
  const { skills, items, recent = [], ability, random } = input;
  const bySkill = groupBySkill(skills, items);
  const asked = skills.filter(({ id }) => bySkill.get(id)?.length);
  if (skills.length > 0 && asked.length === 0) return null;
  const mayStand = new Set(whoHasSomethingNew(asked, bySkill, recent.at(-1)).map(({ id }) => id));
  const skill = chooseSkill({
    skills,
    mayStand,
    knownElsewhere: input.knownElsewhere ?? new Map(),
    recentSkills: recent.map((question) => question.skill),
    random,
  });
  const item = chooseItem({
    items: bySkill.get(skill.chosen) ?? [],
    ability,
    recent,
    random,
    ...(input.targetSuccess && { targetSuccess: input.targetSuccess(skill.chosen) }),
  });
  return { skill, item, propensity: skill.propensity * item.propensity };
}

function groupBySkill<Item extends CatalogueItem>(
  skills: readonly PracticeSkill[],
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const bySkill = new Map<string, Item[]>(skills.map(({ id }) => [id, []]));
  for (const item of items) {
    for (const skill of new Set(item.skills)) bySkill.get(skill)?.push(item);
  }
  return bySkill;
}

/** The first group that has somebody: due with another family, due with another item, then the same for all. */
function whoHasSomethingNew(
  skills: readonly PracticeSkill[],
  bySkill: ReadonlyMap<string, readonly CatalogueItem[]>,
  just: RecentItem | undefined,
): readonly PracticeSkill[] {
  const itemsOf = ({ id }: PracticeSkill) => bySkill.get(id) ?? [];
  const hasAnother = (skill: PracticeSkill) => itemsOf(skill).some((item) => !isSameItem(item, just));
  const hasAnotherFamily = (skill: PracticeSkill) => itemsOf(skill).some((item) => !isSameFamily(item, just));
  const due = skills.filter(isDue);
  const groups = [due, skills].flatMap((group) => [group.filter(hasAnotherFamily), group.filter(hasAnother)]);
  return groups.find((group) => group.length > 0) ?? skills;
}
