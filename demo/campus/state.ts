import { z } from 'zod';
import { defaultSwitches, switchesSchema } from './switches.js';

const instant = z.iso.datetime({ offset: true });
const roleKind = z.enum(['student', 'instructor', 'assistant', 'designer', 'mentor', 'administrator', 'test-student']);

const personSchema = z.object({
  id: z.string().min(1),
  sub: z.string().min(1).max(255),
  number: z.number().int(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  locale: z.string(),
  kind: roleKind,
});

const enrolmentSchema = z.object({
  personId: z.string(),
  /** Who was removed is kept, so that a tool can be told. */
  status: z.enum(['Active', 'Inactive', 'Deleted']),
  /** Absent while it is as it was at the beginning. */
  changedAt: instant.optional(),
});

const courseSchema = z.object({
  id: z.string(),
  title: z.string(),
  label: z.string(),
  deploymentId: z.string(),
  /** Ids of the courses this one was copied from, newest first. */
  history: z.array(z.string()),
  sections: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  enrolments: z.array(enrolmentSchema),
});

const linkSchema = z.object({
  id: z.string(),
  courseId: z.string(),
  sectionId: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string(),
  custom: z.record(z.string(), z.string()),
  openIn: z.enum(['iframe', 'window']),
  availableFrom: instant.nullable(),
  dueAt: instant.nullable(),
  /** Canvas only: scores beyond this many submissions are refused. */
  allowedAttempts: z.number().int().positive().nullable(),
  history: z.array(z.string()),
});

const lineItemSchema = z.object({
  id: z.string(),
  courseId: z.string(),
  linkId: z.string().nullable(),
  /** Made by the platform together with its link; the tool may not delete it. */
  coupled: z.boolean(),
  label: z.string(),
  scoreMaximum: z.number().positive(),
  resourceId: z.string().nullable(),
  tag: z.string().nullable(),
});

const gradeSchema = z.object({
  itemId: z.string(),
  personId: z.string(),
  /** On the scale of the line item; null when the tool took its score back. */
  score: z.number().nullable(),
  comment: z.string().nullable(),
  by: z.enum(['tool', 'teacher']),
  /** What a later score is compared with: the tool's timestamp, or the moment of a manual grade. */
  timestamp: instant,
  updatedAt: instant,
  activityProgress: z.string().nullable(),
  gradingProgress: z.string().nullable(),
  attempts: z.number().int(),
});

/** Everything that survives a restart; plain JSON. */
export const campusStateSchema = z.object({
  people: z.array(personSchema),
  courses: z.array(courseSchema),
  links: z.array(linkSchema),
  lineItems: z.array(lineItemSchema),
  grades: z.array(gradeSchema),
  switches: switchesSchema,
  nextNumber: z.number().int(),
});

export type CampusState = z.infer<typeof campusStateSchema>;
export type Person = z.infer<typeof personSchema>;
export type Course = z.infer<typeof courseSchema>;
export type Link = z.infer<typeof linkSchema>;
export type LineItem = z.infer<typeof lineItemSchema>;
export type Grade = z.infer<typeof gradeSchema>;

export interface CourseSeed {
  readonly title: string;
  readonly label: string;
  readonly deploymentId?: string;
}

const SECTIONS: readonly { title: string; text: string }[] = [
  { title: 'Welcome', text: 'How this course works, and where to ask for help.' },
  { title: 'Counting and chances', text: 'Outs, odds, and what a price means.' },
  { title: 'Reading the table', text: 'Position, ranges, and the bets people make.' },
  { title: 'Playing the long game', text: 'Expected value, luck, and looking after a bankroll.' },
];

/** A campus before anybody did anything in it: everyone but administrators is enrolled in every course. */
export function createState(
  people: readonly Person[],
  courses: readonly CourseSeed[],
  [firstDeployment]: readonly [string, ...string[]],
): CampusState {
  const state: CampusState = {
    people: [...people],
    courses: [],
    links: [],
    lineItems: [],
    grades: [],
    switches: defaultSwitches(),
    nextNumber: 12,
  };
  for (const course of courses) {
    state.courses.push({
      id: takeNumber(state),
      title: course.title,
      label: course.label,
      deploymentId: course.deploymentId ?? firstDeployment,
      history: [],
      sections: SECTIONS.map((section, index) => ({ id: `s${index + 1}`, ...section })),
      enrolments: people
        .filter((person) => person.kind !== 'administrator')
        .map((person) => ({ personId: person.id, status: 'Active' })),
    });
  }
  return state;
}

/** Ids are numbers written as text, as in Moodle, and never used twice. */
export function takeNumber(state: CampusState): string {
  const number = state.nextNumber;
  state.nextNumber += 1;
  return String(number);
}
