import assert from 'node:assert/strict';
import { problemOf } from '../../../src/features/activity/events/problem.js';
import { Statement, VOIDED } from '../../../src/features/activity/xapi/statement.js';
import { secondsOf } from '../../../src/features/activity/xapi/values.js';

const ID = '7f1f8a2e-9a0b-4c53-8e4d-0d6c5a2b1c3d';
const agent = { account: { homePage: 'https://lms.example', name: 'ada' } };
const verb = { id: 'http://adlnet.gov/expapi/verbs/answered', display: { en: 'answered' } };
const activity = { id: 'https://lms.example/quiz/1' };
const good = { actor: agent, verb, object: activity };
const sub = { objectType: 'SubStatement', ...good };
const ref = { objectType: 'StatementRef', id: ID };
const choices = [{ id: 'a', description: { en: 'A' } }, { id: 'b' }];
const withResult = (result: object) => ({ ...good, result });
const withDefinition = (definition: object) => ({ ...good, object: { ...activity, definition } });
const withContext = (context: object) => ({ ...good, context });
const withActor = (actor: unknown) => ({ ...good, actor });

/** Statements that the specification allows, by the rule that they are about. */
const GOOD: Record<string, unknown> = {
  'the least of all': good,
  'an id': { ...good, id: ID },
  'an id in capitals': { ...good, id: ID.toUpperCase() },
  'an agent by mail': withActor({ objectType: 'Agent', mbox: 'mailto:ada@example.org', name: 'Ada' }),
  'an agent by the digest of their mail': withActor({ mbox_sha1sum: 'a'.repeat(40) }),
  'an agent by OpenID': withActor({ openid: 'https://id.example/ada' }),
  'a group with a name of its own': withActor({ objectType: 'Group', mbox: 'mailto:all@example.org' }),
  'a group of members': withActor({ objectType: 'Group', member: [agent] }),
  'another agent as object': { ...good, object: { objectType: 'Agent', ...agent } },
  'a group as object': { ...good, object: { objectType: 'Group', member: [agent] } },
  'another statement as object': { ...good, object: ref },
  'a statement within': { ...good, object: sub },
  voiding: { ...good, verb: { id: VOIDED }, object: ref },
  'a score at its ends': withResult({ score: { scaled: -1, raw: 0, min: 0, max: 10 } }),
  'a score below nothing': withResult({ score: { raw: -3, min: -5, max: 5 } }),
  'a duration': withResult({ duration: 'P1Y2M3DT4H5M6.78S', success: true, completion: false, response: '' }),
  'a duration of weeks': withResult({ duration: 'P3W' }),
  'a time with an offset': { ...good, timestamp: '2026-03-02T09:00:00.123456+05:30' },
  'a time in UTC': { ...good, timestamp: '2026-03-02T09:00:00Z', stored: '2026-03-02T09:00:01Z' },
  'nothing as the value of an extension': withResult({ extensions: { 'https://x.example/e': null } }),
  'a choice with its options': withDefinition({ interactionType: 'choice', choices, correctResponsesPattern: ['a'] }),
  'a matching with both sides': withDefinition({ interactionType: 'matching', source: choices, target: choices }),
  'a definition in full': withDefinition({
    ...{ name: { en: 'Quiz', 'de-CH': 'Test' }, description: { und: 'x' }, type: 'https://x.example/t' },
    ...{ moreInfo: 'https://x.example/more', extensions: { 'https://x.example/e': { any: [1, null] } } },
  }),
  'a context in full': withContext({
    ...{ registration: ID, instructor: agent, team: { objectType: 'Group', member: [agent] } },
    ...{ revision: '2', platform: 'LMS', language: 'en-GB', statement: ref, extensions: { 'urn:x:e': [null] } },
    contextActivities: { parent: activity, grouping: [activity], category: [], other: activity },
  }),
  'an authority of two': {
    ...good,
    authority: { objectType: 'Group', member: [agent, { openid: 'https://x.example/c' }] },
  },
  'a version': { ...good, version: '1.0.3' },
  'an attachment elsewhere': {
    ...good,
    attachments: [
      {
        ...{ usageType: 'https://x.example/u', display: { en: 'File' }, contentType: 'text/plain', length: 3 },
        ...{ sha2: 'b'.repeat(64), fileUrl: 'https://x.example/f' },
      },
    ],
  },
};

/** Statements that the specification forbids: what, and where the answer points. */
const BAD: Record<string, readonly [statement: unknown, where: string]> = {
  'no actor': [{ verb, object: activity }, 'actor'],
  'no verb': [{ actor: agent, object: activity }, 'verb'],
  'no object': [{ actor: agent, verb }, 'object'],
  'no statement at all': ['x', 'body'],
  'a field that nobody knows': [{ ...good, mood: 'good' }, 'body'],
  'an id that is none': [{ ...good, id: 'one' }, 'id'],
  'an id of another variant': [{ ...good, id: '7f1f8a2e-9a0b-4c53-0e4d-0d6c5a2b1c3d' }, 'id'],
  'an agent without identifier': [withActor({ name: 'Ada' }), 'actor'],
  'an agent with two identifiers': [withActor({ ...agent, mbox: 'mailto:a@b.example' }), 'actor'],
  'a group without identifier and members': [withActor({ objectType: 'Group', member: [] }), 'actor'],
  'a group within a group': [
    withActor({ objectType: 'Group', member: [{ objectType: 'Group', ...agent }] }),
    'actor.member.0.objectType',
  ],
  'members of an agent': [withActor({ ...agent, member: [agent] }), 'actor'],
  'a mail address without mailto': [withActor({ mbox: 'ada@example.org' }), 'actor.mbox'],
  'a digest that is too short': [withActor({ mbox_sha1sum: 'abc' }), 'actor.mbox_sha1sum'],
  'an account without a name': [withActor({ account: { homePage: 'https://x.example' } }), 'actor.account.name'],
  'an account at no address': [withActor({ account: { homePage: 'home', name: 'a' } }), 'actor.account.homePage'],
  'an actor that is a list': [withActor([agent]), 'actor'],
  'a verb that is no IRI': [{ ...good, verb: { id: 'answered' } }, 'verb.id'],
  'a verb in no language': [{ ...good, verb: { ...verb, display: { 'not a language': 'x' } } }, 'verb.display.…'],
  'an activity that is no IRI': [{ ...good, object: { id: 'quiz 1' } }, 'object.id'],
  'an object of no kind': [{ ...good, object: { ...activity, objectType: 'Quiz' } }, 'object'],
  'a kind in small letters': [{ ...good, object: { ...activity, objectType: 'activity' } }, 'object'],
  'a reference to nothing': [{ ...good, object: { objectType: 'StatementRef' } }, 'object.id'],
  'a statement within one within': [{ ...good, object: { ...sub, object: sub } }, 'object.object'],
  'a statement within with an id': [{ ...good, object: { ...sub, id: ID } }, 'object'],
  'voiding of an activity': [{ ...good, verb: { id: VOIDED } }, 'object'],
  'a score above 1': [withResult({ score: { scaled: 1.1 } }), 'result.score.scaled'],
  'a score below -1': [withResult({ score: { scaled: -1.1 } }), 'result.score.scaled'],
  'a score as text': [withResult({ score: { scaled: '0.5' } }), 'result.score.scaled'],
  'more than the most': [withResult({ score: { raw: 11, max: 10 } }), 'result.score.raw'],
  'less than the least': [withResult({ score: { raw: 1, min: 2 } }), 'result.score.raw'],
  'a least above the most': [withResult({ score: { min: 10, max: 1 } }), 'result.score.min'],
  'a duration in words': [withResult({ duration: 'four minutes' }), 'result.duration'],
  'an empty duration': [withResult({ duration: 'PT' }), 'result.duration'],
  'success as text': [withResult({ success: 'true' }), 'result.success'],
  'nothing as a result': [{ ...good, result: null }, 'result'],
  'nothing as success': [withResult({ success: null }), 'result.success'],
  'nothing as a context': [{ ...good, context: null }, 'context'],
  'an extension that is no IRI': [withResult({ extensions: { level: 1 } }), 'result.extensions.…'],
  'a time without offset': [{ ...good, timestamp: '2026-03-02T09:00:00' }, 'timestamp'],
  'a time of unknown offset': [{ ...good, timestamp: '2026-03-02T09:00:00-00:00' }, 'timestamp'],
  'a day that does not exist': [{ ...good, timestamp: '2026-02-30T09:00:00Z' }, 'timestamp'],
  'a time as a number': [{ ...good, timestamp: 1 }, 'timestamp'],
  'an interaction that nobody knows': [
    withDefinition({ interactionType: 'guess' }),
    'object.definition.interactionType',
  ],
  'options of a question without any': [
    withDefinition({ interactionType: 'true-false', choices }),
    'object.definition.choices',
  ],
  'two options by one name': [
    withDefinition({ interactionType: 'choice', choices: [{ id: 'a' }, { id: 'a' }] }),
    'object.definition.choices',
  ],
  'an answer to no interaction': [
    withDefinition({ correctResponsesPattern: ['a'] }),
    'object.definition.correctResponsesPattern',
  ],
  'a registration that is no UUID': [withContext({ registration: 'r1' }), 'context.registration'],
  'a team of one agent': [withContext({ team: agent }), 'context.team.objectType'],
  'a revision of a person': [
    { ...withContext({ revision: '2' }), object: { objectType: 'Agent', ...agent } },
    'context.revision',
  ],
  'a platform of a statement': [{ ...withContext({ platform: 'x' }), object: ref }, 'context.platform'],
  'activities of no kind': [withContext({ contextActivities: { near: activity } }), 'context.contextActivities'],
  'a language that is none': [withContext({ language: 'the language' }), 'context.language'],
  'a version that we are not': [{ ...good, version: '2.0.0' }, 'version'],
  'an authority of three': [
    { ...good, authority: { objectType: 'Group', member: [agent, agent, agent] } },
    'authority',
  ],
  'an attachment without its bytes': [
    {
      ...good,
      attachments: [
        { usageType: 'urn:x:u', display: { en: 'x' }, contentType: 'text/plain', length: 3, sha2: 'b'.repeat(64) },
      ],
    },
    'attachments.0.fileUrl',
  ],
};

describe('the rules of xAPI statements', () => {
  for (const [name, statement] of Object.entries(GOOD)) {
    it(`allow ${name}`, () => {
      const parsed = Statement.safeParse(statement);
      assert.ok(parsed.success, JSON.stringify(parsed.error && problemOf(parsed.error)));
    });
  }
  for (const [name, [statement, where]] of Object.entries(BAD)) {
    it(`forbid ${name}`, () => {
      const parsed = Statement.safeParse(statement);
      assert.ok(!parsed.success);
      assert.equal(problemOf(parsed.error).where, where, JSON.stringify(parsed.error.issues));
    });
  }

  it('measure durations in seconds, a day at most', () => {
    assert.equal(secondsOf('PT4M30S'), 270);
    assert.equal(secondsOf('PT1H0.5S'), 3_600.5);
    assert.equal(secondsOf('PT1,5M'), 90);
    assert.equal(secondsOf('P1M'), 86_400);
  });
});
