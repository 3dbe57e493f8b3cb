import { z } from 'zod';
import type { Principal } from '../../http/index.js';
import type { RawResponse } from '../catalogue/index.js';
import { Felt } from './felt.js';
import type { Student } from './situation.js';

const Id = z.string().min(1).max(120);

/** What the forms of a question send, in an assignment and outside. */
export const Nothing = z.object({});
export const Moment = z.object({
  decision: Id,
  step: z.coerce.number().int().min(0).max(1_000),
  tries: z.coerce.number().int().min(0).max(1_000),
});
export const HintMoment = Moment.extend({ hints: z.coerce.number().int().min(0).max(1_000) });
const Field = z.union([z.string().max(2_000), z.array(z.string().max(2_000)).max(200)]);
export const Answer = Moment.catchall(Field);
export const FeltBody = z.object({ decision: Id, felt: Felt });

/** How sure somebody says they are, as a chance of being right. */
const CONFIDENCE = { guess: 0.25, unsure: 0.5, quite: 0.75, very: 0.95 } as const;
const Confidence = z.enum(['guess', 'unsure', 'quite', 'very']);

/** What the fields of an answer are called; see `parseResponse`. */
const ANSWER_FIELD = /^(?:answer|(?:match|place)\.\d{1,4})$/;

/** A session without a placement (a link that is no assignment) has nothing to practise. */
export function studentOf({ tenant, userId, courseId, placementId, synthetic, sessionId }: Principal): Student {
  return { tenant, userId, courseId, placementId: placementId ?? '', synthetic, base: `/app/${sessionId}` };
}

/** The answer alone: nothing else that a form may carry is kept. */
export function responseOf(body: z.infer<typeof Answer>): RawResponse {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      ANSWER_FIELD.test(name) && typeof value !== 'number' ? [[name, value]] : [],
    ),
  );
}

/** What was said of the confidence; undefined when nothing was, or nothing that the page offers. */
export function confidenceOf({ confidence }: z.infer<typeof Answer>): number | undefined {
  const said = Confidence.safeParse(confidence);
  return said.success ? CONFIDENCE[said.data] : undefined;
}
