import type { z } from 'zod';
import { ArchiveRefused } from './archive.js';
import {
  ignoredFields,
  OaHint,
  OaPlan,
  OaProblem,
  OaStep,
  PlanLesson,
  SkillModel,
  type TracingModel as Tracing,
  TracingModel,
} from './layout.js';
import type { Notes } from './report.js';

export interface FoundStep {
  readonly step: OaStep;
  readonly hints: readonly OaHint[];
}

export interface FoundProblem {
  readonly problem: OaProblem;
  readonly steps: readonly FoundStep[];
  /** File name to bytes. */
  readonly figures: ReadonlyMap<string, Uint8Array>;
}

/** A course in OATutor's layout, read but not yet translated. */
export interface FoundCourse {
  readonly plan: OaPlan;
  readonly skillsOfStep: Readonly<Record<string, readonly string[]>>;
  readonly tracing: Tracing;
  readonly problems: readonly FoundProblem[];
}

/** Reads the files by their places; what is no JSON or has another shape is noted and left out. */
export function readLayout(
  files: ReadonlyMap<string, Uint8Array>,
  courseName: string | undefined,
  notes: Notes,
): FoundCourse {
  const tree = new Tree(files, notes);
  const plan = choosePlan(tree.read('coursePlans.json', OaPlan.array(), 'plan') ?? [], courseName);
  for (const raw of tree.rawPlans()) note(ignoredFields(raw, OaPlan, 'course'), notes);
  const problems = tree.folders('content-pool').map((folder) => readProblem(tree, folder, notes));
  return {
    plan,
    skillsOfStep: tree.read('skillModel.json', SkillModel, 'skill model') ?? {},
    tracing: tree.read('bkt-params/defaultBKTParams.json', TracingModel, 'tracing parameters') ?? {},
    problems: problems.filter((found) => found !== null),
  };
}

function choosePlan(plans: readonly OaPlan[], name: string | undefined): OaPlan {
  const fitting = name === undefined ? plans : plans.filter(({ courseName }) => courseName === name);
  const [plan] = fitting;
  if (!plan) throw new ArchiveRefused('There is no course in this archive: coursePlans.json is missing or names none.');
  if (fitting.length > 1) {
    const names = fitting.map(({ courseName }) => `"${courseName}"`).join(', ');
    throw new ArchiveRefused(`The archive holds several courses. Say which one: ${names}.`);
  }
  return plan;
}

function note(fields: readonly string[], notes: Notes): void {
  for (const field of fields) notes.add('field-ignored', field);
}

function readProblem(tree: Tree, folder: string, notes: Notes): FoundProblem | null {
  const name = lastPart(folder);
  const problem = tree.read(`${folder}/${name}.json`, OaProblem, 'problem');
  if (!problem) return null;
  const steps = tree.folders(`${folder}/steps`).map((place) => readStep(tree, place, notes));
  return { problem, steps: steps.filter((step) => step !== null), figures: tree.files(`${folder}/figures`) };
}

function readStep(tree: Tree, folder: string, notes: Notes): FoundStep | null {
  const name = lastPart(folder);
  const step = tree.read(`${folder}/${name}.json`, OaStep, 'step');
  if (!step) return null;
  const pathways = [...tree.files(`${folder}/tutoring`).keys()].sort();
  const chosen = pathways.find((file) => file.endsWith('DefaultPathway.json')) ?? pathways[0];
  for (const other of pathways) if (other !== chosen) notes.add('pathway-left-out', other);
  const hints = chosen ? tree.read(`${folder}/tutoring/${chosen}`, OaHint.array(), 'hint') : [];
  return { step, hints: hints ?? [] };
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const OBJECTS: Readonly<Record<string, z.ZodObject>> = {
  problem: OaProblem,
  step: OaStep,
  hint: OaHint,
  lesson: PlanLesson,
};

/** The archive by path; the course may stand in a folder of its own. */
class Tree {
  private readonly children = new Map<string, Set<string>>();
  private readonly root: string;

  constructor(
    private readonly contents: ReadonlyMap<string, Uint8Array>,
    private readonly notes: Notes,
  ) {
    const plan = [...contents.keys()].filter((name) => /(^|\/)coursePlans\.json$/.test(name)).sort(byLength)[0];
    this.root = plan?.slice(0, -'coursePlans.json'.length) ?? '';
    for (const path of contents.keys()) {
      const parts = path.split('/');
      for (let depth = 1; depth < parts.length; depth++)
        this.child(parts.slice(0, depth).join('/'), parts[depth] ?? '');
    }
  }

  private child(folder: string, name: string): void {
    const names = this.children.get(folder);
    if (names) names.add(name);
    else this.children.set(folder, new Set([name]));
  }

  folders(path: string): string[] {
    const names = [...(this.children.get(this.root + path) ?? [])].sort(naturally);
    return names.filter((name) => this.children.has(`${this.root}${path}/${name}`)).map((name) => `${path}/${name}`);
  }

  files(path: string): Map<string, Uint8Array> {
    const names = [...(this.children.get(this.root + path) ?? [])].sort();
    return new Map(
      names.flatMap((name) => {
        const bytes = this.contents.get(`${this.root}${path}/${name}`);
        return bytes ? [[name, bytes] as const] : [];
      }),
    );
  }

  rawPlans(): unknown[] {
    const raw = this.json('coursePlans.json');
    const plans: unknown[] = Array.isArray(raw) ? raw : [];
    for (const plan of plans) this.noteFields((plan as { lessons?: unknown }).lessons, 'lesson');
    return plans;
  }

  read<T>(path: string, schema: z.ZodType<T>, what: string): T | null {
    const raw = this.json(path);
    if (raw === undefined) return null;
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      this.notes.add('file-unreadable', path);
      return null;
    }
    this.noteFields(raw, what);
    return parsed.data;
  }

  private noteFields(raw: unknown, what: string): void {
    const schema = OBJECTS[what];
    if (!schema) return;
    for (const each of Array.isArray(raw) ? raw : [raw]) note(ignoredFields(each, schema, what), this.notes);
  }

  private json(path: string): unknown {
    const bytes = this.contents.get(this.root + path);
    if (!bytes) {
      this.notes.add('file-unreadable', path);
      return undefined;
    }
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      this.notes.add('file-unreadable', path);
      return undefined;
    }
  }
}

const byLength = (a: string, b: string): number => a.length - b.length;
const naturally = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
