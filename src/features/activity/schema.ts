import { z } from 'zod';

/** The name of a column or object within a course; see ids.ts. */
export const ActivityId = z.string().regex(/^[a-z]{2,10}:[A-Za-z0-9:_-]{1,110}$/, 'not the name of a column or object');

export const MappedSkill = z.strictObject({
  skill: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/)
    .describe('Id of a skill of the course.'),
  weight: z
    .number()
    .gt(0)
    .max(10)
    .describe(
      'How much one whole grade says about the skill, in answers: 1 is as much as one first answer without help.',
    ),
});
export type MappedSkill = z.infer<typeof MappedSkill>;

export const MappingEntry = z.strictObject({
  id: ActivityId.describe('The column or object, as the list of the activity of the course names it.'),
  ignored: z.boolean().describe('It is to be asked about no more; it says nothing about skills.'),
  skills: z.array(MappedSkill).max(50),
});
export type MappingEntry = z.infer<typeof MappingEntry>;

/** The whole mapping of a course. */
export const Mapping = z.strictObject({
  entries: z.array(MappingEntry).max(2_000),
});
export type Mapping = z.infer<typeof Mapping>;
