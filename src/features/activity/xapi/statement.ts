import { z } from 'zod';
import { type Actor, Agent, actorBy, Group } from './actor.js';
import { Activity, OBJECTS, StatementRef } from './object.js';
import { Result } from './result.js';
import { Extensions, Iri, Language, LanguageMap, Timestamp, Uuid } from './values.js';

/** What a statement that makes an earlier one void is known by. */
export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

const Verb = z.strictObject({ id: Iri, display: LanguageMap.optional() });

const Attachment = z.strictObject({
  usageType: Iri,
  display: LanguageMap,
  description: LanguageMap.optional(),
  contentType: z
    .string()
    .max(255)
    .regex(/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/, 'a media type is needed'),
  length: z.int().min(0),
  sha2: z.string().regex(/^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i, 'a SHA-2 is needed'),
  // Its bytes could only come beside the statement, which takes another media type than ours.
  fileUrl: Iri,
});

const Activities = z.union([Activity, z.array(Activity).max(100)]);
const ContextActivities = z.strictObject({
  parent: Activities.optional(),
  grouping: Activities.optional(),
  category: Activities.optional(),
  other: Activities.optional(),
});

/** A field whose kind stands in the field itself: read by that kind, so that a mistake is named where it stands. */
const byKind = <T>(kindOf: (input: unknown) => z.ZodType<T> | string): z.ZodType<T> =>
  z.unknown().transform((input, context): T => {
    const schema = kindOf(input);
    const read = typeof schema === 'string' ? null : schema.safeParse(input);
    if (read?.success) return read.data;
    if (!read) context.addIssue({ code: 'custom', message: String(schema), input });
    for (const { message, path, code } of read?.error.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message, input, params: { code } });
    }
    return z.NEVER;
  }) as unknown as z.ZodType<T>;

const ActorField = byKind<Actor>((input) => (input === undefined ? 'it is needed' : actorBy(input)));

const Context = z.strictObject({
  registration: Uuid.optional(),
  instructor: ActorField.optional(),
  team: Group.optional(),
  contextActivities: ContextActivities.optional(),
  revision: z.string().max(1_000).optional(),
  platform: z.string().max(1_000).optional(),
  language: Language.optional(),
  statement: StatementRef.optional(),
  extensions: Extensions.optional(),
});

type PlainObject = z.infer<(typeof OBJECTS)[keyof typeof OBJECTS]>;
const kindIn = (input: unknown): string => {
  const { objectType = 'Activity' } = (input ?? {}) as { objectType?: unknown };
  return typeof objectType === 'string' ? objectType : '';
};
const plainObject = (input: unknown): z.ZodType<PlainObject> | string => {
  if (typeof input !== 'object' || input === null) return 'an object is needed';
  const kind = kindIn(input);
  return Object.hasOwn(OBJECTS, kind)
    ? (OBJECTS[kind as keyof typeof OBJECTS] as z.ZodType<PlainObject>)
    : 'objectType must be Activity, Agent, Group, StatementRef or SubStatement';
};

const said = {
  actor: ActorField,
  verb: Verb,
  result: Result.optional(),
  context: Context.optional(),
  timestamp: Timestamp.optional(),
  attachments: z.array(Attachment).max(100).optional(),
};

/** A statement within a statement: it has no name of its own, and none within it. */
const SubStatement = z
  .strictObject({
    objectType: z.literal('SubStatement'),
    ...said,
    object: byKind<PlainObject>((input) =>
      kindIn(input) === 'SubStatement' ? 'a SubStatement holds no other' : plainObject(input),
    ),
  })
  .superRefine(refuseContradictions);
export type SubStatement = z.infer<typeof SubStatement>;

const Authority = byKind<Actor>((input) => {
  const group = kindIn(input) === 'Group';
  const pair = (input as { member?: unknown })?.member;
  if (group && !(Array.isArray(pair) && pair.length === 2)) return 'a group as authority has exactly two members';
  return group ? Group : (Agent as z.ZodType<Actor>);
});

/** A statement of the Experience API 1.0.3, as its specification of data has it. */
export const Statement = z
  .strictObject({
    id: Uuid.optional(),
    ...said,
    object: byKind<PlainObject | SubStatement>((input) =>
      kindIn(input) === 'SubStatement' ? (SubStatement as z.ZodType<SubStatement>) : plainObject(input),
    ),
    stored: Timestamp.optional(),
    authority: Authority.optional(),
    version: z
      .string()
      .max(20)
      .regex(/^1\.0(?:\.\d+)?$/, 'a version 1.0.x is needed')
      .optional(),
  })
  .superRefine(refuseContradictions);
export type Statement = z.infer<typeof Statement>;

interface Saying {
  readonly verb: { readonly id: string };
  readonly object: { readonly objectType?: string | undefined };
  readonly context?: { readonly revision?: string | undefined; readonly platform?: string | undefined } | undefined;
}

function refuseContradictions({ verb, object, context: around }: Saying, context: z.RefinementCtx): void {
  if (verb?.id === VOIDED && object?.objectType !== 'StatementRef') {
    context.addIssue({ code: 'custom', path: ['object'], message: 'what is voided must be a StatementRef' });
  }
  const activity = (object?.objectType ?? 'Activity') === 'Activity';
  for (const field of ['revision', 'platform'] as const) {
    if (!activity && around?.[field] !== undefined) {
      context.addIssue({ code: 'custom', path: ['context', field], message: 'it only goes with an activity' });
    }
  }
}
