import { z } from 'zod';
import { Duration, Extensions } from './values.js';

export const Score = z
  .strictObject({
    scaled: z.number().min(-1).max(1).optional(),
    raw: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .superRefine(({ raw, min, max }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (min !== undefined && max !== undefined && min >= max) refuse('min', 'min must be less than max');
    if (raw !== undefined && min !== undefined && raw < min) refuse('raw', 'raw must not be less than min');
    if (raw !== undefined && max !== undefined && raw > max) refuse('raw', 'raw must not be more than max');
  });
export type Score = z.infer<typeof Score>;

export const Result = z.strictObject({
  score: Score.optional(),
  success: z.boolean().optional(),
  completion: z.boolean().optional(),
  response: z.string().max(100_000).optional(),
  duration: Duration.optional(),
  extensions: Extensions.optional(),
});
export type Result = z.infer<typeof Result>;
