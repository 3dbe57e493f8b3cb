import { z } from 'zod';

/**
 * What an instructor can set on a link, as it travels in LTI custom parameters: strings, edited in the LMS or written by
 * deep linking. A value that cannot be read falls back to its default and is named in `ignored`, so that a typing error
 * in the LMS never closes an assignment.
 */
export const PlacementKind = z.enum([
  ...(['practice', 'next', 'path', 'dashboard'] as const),
  // A part of it alone, in a frame of a course page.
  ...(['skills', 'insights', 'goals', 'reviews', 'free', 'progress'] as const),
]);
export type PlacementKind = z.infer<typeof PlacementKind>;

export const PlacementSettings = z.object({
  kind: PlacementKind,
  /** Skills to practise; empty means all skills of the course. */
  skills: z.array(z.string()),
  /** Mastery that counts as full marks, in (0, 1]. */
  target: z.number().min(0.5).max(0.99),
  /** Most questions of one attempt; null means until the target is reached. */
  length: z.number().int().min(1).max(200).nullable(),
  /** How many attempts a student has; null means as many as they like. */
  attempts: z.number().int().min(1).max(100).nullable(),
  hints: z.enum(['always', 'after-wrong', 'never']),
  /** Students say how sure they are before they answer, unless they switch it off. Absent: only those who wish to. */
  confidence: z.literal('ask').optional(),
  /** Which score the gradebook keeps. `best` never goes down. */
  grade: z.enum(['best', 'latest', 'at-due']),
  /** After the due date: go on with grades, go on without, or stop. */
  afterDue: z.enum(['keep', 'practice', 'closed']),
  dueAt: z.date().nullable(),
});
export type PlacementSettings = z.infer<typeof PlacementSettings>;

const whole = (most: number) => z.coerce.number().int().min(1).max(most);

const FIELDS = {
  kind: { name: 'attune_kind', read: PlacementKind, initial: 'practice' },
  skills: {
    name: 'attune_skills',
    read: z.string().transform((text) =>
      text
        .split(',')
        .map((id) => id.trim())
        .filter(Boolean),
    ),
    initial: [],
  },
  target: { name: 'attune_target', read: z.coerce.number().min(0.5).max(0.99), initial: 0.85 },
  length: { name: 'attune_length', read: whole(200), initial: null },
  attempts: {
    name: 'attune_attempts',
    read: z.union([z.literal('unlimited').transform(() => null), whole(100)]),
    initial: null,
  },
  hints: { name: 'attune_hints', read: PlacementSettings.shape.hints, initial: 'always' },
  confidence: { name: 'attune_confidence', read: z.literal('ask'), initial: undefined },
  grade: { name: 'attune_grade', read: PlacementSettings.shape.grade, initial: 'best' },
  afterDue: { name: 'attune_due', read: PlacementSettings.shape.afterDue, initial: 'practice' },
  dueAt: {
    name: 'attune_due_at',
    read: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    initial: null,
  },
} as const;

/** Ours too, but no settings: by these a copy of the link, and of its course, is known again. */
const NO_SETTING = ['attune_placement', 'attune_link_history', 'attune_course_history'];

const ResourceId = z.string().trim().min(1).max(255);

/** The name that a copy of the link keeps; null where there is none that an LMS could take as a resource id. */
export function resourceIdFromCustom({ attune_placement }: Readonly<Record<string, string>>): string | null {
  return ResourceId.safeParse(attune_placement).data ?? null;
}

/** A variable of the LMS that it does not know comes as it was written, and says nothing. */
const UNRESOLVED = /^\$[A-Za-z]/;

/** @returns the settings, and the names of parameters that do not exist or whose value could not be read */
export function settingsFromCustom(custom: Readonly<Record<string, string>>): {
  settings: PlacementSettings;
  ignored: string[];
} {
  const known: readonly string[] = [...Object.values(FIELDS).map(({ name }) => name), ...NO_SETTING];
  const ignored = Object.keys(custom).filter((name) => name.startsWith('attune_') && !known.includes(name));
  const entries = Object.entries(FIELDS).map(([field, { name, read, initial }]) => {
    const raw = custom[name]?.trim();
    if (raw === undefined || raw === '' || UNRESOLVED.test(raw)) return [field, initial];
    const parsed = read.safeParse(raw);
    if (!parsed.success) ignored.push(name);
    return [field, parsed.success ? parsed.data : initial];
  });
  return {
    settings: PlacementSettings.parse(Object.fromEntries(entries.filter(([, value]) => value !== undefined))),
    ignored,
  };
}

/** The other way: what deep linking writes into the link. Defaults are written too, so that staff see them in the LMS. */
export function customFromSettings(settings: PlacementSettings): Record<string, string> {
  const { kind, skills, target, length, attempts, hints, confidence, grade, afterDue, dueAt } = settings;
  return {
    attune_kind: kind,
    // The LMS puts in what link and course were copied from; one that knows no history leaves the variables as they are.
    attune_link_history: '$ResourceLink.id.history',
    attune_course_history: '$Context.id.history',
    ...(kind === 'practice' && {
      ...(skills.length > 0 && { attune_skills: skills.join(',') }),
      attune_target: String(target),
      ...(length !== null && { attune_length: String(length) }),
      attune_attempts: attempts === null ? 'unlimited' : String(attempts),
      attune_hints: hints,
      ...(confidence && { attune_confidence: confidence }),
      attune_grade: grade,
      attune_due: afterDue,
      // The LMS puts its own due date here; one that knows none leaves the variable as it is, which is no date.
      attune_due_at: dueAt === null ? '$ResourceLink.submission.endDateTime' : dueAt.toISOString(),
    }),
  };
}
