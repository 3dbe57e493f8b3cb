import { z } from 'zod';
import { contentDigest } from '../events/digest.js';
import type { Incoming } from '../events/intake.js';
import { activityId, labelOf, shareOf } from '../ids.js';
import { ANSWERED, type Observed, type ObservedActivity } from '../observed.js';
import { type Entity, type EntityOrId, type Event, typeOf } from './schema.js';

const Named = z.looseObject({ id: z.string() });
const idOf = (entity: unknown): string | null =>
  typeof entity === 'string' ? entity : (Named.safeParse(entity).data?.id ?? null);

/** How an LMS calls a person in its launches, as an entity says it (Caliper 1.2, system identifiers). */
const LtiIdentifier = z.looseObject({
  identifierType: z.literal('LtiUserId'),
  identifier: z.string().min(1).max(500),
  source: z.unknown(),
});
const LtiSession = z.looseObject({ messageParameters: z.looseObject({ iss: z.string(), sub: z.string() }) });

type Who = Incoming['who'];

function whoIs(person: EntityOrId | undefined): Who {
  if (typeof person !== 'object' || !Array.isArray(person.otherIdentifiers)) return null;
  for (const each of person.otherIdentifiers) {
    const known = LtiIdentifier.safeParse(each).data;
    const issuer = known && idOf(known.source);
    if (known && issuer) return { issuer, sub: known.identifier };
  }
  return null;
}

/** The launch that the event belongs to names the actor of it. */
function whoLaunched({ federatedSession }: Event): Who {
  const launch = LtiSession.safeParse(federatedSession).data?.messageParameters;
  return launch ? { issuer: launch.iss, sub: launch.sub } : null;
}

/** An event in our words. */
export function observeEvent(event: Event): Incoming {
  const graded = event.type === 'GradeEvent';
  // Of a grade the learner is whose attempt it was; its actor is who gave it.
  const attempt = Attempt.safeParse(event.object).data;
  const who = graded ? whoIs(attempt?.assignee) : (whoIs(event.actor) ?? whoLaunched(event));
  return {
    id: event.id.toLowerCase(),
    digest: contentDigest(event),
    who,
    observed: graded ? observeGrade(event, attempt) : [observeActivity(event)],
    voids: null,
  };
}

const Thing = z.union([z.string(), z.looseObject({ id: z.string(), type: z.string() })]);
const Attempt = z.looseObject({ assignee: Thing.optional(), assignable: Thing.optional() });
const Score = z.looseObject({ scoreGiven: z.number(), maxScore: z.number().positive() });

function observeGrade(event: Event, attempt: z.infer<typeof Attempt> | undefined): Observed[] {
  const score = Score.safeParse(event.generated).data;
  const assignable = attempt?.assignable as EntityOrId | undefined;
  const column = idOf(assignable);
  if (!score || !column) return [];
  const share = shareOf(score.scoreGiven / score.maxScore);
  const about = { object: activityId('caliper', column), label: nameOf(assignable) ?? column };
  const at = new Date(event.eventTime);
  if (typeOf(assignable) === 'AssessmentItem') {
    // One question: an answer, and no grade of a whole.
    const answer = { verb: ANSWERED, modality: 'practice', seconds: null, score: share, completed: true } as const;
    return [{ kind: 'activity', source: 'caliper', key: event.id.toLowerCase(), ...about, ...answer, at }];
  }
  const { object, label } = about;
  return [{ kind: 'grade', source: 'caliper', column: object, label, score: share, ours: false, at }];
}

const DONE: readonly string[] = ['Submitted', 'Completed', 'Ended'];

function observeActivity(event: Event): ObservedActivity {
  const { id, action, object, generated, eventTime, type } = event;
  const name = idOf(object) ?? id;
  return {
    kind: 'activity',
    source: 'caliper',
    key: id.toLowerCase(),
    verb: action,
    object: activityId('caliper', name),
    label: labelOf(nameOf(object) ?? name),
    modality: modalityOf(type, typeOf(object) ?? ''),
    seconds: secondsIn(generated),
    score: null,
    completed: DONE.includes(action) ? true : null,
    at: new Date(eventTime),
  };
}

const nameOf = (entity: EntityOrId | undefined): string | null => {
  const name = typeof entity === 'object' ? (entity as Entity).name : null;
  return typeof name === 'string' && name.trim() !== '' ? name : null;
};

const Measures = z.looseObject({
  items: z.array(z.looseObject({ metric: z.string(), metricValue: z.number().min(0) })),
});
const SECONDS: Readonly<Record<string, number>> = { TimeOnTaskSec: 1, TimeOnTaskMin: 60 };

/** The time on task that a tool measured; null where it measured none. */
function secondsIn(generated: EntityOrId | undefined): number | null {
  for (const { metric, metricValue } of Measures.safeParse(generated).data?.items ?? []) {
    const factor = Object.hasOwn(SECONDS, metric) ? SECONDS[metric] : undefined;
    if (factor !== undefined) return Math.min(86_400, metricValue * factor);
  }
  return null;
}

function modalityOf(event: string, object: string): ObservedActivity['modality'] {
  if (event === 'MediaEvent' || /^(Video|Audio|Media)Object$/.test(object)) return 'video';
  if (/^(Assess|Questionnaire)/.test(event) || /^Assess/.test(object)) return 'practice';
  if (/^(Forum|Message|Thread)/.test(event)) return 'conversation';
  if (object === 'ImageObject') return 'figure';
  return event === 'ViewEvent' ||
    event === 'AnnotationEvent' ||
    /^(Page|WebPage|Document|Chapter|Reading)$/.test(object)
    ? 'text'
    : 'other';
}
