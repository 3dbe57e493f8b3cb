import type { Skill, TracingParameters } from '../schema.js';
import type { OaPlan, TracingModel } from './layout.js';
import type { Notes } from './report.js';
import { slugOf } from './slug.js';

/** What a step counts for when the skill model does not know it. */
export const OTHER = 'other_questions';

const LONGEST_TITLE = 120;

/** Skills by their names in the original. */
export interface SkillTable {
  readonly skills: readonly Skill[];
  idOf(name: string): string;
}

/**
 * Skills in the order of the lessons that first name them.
 *
 * The order of lessons says what a course teaches first, not what a skill cannot do without: many chapters of a course
 * stand side by side, and the original itself uses no prerequisites. So none are made up here; a wrong edge would keep
 * learners from skills that they are ready for.
 */
export function skillsOf(plan: OaPlan, used: Iterable<string>, tracing: TracingModel, notes: Notes): SkillTable {
  const lessonsOf = new Map<string, string[]>();
  for (const { name, topics, learningObjectives } of plan.lessons) {
    for (const skill of Object.keys(learningObjectives)) {
      lessonsOf.set(skill, [...(lessonsOf.get(skill) ?? []), topics || name]);
    }
  }
  for (const skill of used) if (!lessonsOf.has(skill)) lessonsOf.set(skill, []);
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const [name, [lesson = '']] of lessonsOf) ids.set(name, unusedId(name, lesson, taken, notes));
  const skills = [...lessonsOf].map(([name, lessons]) => {
    const title = titleOf(name, lessons);
    const about = lessons.length > 0 ? ` (${[...new Set(lessons)].join('; ')})` : '';
    const id = ids.get(name) ?? OTHER;
    return {
      id,
      title,
      description: `Answers questions on ${title}${about}.`,
      prerequisites: [],
      parameters: parametersOf(name, tracing, notes),
    };
  });
  return { skills, idOf: (name) => ids.get(name) ?? OTHER };
}

function unusedId(name: string, lesson: string, taken: Set<string>, notes: Notes): string {
  const wanted = slugOf(name.replace(/^https?:.*\//, '') || lesson.toLowerCase() || OTHER);
  let id = wanted;
  for (let copy = 2; taken.has(id); copy++) id = `${wanted}-${copy}`;
  if (id !== name) notes.add('skill-renamed', `${name || '(no name)'} → ${id}`);
  taken.add(id);
  return id;
}

/** "z_scores" is "Z scores"; a name that is empty or an address is called after its lesson. */
function titleOf(name: string, [lesson]: readonly string[]): string {
  const words = name.replace(/_+/g, ' ').trim();
  const title = words === '' || /^https?:/.test(words) ? (lesson ?? 'Other questions') : words;
  return (title.charAt(0).toUpperCase() + title.slice(1)).slice(0, LONGEST_TITLE);
}

function parametersOf(name: string, tracing: TracingModel, notes: Notes): TracingParameters {
  const found = Object.hasOwn(tracing, name) ? tracing[name] : undefined;
  if (!found) {
    notes.add('parameters-missing', name);
    return { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 };
  }
  const wanted = { prior: found.probMastery, learn: found.probTransit, guess: found.probGuess, slip: found.probSlip };
  const sensible = {
    prior: clamp(wanted.prior, 0.01, 0.99),
    learn: clamp(wanted.learn, 0, 0.99),
    guess: clamp(wanted.guess, 0, 0.49),
    slip: clamp(wanted.slip, 0, 0.49),
  };
  const changed = (Object.keys(sensible) as (keyof TracingParameters)[]).some(
    (each) => sensible[each] !== wanted[each],
  );
  if (changed) notes.add('parameters-clamped', name);
  return sensible;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
