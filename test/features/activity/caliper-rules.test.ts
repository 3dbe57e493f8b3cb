import assert from 'node:assert/strict';
import { EVENTS } from '../../../src/features/activity/caliper/events-known.js';
import { Envelope } from '../../../src/features/activity/caliper/schema.js';
import { problemOf } from '../../../src/features/activity/events/problem.js';

const CONTEXT = 'http://purl.imsglobal.org/ctx/caliper/v1p2';
const at = '2026-03-02T09:00:00.000Z';
const entity = (type: string, more: object = {}) => ({ id: `https://lms.example/${type}/1`, type, ...more });
const event = {
  '@context': CONTEXT,
  id: 'urn:uuid:7f1f8a2e-9a0b-4c53-8e4d-0d6c5a2b1c3d',
  type: 'AssessmentEvent',
  profile: 'AssessmentProfile',
  actor: entity('Person'),
  action: 'Submitted',
  object: entity('Assessment', { name: 'Quiz', dateCreated: at }),
  eventTime: at,
};
const envelope = (...data: unknown[]) => ({
  sensor: 'https://lms.example/sensor/1',
  sendTime: at,
  dataVersion: CONTEXT,
  data,
});
const changed = (changes: object) => envelope({ ...event, ...changes });
const without = (name: string) => envelope(Object.fromEntries(Object.entries(event).filter(([key]) => key !== name)));

/** The profiles that are promised at least, each with an event of its own. */
const EXAMPLES: Record<string, object> = {
  AssessmentEvent: { action: 'Started', object: entity('Assessment'), generated: entity('Attempt') },
  AssessmentItemEvent: {
    action: 'Completed',
    object: entity('AssessmentItem'),
    generated: entity('MultipleChoiceResponse'),
  },
  AssignableEvent: { action: 'Submitted', object: entity('Assessment'), generated: entity('Attempt') },
  GradeEvent: {
    ...{ actor: entity('SoftwareApplication'), action: 'Graded', object: entity('Attempt') },
    generated: entity('Score', { scoreGiven: 8, maxScore: 10 }),
  },
  MediaEvent: { action: 'JumpedTo', object: entity('VideoObject'), target: entity('MediaLocation') },
  NavigationEvent: { action: 'NavigatedTo', object: entity('WebPage'), referrer: 'https://lms.example/from' },
  SessionEvent: { action: 'LoggedIn', object: entity('SoftwareApplication'), session: entity('Session') },
  ViewEvent: { action: 'Viewed', object: entity('Document'), target: entity('Frame') },
  ToolUseEvent: { action: 'Used', object: entity('SoftwareApplication') },
  FeedbackEvent: { action: 'Ranked', object: entity('VideoObject'), generated: entity('Rating') },
};

const GOOD: Record<string, unknown> = {
  'an event': envelope(event),
  'an event of version 1.1': { ...changed({ '@context': CONTEXT.replace('v1p2', 'v1p1') }), dataVersion: CONTEXT },
  'several contexts': changed({ '@context': [CONTEXT, { more: 'https://x.example/' }] }),
  'things by their name alone': changed({ actor: 'https://lms.example/users/1', object: 'https://lms.example/quiz/1' }),
  'an entity without a name of its own': changed({ session: { id: '_:session-1', type: 'Session' } }),
  'a description': envelope({ '@context': CONTEXT, ...entity('Person') }, event),
  'the general event': changed({
    type: 'Event',
    profile: 'GeneralProfile',
    action: 'Created',
    object: entity('Document'),
  }),
  'a session that times out': changed({
    ...{ type: 'SessionEvent', profile: 'SessionProfile', actor: entity('SoftwareApplication') },
    ...{ action: 'TimedOut', object: entity('Session') },
  }),
  extensions: changed({ extensions: { 'com.example.x': [1, null] } }),
};

const BAD: Record<string, readonly [envelope: unknown, where: string]> = {
  'no sensor': [{ ...envelope(event), sensor: undefined }, 'sensor'],
  'a sensor without an address': [{ ...envelope(event), sensor: 'sensor 1' }, 'sensor'],
  'no time of sending': [{ ...envelope(event), sendTime: undefined }, 'sendTime'],
  'a time without milliseconds': [{ ...envelope(event), sendTime: '2026-03-02T09:00:00Z' }, 'sendTime'],
  'another version': [{ ...envelope(event), dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v2' }, 'dataVersion'],
  'no data': [envelope(), 'data'],
  'a field beside the data': [{ ...envelope(event), note: 'x' }, 'body'],
  'data that is no list': [{ ...envelope(event), data: event }, 'data'],
  'an event without context': [without('@context'), 'data.0.@context'],
  'an event of another context': [changed({ '@context': 'https://www.w3.org/ns/activitystreams' }), 'data.0.@context'],
  'an event without id': [without('id'), 'data.0.id'],
  'an event by an address': [changed({ id: 'https://lms.example/events/1' }), 'data.0.id'],
  'an event without type': [without('type'), 'data.0.type'],
  'an event that nobody knows': [changed({ type: 'SleepEvent' }), 'data.0.type'],
  'an event without actor': [without('actor'), 'data.0.actor'],
  'an actor without type': [changed({ actor: { id: 'https://lms.example/1' } }), 'data.0.actor'],
  'an actor that cannot take a test': [changed({ actor: entity('SoftwareApplication') }), 'data.0.actor'],
  'an event without action': [without('action'), 'data.0.action'],
  'an action of another event': [changed({ action: 'Viewed' }), 'data.0.action'],
  'an action in small letters': [changed({ action: 'submitted' }), 'data.0.action'],
  'an event without object': [without('object'), 'data.0.object'],
  'an object of another kind': [changed({ object: entity('VideoObject') }), 'data.0.object'],
  'an event without time': [without('eventTime'), 'data.0.eventTime'],
  'a time with an offset': [changed({ eventTime: '2026-03-02T09:00:00.000+01:00' }), 'data.0.eventTime'],
  'a day that does not exist': [changed({ eventTime: '2026-02-30T09:00:00.000Z' }), 'data.0.eventTime'],
  'a profile that nobody knows': [changed({ profile: 'SleepProfile' }), 'data.0.profile'],
  'what an attempt cannot be': [changed({ generated: entity('Score') }), 'data.0.generated'],
  'a grade without a score': [
    changed({ type: 'GradeEvent', profile: 'GradingProfile', action: 'Graded', object: entity('Attempt') }),
    'data.0.generated',
  ],
  'a login to a session': [
    changed({ type: 'SessionEvent', profile: 'SessionProfile', action: 'LoggedIn', object: entity('Session') }),
    'data.0.object',
  ],
  'a field that nobody knows': [changed({ mood: 'good' }), 'data.0'],
  'a description without id': [envelope({ '@context': CONTEXT, type: 'Person' }), 'data.0.id'],
  'a mistake in the second event': [envelope(event, { ...event, action: 'Viewed' }), 'data.1.action'],
};

describe('the rules of Caliper envelopes', () => {
  const read = (input: unknown) => Envelope.safeParse(JSON.parse(JSON.stringify(input)));
  for (const [type, more] of Object.entries(EXAMPLES)) {
    const plain = (changes: object) => envelope({ ...event, type, profile: undefined, ...more, ...changes });
    it(`allow a ${type}, with each of its actions and no other`, () => {
      const parsed = read(plain({}));
      assert.ok(parsed.success, JSON.stringify(parsed.error && problemOf(parsed.error)));
      const { actions = [] } = EVENTS[type] ?? {};
      assert.ok(actions.length > 0);
      const refused = actions.filter((action) => action !== 'TimedOut' && !read(plain({ action })).success);
      assert.deepEqual(refused, []);
      const foreign = read(plain({ action: 'Slept' }));
      assert.equal(foreign.error && problemOf(foreign.error).where, 'data.0.action');
    });
  }
  for (const [name, input] of Object.entries(GOOD)) {
    it(`allow ${name}`, () => {
      const parsed = read(input);
      assert.ok(parsed.success, JSON.stringify(parsed.error && problemOf(parsed.error)));
    });
  }
  for (const [name, [input, where]] of Object.entries(BAD)) {
    it(`forbid ${name}`, () => {
      const parsed = read(input);
      assert.ok(!parsed.success);
      assert.equal(problemOf(parsed.error).where, where, JSON.stringify(parsed.error.issues));
    });
  }
});
