import { z } from 'zod';

/** A moment with a zone, as the platform reads it. */
const moment = z.iso.datetime({ offset: true });
const window = z.strictObject({ startDateTime: moment.optional(), endDateTime: moment.optional() });
const words = z.string().trim().min(1).max(1024);

/** A link to this tool (LTI Deep Linking 2.0, 3.2). Custom parameters are strings; a line item is worth something. */
export const ContentItem = z.strictObject({
  type: z.literal('ltiResourceLink'),
  url: z.url().max(2048),
  title: words,
  text: words.optional(),
  custom: z.record(z.string().regex(/^[a-z0-9_.]{1,128}$/i), z.string().max(8192)).optional(),
  lineItem: z
    .strictObject({
      scoreMaximum: z.number().positive(),
      label: words.optional(),
      resourceId: z.string().min(1).max(255).optional(),
      tag: z.string().min(1).max(255).optional(),
    })
    .optional(),
  available: window.optional(),
  submission: window.optional(),
  iframe: z
    .strictObject({ width: z.number().positive().optional(), height: z.number().positive().optional() })
    .optional(),
  window: z.strictObject({ targetName: z.string().min(1).max(255) }).optional(),
});

export type ContentItem = z.infer<typeof ContentItem>;
