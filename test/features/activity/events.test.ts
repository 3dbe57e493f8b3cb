import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { activityId } from '../../../src/features/activity/ids.js';
import { levelOf, selectProfile } from '../../../src/features/learners/index.js';
import { ActivityRoom, ISSUER } from './support/activity-room.js';

const QUESTION = 'https://quiz.example/questions/7';
const CONTEXT = 'http://purl.imsglobal.org/ctx/caliper/v1p2';

describe('events of other systems', () => {
  let room: ActivityRoom;
  let key: string;
  before(async () => {
    room = await ActivityRoom.open();
    key = await room.key('events:write', 'courses:write', 'courses:read');
  });
  after(() => room.close());

  const actor = (name: string) => ({ account: { homePage: ISSUER, name } });
  const statement = (name: string, verb: string, more: object = {}) => ({
    id: randomUUID(),
    actor: actor(name),
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: { id: QUESTION, definition: { name: { en: 'How many outs' } } },
    timestamp: '2086-03-04T08:30:00.000+01:00',
    ...more,
  });
  const post = (body: object | string, query = '?report=true', version: string | null = '1.0.3') => {
    const call = room.call('post', `xapi/statements${query}`, key);
    return (version === null ? call : call.set('X-Experience-API-Version', version)).send(body);
  };
  const outcomes = (body: { statements: { outcome: string }[] }) => body.statements.map(({ outcome }) => outcome);
  const map = async (id: string, skill: string) => {
    const path = `courses/${room.courseId}/activity-mapping`;
    const { body } = await room.call('get', path, key);
    const entries = [...body.entries, { id, ignored: false, skills: [{ skill, weight: 1 }] }];
    assert.equal((await room.call('put', path, key).set('If-Match', '*').send({ entries })).status, 200);
  };

  it('come in as xAPI statements, which are answered with their ids', async () => {
    const one = statement('ada', 'experienced', { result: { duration: 'PT2M' } });
    const answer = await post(one, '');
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, [one.id]);
    assert.equal(answer.headers['x-experience-api-version'], '1.0.3');
    const { id: _, ...unnamed } = statement('ben', 'experienced');
    const named = await post([unnamed, unnamed], '');
    assert.equal(named.body.length, 2);
    assert.notEqual(named.body[0], named.body[1]);
    const [fact] = await room.facts(room.ada, 'activity');
    assert.equal(fact?.timestamp.toISOString(), '2086-03-04T07:30:00.000Z');
    assert.deepEqual(fact?.performance_metrics, {
      ...{ source: 'xapi', verb: 'experienced', object: activityId('xapi', QUESTION), label: 'How many outs' },
      ...{ modality: 'other', seconds: 120, score: null, completed: null, skills: [] },
    });
  });

  it('are recorded once, and refused when one id says two things', async () => {
    const one = statement('ada', 'attempted');
    assert.deepEqual(outcomes((await post(one)).body), ['recorded']);
    const again = { ...one, stored: '2086-03-04T09:00:00Z', version: '1.0.0' };
    assert.deepEqual(outcomes((await post(again)).body), ['known']);
    const before = (await room.facts(room.ada, 'activity')).length;
    const other = statement('ada', 'attempted');
    const contradiction = await post([other, { ...one, result: { success: true } }]);
    assert.equal(contradiction.status, 409);
    assert.equal((await room.facts(room.ada, 'activity')).length, before, 'none of the list was kept');
    assert.equal((await post([other, other])).status, 400);
  });

  it('are told one by one where nobody knows their actor, and may come again', async () => {
    const stranger = statement('dora', 'experienced');
    const mail = statement('x', 'experienced', { actor: { mbox: 'mailto:ada@example.org' } });
    const answer = await post([stranger, mail, statement('ben', 'experienced')]);
    assert.deepEqual(outcomes(answer.body), ['unknown-actor', 'unknown-actor', 'recorded']);
    assert.equal(answer.headers['x-attune-not-recorded'], '2');
    await room.app.arrive({ sub: 'dora' });
    assert.deepEqual(outcomes((await post(stranger)).body), ['recorded']);
  });

  it('need the course to be named for a learner of several', async () => {
    const elsewhere = await room.app.arrive({ sub: 'ben', context: { id: 'course-2', title: 'B' } });
    const one = statement('ben', 'experienced');
    assert.deepEqual(outcomes((await post(one)).body), ['course-needed']);
    const named = await post(one, `?report=true&course=${elsewhere.courseId}`);
    assert.deepEqual(outcomes(named.body), ['recorded']);
    assert.equal((await room.facts(elsewhere, 'activity')).length, 1);
  });

  it('are answers to questions once their skills are known', async () => {
    await map(activityId('xapi', QUESTION), 'counting');
    const before = levelOf(await selectProfile(room.app.scope, room.ada), 'counting')?.answers ?? 0;
    const right = statement('ada', 'answered', { result: { success: true, duration: 'PT20S' } });
    assert.deepEqual(outcomes((await post([right, statement('ada', 'experienced')])).body), ['recorded', 'recorded']);
    assert.deepEqual(outcomes((await post(right)).body), ['known']);
    const answers = await room.facts(room.ada, 'answer');
    assert.equal(answers.length, 1);
    assert.equal(answers[0]?.performance_metrics.correct, true);
    assert.equal(answers[0]?.performance_metrics.mode, 'external');
    assert.equal(levelOf(await selectProfile(room.app.scope, room.ada), 'counting')?.answers, before + 1);
  });

  it('are grades where they score a whole', async () => {
    const exam = { object: { id: 'https://quiz.example/exam' } };
    const passed = statement('ada', 'passed', { ...exam, result: { score: { raw: 15, min: 10, max: 20 } } });
    const negative = statement('ada', 'scored', { ...exam, result: { score: { scaled: -0.5 } } });
    await post([passed, negative]);
    const grades = await room.facts(room.ada, 'grade-read');
    assert.deepEqual(
      grades.map(({ performance_metrics: { score, column } }) => [column, score]),
      [0.5, 0].map((score) => [activityId('xapi', 'https://quiz.example/exam'), score]),
    );
  });

  it('count as never said when they are voided before they come', async () => {
    const late = statement('ada', 'experienced');
    const voiding = {
      ...statement('ada', 'voided'),
      object: { objectType: 'StatementRef', id: late.id.toUpperCase() },
    };
    assert.deepEqual(outcomes((await post(voiding)).body), ['no-effect']);
    assert.deepEqual(outcomes((await post(late)).body), ['voided']);
  });

  it('are refused whole, with the rule, when one of them breaks it', async () => {
    const before = (await room.facts(room.ben, 'activity')).length;
    const bad = { ...statement('ben', 'x'), result: { score: { scaled: 2 } } };
    const answer = await post([statement('ben', 'experienced'), bad]);
    assert.equal(answer.status, 400);
    assert.match(answer.body.title, /1\.result\.score\.scaled/);
    assert.equal((await room.facts(room.ben, 'activity')).length, before);
    assert.equal((await post(statement('ben', 'x'), '', null)).status, 400);
    assert.equal((await post(statement('ben', 'x'), '', '2.0.0')).status, 400);
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const raw = room.call('post', 'xapi/statements', key).set('X-Experience-API-Version', '1.0.3');
    assert.equal((await raw.type('json').send(deep)).status, 400);
    assert.equal((await room.call('post', 'caliper', key).type('json').send(deep)).status, 400);
    const polluted = {
      ...statement('ben', 'x'),
      __proto__: null,
      result: { extensions: { 'urn:x': { constructor: 1 } } },
    };
    assert.equal((await post(polluted)).status, 200);
  });

  it('come from keys that may, and from nobody else', async () => {
    const student = await room.app.signIn(room.ada);
    for (const path of ['xapi/statements', 'caliper']) {
      assert.equal((await room.call('post', path, await room.key('learners:write')).send({})).status, 403);
      assert.equal((await room.call('post', path, student.token).send({})).status, 403);
    }
  });

  describe('in an envelope of Caliper', () => {
    const person = (sub: string) => ({
      id: `urn:example:user:${sub}`,
      type: 'Person',
      otherIdentifiers: [
        { type: 'SystemIdentifier', identifierType: 'EmailAddress', identifier: 'a@b.example' },
        { type: 'SystemIdentifier', identifierType: 'LtiUserId', identifier: sub, source: ISSUER },
      ],
    });
    const event = (more: object) => ({
      '@context': CONTEXT,
      id: `urn:uuid:${randomUUID()}`,
      type: 'ViewEvent',
      actor: person('ada'),
      action: 'Viewed',
      object: { id: 'https://quiz.example/pages/1', type: 'Document', name: 'On outs' },
      eventTime: '2086-03-04T08:00:00.000Z',
      ...more,
    });
    const send = (...data: object[]) =>
      room.call('post', `caliper?course=${room.courseId}`, key).send({
        ...{ sensor: 'https://quiz.example/sensor', sendTime: '2086-03-04T08:00:01.000Z', dataVersion: CONTEXT },
        data,
      });
    const became = (body: { events: { outcome: string }[] }) => body.events.map(({ outcome }) => outcome);

    it('are told one by one, and recorded once', async () => {
      const [known, unknown] = [event({}), event({ actor: person('nobody') })];
      const launched = event({
        actor: 'https://lms.example/users/9',
        federatedSession: {
          ...{ id: 'https://lms.example/s/1', type: 'LtiSession' },
          messageParameters: { iss: ISSUER, sub: 'ben' },
        },
      });
      const first = await send(known, unknown, launched, { '@context': CONTEXT, ...person('ada') });
      assert.equal(first.status, 200);
      assert.deepEqual(became(first.body), ['recorded', 'unknown-actor', 'recorded']);
      assert.equal(first.body.described, 1);
      assert.deepEqual(became((await send(known, known, { ...unknown, actor: person('ben') })).body), [
        'known',
        'conflict',
      ]);
    });

    it('are time on task, video, and grades', async () => {
      const measured = {
        ...{ id: '_:m', type: 'AggregateMeasureCollection' },
        items: [{ type: 'AggregateMeasure', metric: 'TimeOnTaskSec', metricValue: 90, startedAtTime: 'x' }],
      };
      const tool = { id: 'https://quiz.example', type: 'SoftwareApplication' };
      const exam = { id: 'https://quiz.example/exams/3', type: 'Assessment', name: 'Exam' };
      const attempt = { id: 'https://quiz.example/a/1', type: 'Attempt', assignee: person('ada'), assignable: exam };
      const score = { id: 'https://quiz.example/s/1', type: 'Score', scoreGiven: 8, maxScore: 10 };
      const grade = { type: 'GradeEvent', actor: tool, action: 'Graded', object: attempt, generated: score };
      const item = { ...exam, id: 'https://quiz.example/items/4', type: 'AssessmentItem' };
      await map(activityId('caliper', item.id), 'ratios');
      const answered = { ...grade, object: { ...attempt, assignable: item }, generated: { ...score, scoreGiven: 0 } };
      const sent = await send(
        event({ type: 'ToolUseEvent', action: 'Used', object: tool, generated: measured }),
        event({ type: 'MediaEvent', action: 'Ended', object: { id: 'https://quiz.example/v/1', type: 'VideoObject' } }),
        event(grade),
        event(answered),
      );
      assert.deepEqual(became(sent.body), ['recorded', 'recorded', 'recorded', 'recorded']);
      const told = (await room.facts(room.ada, 'activity')).map(({ performance_metrics: metrics }) => metrics);
      assert.equal(told.find(({ verb }) => verb === 'Used')?.seconds, 90);
      const video = told.find(({ verb }) => verb === 'Ended');
      assert.deepEqual([video?.modality, video?.completed], ['video', true]);
      const grades = await room.facts(room.ada, 'grade-read');
      assert.equal(
        grades.find(({ performance_metrics: { label } }) => label === 'Exam')?.performance_metrics.score,
        0.8,
      );
      const answers = await room.facts(room.ada, 'answer');
      assert.deepEqual(
        answers.slice(-1).map(({ performance_metrics: { skill, correct } }) => [skill, correct]),
        [['ratios', false]],
      );
    });
  });
});
