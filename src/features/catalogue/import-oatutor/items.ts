import { mediaTypeOf } from '../check/media-type.js';
import type { Figure, Item, Step } from '../schema.js';
import { keyOf } from './answer.js';
import { composeSolution, hintsOf } from './hints.js';
import type { OaPlan } from './layout.js';
import type { FoundProblem, FoundStep } from './read-layout.js';
import type { Notes } from './report.js';
import { OTHER, type SkillTable } from './skills.js';
import { slugOf } from './slug.js';
import { type TextPlace, toMarkdown, toPlain } from './text.js';
import { fixVariables } from './variables.js';

const LONGEST_TITLE = 200;
const LONGEST_TAG = 120;

export interface TranslationContext {
  readonly plan: OaPlan;
  readonly table: SkillTable;
  readonly skillsOfStep: Readonly<Record<string, readonly string[]>>;
  readonly notes: Notes;
}

export interface TranslatedProblem {
  /** Null when no step of it can be played. */
  readonly item: Item | null;
  readonly figures: readonly Figure[];
}

/** One problem of the original as an item and its figures. */
export function translateProblem(found: FoundProblem, context: TranslationContext): TranslatedProblem {
  const { notes } = context;
  const problem = fixVariables(found.problem, notes);
  const title = toPlain(problem.title) || toPlain(problem.lesson) || problem.id;
  if (toPlain(problem.title) === '') notes.add('title-missing', problem.id);
  const figures = figuresOf(found, title, notes);
  const shown = new Set<string>();
  const place: TextPlace = {
    id: problem.id,
    notes,
    figure(file) {
      const figure = figures.get(file);
      if (figure) shown.add(file);
      return figure ? { name: figure.name, alt: figure.alt } : null;
    },
  };
  const bodyMarkdown = toMarkdown(problem.body, place);
  const steps = found.steps.map((step) => translateStep(step, place, context)).filter((step) => step !== null);
  if (steps.length === 0) {
    notes.add('problem-left-out', problem.id);
    return { item: null, figures: [] };
  }
  const unused = [...figures].filter(([file]) => !shown.has(file)).map(([, { name }]) => name);
  for (const name of unused) notes.add('figure-unused', name);
  const item: Item = {
    id: slugOf(problem.id),
    title: title.slice(0, LONGEST_TITLE),
    bodyMarkdown,
    steps,
    tags: problem.lesson === '' ? [] : [problem.lesson.slice(0, LONGEST_TAG)],
    figures: unused,
    attribution: attributionOf(problem, context.plan),
  };
  return { item, figures: [...figures.values()] };
}

function figuresOf({ problem, figures }: FoundProblem, title: string, notes: Notes): Map<string, Figure> {
  const found = new Map<string, Figure>();
  for (const [file, bytes] of figures) {
    const mediaType = mediaTypeOf(bytes);
    const name = `${slugOf(problem.id)}-${slugOf(file)}`;
    if (mediaType === null) notes.add('file-unreadable', name);
    else {
      notes.add('figure-undescribed', name);
      found.set(file, { name, mediaType, base64: Buffer.from(bytes).toString('base64'), alt: title });
    }
  }
  return found;
}

function translateStep(found: FoundStep, problem: TextPlace, context: TranslationContext): Step | null {
  const { notes } = context;
  const step = fixVariables(found.step, notes);
  const place = { ...problem, id: step.id };
  const { problemType, answerType, choices, stepAnswer: answers } = step;
  const words = `${step.stepTitle} ${step.stepBody}`;
  const keyed = keyOf({ problemType, answerType, choices, answers, words }, place);
  if (!keyed) {
    notes.add('step-left-out', step.id);
    return null;
  }
  const hints = hintsOf(
    found.hints.map((hint) => fixVariables(hint, notes)),
    place,
  );
  notes.add('solution-composed', step.id);
  const prompt = [step.stepTitle, step.stepBody].map((text) => toMarkdown(text, place)).filter((text) => text !== '');
  return {
    id: slugOf(step.id),
    promptMarkdown: prompt.join('\n\n') || '…',
    answer: keyed.key,
    skills: skillsFor(step.id, context),
    parameters: { discrimination: 1, difficulty: 0 },
    hints,
    solutionMarkdown: composeSolution(hints, keyed.answerMarkdown),
  };
}

function skillsFor(step: string, { skillsOfStep, table, notes }: TranslationContext): string[] {
  const names = Object.hasOwn(skillsOfStep, step) ? (skillsOfStep[step] ?? []) : [];
  if (names.length === 0) notes.add('skill-missing', step);
  return names.length === 0 ? [OTHER] : [...new Set(names.map((name) => table.idOf(name)))];
}

/** `https://… <Name>` is how the original writes a source and a licence. */
function attributionOf({ oer, license }: FoundProblem['problem'], plan: OaPlan): string {
  return [oer || plan.courseOER, license || plan.courseLicense]
    .map(labelOf)
    .filter((label) => label !== '')
    .join(', ');
}

export function labelOf(link: string): string {
  const match = /^(\S+)\s*<([^>]+)>\s*$/.exec(link.trim());
  return match ? `${match[2]} (${match[1]})` : link.trim();
}
