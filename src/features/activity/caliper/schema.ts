import { z } from 'zod';
import { Iri } from '../xapi/values.js';
import { EVENTS, isKindOf, PROFILES } from './events-known.js';

const VERSIONS = ['http://purl.imsglobal.org/ctx/caliper/v1p2', 'http://purl.imsglobal.org/ctx/caliper/v1p1'] as const;
const TOOL_USE = 'http://purl.imsglobal.org/ctx/caliper/v1p1/ToolUseProfile-extension';

/** A moment in UTC with milliseconds, as Caliper writes it and no other way. */
export const CaliperTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    'a time in UTC with milliseconds is needed, as in 2026-03-02T09:00:00.000Z',
  )
  .refine((text) => new Date(text).getTime() >= 0 && new Date(text).toISOString() === text, 'no such moment exists');

const ContextName = z.union([z.enum(VERSIONS), z.literal(TOOL_USE)], 'the context of Caliper 1.2 or 1.1 is needed');
const Context = z.union([
  ContextName,
  z.array(z.union([ContextName, z.string().max(500), z.record(z.string(), z.json())])).min(1),
]);

const Type = z.string().regex(/^[A-Z][A-Za-z]{1,60}$/, 'the name of a type is needed');
const EntityId = z.union([Iri, z.string().regex(/^_:[A-Za-z0-9._-]+$/)], 'an absolute IRI (or a blank node) is needed');

/** A thing that events are about. Its own fields depend on its type; those that we read are checked where we read them. */
export const Entity = z.looseObject({ '@context': Context.optional(), id: EntityId, type: Type });
export type Entity = z.infer<typeof Entity>;

/** A thing, or only its name. */
const EntityOrId = z.union([Iri, Entity], 'an entity with id and type, or the IRI of one, is needed');
export type EntityOrId = z.infer<typeof EntityOrId>;

export const typeOf = (entity: EntityOrId | undefined): string | null =>
  typeof entity === 'object' ? entity.type : null;

const UrnUuid = z
  .string()
  .regex(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i,
    'urn:uuid: and a UUID (RFC 4122) is needed',
  );

const Event = z
  .strictObject({
    '@context': Context,
    id: UrnUuid,
    type: Type,
    profile: z.enum(PROFILES as [string, ...string[]], 'a profile of Caliper 1.2 is needed').optional(),
    actor: EntityOrId,
    action: z.string().regex(/^[A-Z][A-Za-z]{1,60}$/, 'the name of an action is needed'),
    object: EntityOrId,
    eventTime: CaliperTime,
    edApp: EntityOrId.optional(),
    generated: EntityOrId.optional(),
    target: EntityOrId.optional(),
    referrer: EntityOrId.optional(),
    group: EntityOrId.optional(),
    membership: EntityOrId.optional(),
    session: EntityOrId.optional(),
    federatedSession: EntityOrId.optional(),
    extensions: z.record(z.string(), z.json()).optional(),
  })
  .superRefine((event, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    // The general event says anything about anything.
    if (event.type === 'Event') return;
    const rules = Object.hasOwn(EVENTS, event.type) ? EVENTS[event.type] : undefined;
    if (!rules) return refuse('type', 'Caliper 1.2 knows no such event');
    if (!rules.actions.includes(event.action)) refuse('action', 'an event of this type knows no such action');
    for (const name of rules.needs ?? []) if (event[name] === undefined) refuse(name, 'an event of this type needs it');
    const allowed = { actor: rules.actors, object: rules.objects, generated: rules.generated, target: rules.target };
    for (const [name, types] of Object.entries(allowed)) {
      const type = typeOf(event[name as keyof typeof allowed]);
      if (types && type !== null && !isKindOf(type, types)) refuse(name, `it must be one of ${types.join(', ')}`);
    }
    const timedOut = event.action === 'TimedOut';
    if (
      event.type === 'SessionEvent' &&
      timedOut !== (typeOf(event.object) === 'Session') &&
      typeOf(event.object) !== null
    ) {
      refuse('object', 'a session times out, and people log in to an application');
    }
  });
export type Event = z.infer<typeof Event>;

const isEvent = (input: unknown): boolean => /Event$/.test(String((input as { type?: unknown } | null)?.type));

/** An event, or the description of an entity: read by its type, so that a mistake is named where it stands. */
const Datum = z.unknown().transform((input, context): Event | Entity => {
  const read = (isEvent(input) ? Event : Entity.extend({ '@context': Context })).safeParse(input);
  if (read.success) return read.data;
  for (const { message, path, code } of read.error.issues) {
    context.addIssue({ code: 'custom', path: [...path], message, input, params: { code } });
  }
  return z.NEVER;
});

/** What a sensor sends: events and descriptions in one envelope (Caliper 1.2, section on envelopes). */
export const Envelope = z.strictObject({
  sensor: z.union([Iri, z.looseObject({ id: Iri, type: Type })], 'the IRI of the sensor is needed'),
  sendTime: CaliperTime,
  dataVersion: z.enum(VERSIONS, 'the version of Caliper 1.2 or 1.1 is needed'),
  data: z.array(Datum).min(1).max(1_000),
});
export type Envelope = z.infer<typeof Envelope>;

export const asEvent = (datum: Event | Entity): Event | null => (isEvent(datum) ? (datum as Event) : null);
