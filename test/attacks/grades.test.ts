import assert from 'node:assert/strict';
import type { Answer } from './support/ask.js';
import { AttackRoom, changesBetween, type Fields, type Person } from './support/attack-room.js';

const CUSTOM = 'https://purl.imsglobal.org/spec/lti/claim/custom';

describe('attacks: grades', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  let ada: Person;
  beforeEach(async () => {
    room = await AttackRoom.open();
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    ada = await room.launch(room.home, { sub: 'ada' });
    await room.send(ada, 'practice/start');
  });
  afterEach(() => room?.close());

  async function currentOf({ userId, placementId }: Person) {
    const attempts = room.app.storage.connection.collection<Attempt>('attempts');
    const found = await attempts.findOne({ user_id: userId, placement_id: placementId }, { sort: { number: -1 } });
    assert.ok(found?.current, 'there is no question');
    return found.current;
  }

  async function markOf(person: Person): Promise<Record<string, string>> {
    const { decision, step, tries, hints } = await currentOf(person);
    return { decision, step: String(step), tries: String(tries), hints: String(hints) };
  }

  const answersOf = ({ userId }: Person) =>
    room.app.storage.connection
      .collection<Fact>('user_interactions')
      .find({ user_id: userId, interaction_type: 'answer' })
      .sort({ sequence: 1 })
      .toArray();
  const grades = () => room.app.storage.connection.collection<Grade>('grades').find().toArray();

  /** Sends something that must change nothing at all. */
  async function changesNothing(person: Person, command: string, fields: Fields): Promise<Answer> {
    const before = await room.snapshot();
    const answer = await room.send(person, command, fields);
    assert.ok(answer.status < 500, `${command}: ${answer.status}`);
    assert.deepEqual(changesBetween(before, await room.snapshot()), [], `${command} ${JSON.stringify(fields)}`);
    return answer;
  }

  it('take no score, weight, skill, time or verdict from a form', async () => {
    const mark = await markOf(ada);
    const forged = {
      ...{
        correct: 'true',
        score: '1',
        weight: '100',
        seconds: '1',
        skill: 'ratios',
        outcome: 'right',
        synthetic: 'false',
      },
      ...{ user_id: 'x', placement: 'x', placement_id: 'x', attempt: '1', evidence: '9', known: '1', target: '0.5' },
      'metrics.correct': 'true',
      'metrics[weight]': '9',
    };
    await room.send(ada, 'practice/solution', { ...mark, ...forged });
    const [fact] = await answersOf(ada);
    assert.ok(fact);
    assert.equal(fact.performance_metrics.correct, false);
    assert.equal(fact.performance_metrics.weight, 1);
    assert.equal(fact.performance_metrics.placement, ada.placementId);
    assert.equal(JSON.stringify(fact).includes('"x"'), false);
    const [grade] = await grades();
    assert.ok((grade?.now ?? 1) < 0.5);
  });

  it('count hints and tries as the server knows them', async () => {
    await room.send(ada, 'practice/hint', await markOf(ada));
    assert.equal((await currentOf(ada)).hints, 1);
    const mark = await markOf(ada);
    for (const hints of ['0', '-1', '2', '99', '1e3', 'NaN', '0.5']) {
      await changesNothing(ada, 'practice/hint', { ...mark, hints });
    }
    for (const tries of ['1', '-1', '99', 'NaN', '9007199254740993']) {
      await changesNothing(ada, 'practice/solution', { ...mark, tries });
      await changesNothing(ada, 'practice/answer', { ...mark, tries, answer: '0' });
    }
    await room.send(ada, 'practice/solution', { ...mark, hints: '0', tries: mark.tries ?? '' });
    const [fact] = await answersOf(ada);
    assert.equal(fact?.performance_metrics.hints, 1);
  });

  it('count an answer once, though fifty of it arrive together', async () => {
    const mark = await markOf(ada);
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => (await room.send(ada, 'practice/solution', mark)).status),
    );
    assert.ok(
      statuses.every((status) => status === 200),
      statuses.join(),
    );
    assert.equal((await answersOf(ada)).length, 1);
  });

  it('do not move by a question that is over, another one, or one of another placement', async () => {
    const first = await markOf(ada);
    await room.send(ada, 'practice/solution', first);
    for (const command of ['answer', 'solution', 'hint']) {
      await changesNothing(ada, `practice/${command}`, { ...first, answer: '0' });
    }
    await room.send(ada, 'practice/next', first);
    for (const command of ['answer', 'solution', 'hint', 'next']) {
      await changesNothing(ada, `practice/${command}`, { ...first, answer: '0' });
    }
    const second = await markOf(ada);
    const elsewhere = await room.launch(room.home, { sub: 'ada', link: 'another-link' });
    assert.notEqual(elsewhere.placementId, ada.placementId);
    await room.send(elsewhere, 'practice/start');
    for (const command of ['answer', 'solution', 'hint', 'next']) {
      await changesNothing(elsewhere, `practice/${command}`, { ...second, answer: '0' });
      await changesNothing(ada, `practice/${command}`, { ...(await markOf(elsewhere)), answer: '0' });
    }
    await room.send(elsewhere, 'practice/solution', await markOf(elsewhere));
    const placements = (await grades()).map(({ placement_id, user_id }) => [placement_id, user_id]);
    assert.deepEqual(
      placements.sort(),
      [ada, elsewhere].map(({ placementId, userId }) => [placementId, userId]).sort(),
    );
  });

  it('give no more rounds than were set, however many are asked for together', async () => {
    const claims = { [CUSTOM]: { attune_attempts: '1', attune_length: '1' } };
    const person = await room.launch(room.home, { sub: 'ada', link: 'one-round', claims });
    await Promise.all(Array.from({ length: 20 }, () => room.send(person, 'practice/start')));
    await room.send(person, 'practice/finish');
    await Promise.all(Array.from({ length: 20 }, () => room.send(person, 'practice/start')));
    const attempts = room.app.storage.connection.collection('attempts');
    assert.equal(await attempts.countDocuments({ placement_id: person.placementId }), 1);
  });

  it('are never made for a test student or a preview', async () => {
    const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
    const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
    const claims = { 'https://purl.imsglobal.org/spec/lti/claim/roles': [learner, TEST_USER] };
    const tester = await room.launch(room.home, { sub: 'tester', claims });
    await room.send(tester, 'practice/start');
    await room.send(tester, 'practice/solution', { ...(await markOf(tester)), synthetic: 'false' });
    await room.send(tester, 'practice/finish');
    assert.equal((await answersOf(tester)).length, 1);
    assert.deepEqual(
      (await grades()).filter(({ user_id }) => user_id === tester.userId),
      [],
    );
  });
});

interface Attempt {
  user_id: string;
  placement_id: string | null;
  number: number;
  current: { decision: string; step: number; tries: number; hints: number } | null;
}

interface Fact {
  user_id: string;
  interaction_type: string;
  sequence: number;
  performance_metrics: { correct: boolean; weight: number; placement: string; hints: number };
}

interface Grade {
  user_id: string;
  placement_id: string;
  now: number;
}
