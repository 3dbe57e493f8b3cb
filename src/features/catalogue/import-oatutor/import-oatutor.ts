import type { Scope } from '../../../storage/index.js';
import { type ImportResult, importCourse } from '../import-course.js';
import { Course } from '../schema.js';
import { unpack } from './archive.js';
import { labelOf, translateProblem } from './items.js';
import { type FoundCourse, readLayout } from './read-layout.js';
import { type ImportReport, Notes } from './report.js';
import { OTHER, skillsOf } from './skills.js';
import { slugOf } from './slug.js';

export interface TranslatedCourse {
  readonly course: Course;
  readonly report: ImportReport;
}

export interface OatutorOptions {
  /** Which course of the archive, by its name; needed when it holds several. */
  readonly courseName?: string;
}

/**
 * Translates a course in OATutor's folder layout. Every step that has an answer comes in; whatever could not be taken
 * over as it stands is in the report.
 *
 * @throws ArchiveRefused when there is no course in the files
 */
export function importOatutor(files: ReadonlyMap<string, Uint8Array>, options: OatutorOptions = {}): TranslatedCourse {
  const notes = new Notes();
  const found = readLayout(files, options.courseName, notes);
  const steps = found.problems.flatMap((problem) => problem.steps);
  const used = new Set(steps.flatMap(({ step }) => namesOf(found, step.id)));
  if (steps.some(({ step }) => namesOf(found, step.id).length === 0)) used.add(OTHER);
  const table = skillsOf(found.plan, used, found.tracing, notes);
  for (const lesson of found.plan.lessons) notes.add('lesson-without-text', lesson.name || lesson.topics || lesson.id);
  notes.add('prerequisites-absent', found.plan.courseName);
  const context = { plan: found.plan, table, skillsOfStep: found.skillsOfStep, notes };
  const translated = found.problems.map((problem) => translateProblem(problem, context));
  const course = Course.parse({
    id: slugOf(found.plan.courseName).toLowerCase().replace(/_+/g, '-'),
    title: found.plan.courseName,
    language: found.plan.language,
    licence: labelOf(found.plan.courseLicense) || 'unknown',
    skills: table.skills,
    items: translated.flatMap(({ item }) => (item ? [item] : [])),
    figures: translated.flatMap(({ figures }) => figures),
  });
  return { course, report: reportOf(found, course, notes) };
}

const namesOf = ({ skillsOfStep }: FoundCourse, step: string): readonly string[] =>
  Object.hasOwn(skillsOfStep, step) ? (skillsOfStep[step] ?? []) : [];

function reportOf(found: FoundCourse, course: Course, notes: Notes): ImportReport {
  const steps = course.items.flatMap((item) => item.steps);
  const foundSteps = found.problems.flatMap((problem) => problem.steps);
  const kinds: Record<string, number> = {};
  for (const { answer } of steps) kinds[answer.kind] = (kinds[answer.kind] ?? 0) + 1;
  return {
    course: { id: course.id, title: course.title, licence: course.licence },
    found: {
      problems: found.problems.length,
      steps: foundSteps.length,
      skills: new Set(Object.values(found.skillsOfStep).flat()).size,
      hints: foundSteps.flatMap(({ hints }) => hints.flatMap((hint) => [hint, ...hint.subHints])).length,
      figures: found.problems.reduce((sum, { figures }) => sum + figures.size, 0),
    },
    imported: {
      items: course.items.length,
      steps: steps.length,
      skills: course.skills.length,
      hints: steps.flatMap(({ hints }) => hints).length,
      figures: course.figures.length,
    },
    kinds,
    notes: notes.list(),
  };
}

/** Unpacks, translates and stores a course; the report says what came of it. */
export async function importOatutorZip(
  scope: Scope,
  bytes: Uint8Array,
  now: Date,
  options: OatutorOptions = {},
): Promise<ImportReport & { readonly result: ImportResult }> {
  const { course, report } = importOatutor(unpack(bytes), options);
  return { ...report, result: await importCourse(scope, course, now) };
}
