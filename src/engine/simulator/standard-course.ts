import { CONTENT_KINDS, type SimulatedCourse, type SimulatedItem, type SimulatedSkill } from './course.js';

const ITEMS_PER_SKILL = 12;
/** Questions of a skill lie this far around its difficulty, easiest first. */
const SPREAD = 1.2;
const GUESSES = [0.25, 0.2, 0.05];
/** How hard the six steps of a part are. */
const STEPS = [-0.6, -0.4, -0.2, 0, 0.2, 0.4];
const PARTS = ['base', 'first', 'second', 'third'];

/** Within a part: which steps a step leans on, and how much. */
const INSIDE: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[0, 0.7]],
  [[0, 0.6]],
  [
    [1, 0.8],
    [2, 0.5],
  ],
  [[2, 0.8]],
  [
    [3, 0.7],
    [4, 0.6],
  ],
];
/** What the first and the fourth step of each later part need of the base. */
const FROM_BASE: readonly (readonly [number, number])[] = [
  [3, 1],
  [4, 3],
  [5, 4],
];

/**
 * The course of the measurements: 24 skills in four parts of six with twelve questions each. All parts lean on the
 * first. A goal is one of the later parts, or all of it. It has no random element.
 */
export function standardCourse(): SimulatedCourse {
  const skills = PARTS.flatMap((part, index) => STEPS.map((_, step) => skillOf(part, index, step)));
  return {
    skills,
    items: skills.flatMap(itemsOf),
    goals: [
      { id: 'first', skills: ['first-6'] },
      { id: 'second', skills: ['second-6'] },
      { id: 'third', skills: ['third-6'] },
      { id: 'all', skills: PARTS.map((part) => `${part}-6`) },
    ],
  };
}

function skillOf(part: string, index: number, step: number): SimulatedSkill {
  const inside = (INSIDE[step] ?? []).map(([earlier, weight]) => ({ skill: `${part}-${earlier + 1}`, weight }));
  const base = FROM_BASE[index - 1];
  if (base && step === 0) inside.push({ skill: `base-${base[0] + 1}`, weight: 0.7 });
  if (base && step === 3) inside.push({ skill: `base-${base[1] + 1}`, weight: 0.4 });
  return { id: `${part}-${step + 1}`, difficulty: (STEPS[step] ?? 0) + 0.15 * index, prerequisites: inside };
}

function itemsOf({ id, difficulty }: SimulatedSkill): SimulatedItem[] {
  return Array.from({ length: ITEMS_PER_SKILL }, (_, index) => ({
    id: `${id}/${index + 1}`,
    family: `${id}/${Math.floor(index / 2) + 1}`,
    skills: [id],
    difficulty: difficulty + SPREAD * ((2 * index) / (ITEMS_PER_SKILL - 1) - 1),
    discrimination: 1.2,
    guess: GUESSES[index % GUESSES.length] ?? 0,
    kind: CONTENT_KINDS[index % CONTENT_KINDS.length] ?? 'visual',
  }));
}
