import { contentDigest } from '../events/digest.js';
import type { Incoming } from '../events/intake.js';
import { activityId, shareOf } from '../ids.js';
import { ANSWERED, type Observed, type ObservedActivity } from '../observed.js';
import type { Activity } from './object.js';
import type { Result, Score } from './result.js';
import { type Statement, VOIDED } from './statement.js';
import { secondsOf } from './values.js';

/** Verbs of ADL and of the video profile whose score is a grade of the whole thing. */
const GRADED = ['scored', 'passed', 'failed', 'mastered', 'completed'];
const DONE = ['completed', 'passed', 'mastered', 'finished', 'terminated-complete'];

/** A statement in our words. Its digest leaves out what a record store adds by itself. */
export function observeStatement(statement: Statement & { readonly id: string }, now: Date): Incoming {
  const { id, verb, object, actor, stored: _, authority: __, version: ___, ...rest } = statement;
  const content = { actor, verb, object, ...rest };
  const name = id.toLowerCase();
  const account = 'account' in actor ? actor.account : undefined;
  const voids = verb.id === VOIDED && object.objectType === 'StatementRef' ? object.id.toLowerCase() : null;
  return {
    id: name,
    digest: contentDigest(content),
    who: account && actor.objectType !== 'Group' ? { issuer: account.homePage, sub: account.name } : null,
    observed: voids === null && isActivity(object) ? observe(name, statement, object, now) : [],
    voids,
  };
}

const isActivity = (object: Statement['object']): object is Activity =>
  (object.objectType ?? 'Activity') === 'Activity';

function observe(key: string, { verb, result, timestamp }: Statement, activity: Activity, now: Date): Observed[] {
  const word = wordOf(verb.id);
  const [object, label] = [activityId('xapi', activity.id), labelFor(activity)];
  const at = timestamp === undefined ? now : new Date(timestamp);
  const score = scoreOf(result);
  const event: ObservedActivity = {
    kind: 'activity',
    source: 'xapi',
    key,
    verb: word,
    object,
    label,
    modality: modalityOf(activity.definition?.type ?? '', activity.definition?.interactionType),
    seconds: result?.duration === undefined ? null : secondsOf(result.duration),
    score: word === ANSWERED ? (score ?? (result?.success === undefined ? null : Number(result.success))) : score,
    completed: result?.completion ?? (DONE.includes(word) ? true : null),
    at,
  };
  const graded = GRADED.includes(word) && score !== null;
  return graded ? [event, { kind: 'grade', source: 'xapi', column: object, label, score, ours: false, at }] : [event];
}

/** The last word of a verb's IRI: `answered` of http://adlnet.gov/expapi/verbs/answered. */
function wordOf(iri: string): string {
  const word = iri.split(/[/#:]/).filter(Boolean).at(-1) ?? iri;
  return word.toLowerCase().slice(0, 120);
}

const labelFor = ({ id, definition }: Activity): string =>
  Object.entries(definition?.name ?? {}).find(([, name]) => name.trim() !== '')?.[1] ?? id;

/** The share of full marks in a result; null where it has none. */
function scoreOf(result: Result | undefined): number | null {
  const { scaled, raw, min = 0, max }: Score = result?.score ?? {};
  if (scaled !== undefined) return shareOf(scaled);
  if (raw === undefined || max === undefined || max <= min) return null;
  return shareOf((raw - min) / (max - min));
}

function modalityOf(type: string, interaction: string | undefined): ObservedActivity['modality'] {
  if (interaction !== undefined || /(assessment|question|interaction|performance|simulation|quiz)\b/i.test(type))
    return 'practice';
  if (/video|media|audio/i.test(type)) return 'video';
  if (/(lesson|module|course|page|article|book|link|file|document)\b/i.test(type)) return 'text';
  if (/(meeting|forum|discussion|chat)/i.test(type)) return 'conversation';
  return 'other';
}
