import assert from 'node:assert/strict';
import { type FactDraft, recordFact } from '../../../src/features/learners/index.js';
import { decisionCollection } from '../../../src/features/practice/model.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { keyWith, type Program, programOf } from './support/practice-client.js';

const DAY_MS = 86_400_000;

describe('reviews for programs', function () {
  this.timeout(30_000);
  let room: Classroom;
  let key: Program;
  let pupil: Pupil;
  let learned: Date;
  before(async () => {
    room = await Classroom.open();
    key = programOf(
      room.app,
      await keyWith(room.app, 'learners:read', 'learners:write', 'evidence:write', 'experiments'),
    );
    pupil = await room.pupil();
    learned = room.app.clock();
    await learn(pupil, ['counting', 'ratios']);
  });
  after(() => room?.close());

  const ownerOf = ({ student }: Pupil) => ({ user: student.userId, course: student.courseId });
  const inDays = (days: number) => new Date(learned.getTime() + days * DAY_MS);
  const reviewsOf = async ({ student }: Pupil, at: Date) =>
    (await key.get(`/api/users/${student.userId}/reviews?course=${student.courseId}`, at)).body;

  /** Right answers on a skill until it is known. */
  async function learn(who: Pupil, skills: string[]): Promise<void> {
    for (const skill of skills) {
      for (let count = 0; count < 8; count += 1) {
        const asked = await key.post(
          '/api/practice/next',
          { ...ownerOf(who), skills: [skill], policy: 'fixed' },
          learned,
        );
        const { decision, question } = asked.body;
        for (let step = 1; step <= question.steps; step += 1) {
          await key.post(
            '/api/practice/answers',
            { ...ownerOf(who), decision, step, result: { correct: true } },
            learned,
          );
        }
      }
    }
  }

  async function record(who: Pupil, draft: FactDraft): Promise<void> {
    const stamp = { id: `fact ${draft.key} ${who.student.userId}`, now: learned };
    await room.app.scope.transaction((tx) => recordFact(tx, who.student, draft, stamp));
  }

  it('have nothing for today right after learning, and know when it comes back', async () => {
    const now = await reviewsOf(pupil, learned);
    assert.deepEqual(now.today, []);
    assert.equal(now.forecast.length, 14);
    assert.ok(now.upcoming.length + now.left.length <= 2);
    for (const { retention } of now.upcoming) assert.ok(retention > 0.9);
  });

  it('call back what fades, most urgent first, with the reason in words', async () => {
    const later = await reviewsOf(pupil, inDays(40));
    assert.deepEqual(later.today.map(({ skill }: { skill: { id: string } }) => skill.id).sort(), [
      'counting',
      'ratios',
    ]);
    for (const review of later.today) {
      assert.ok(review.retention < later.wanted_retention);
      assert.ok(review.due_at <= inDays(40).toISOString());
      assert.ok(review.why.text.includes(review.skill.title));
    }
    const { body } = await key.post('/api/practice/next', { ...ownerOf(pupil), mode: 'review' }, inDays(40));
    assert.deepEqual([body.mode, body.skill.id], ['review', later.today[0].skill.id]);
    assert.equal(body.reasons[0].code, 'called-back');
    assert.equal(
      (await key.post('/api/practice/next', { ...ownerOf(pupil), mode: 'review' }, learned)).body.ended,
      'nothing-due',
    );
  });

  it('come between other questions, with chances that say so', async () => {
    const modes = new Set<string>();
    for (let count = 0; count < 24; count += 1) {
      const { body } = await key.post('/api/practice/next', ownerOf(pupil), inDays(40));
      modes.add(body.mode);
      const stored = await room.app.scope.collection(decisionCollection).findOne({ _id: body.decision });
      assert.ok(stored);
      const { due } = stored.saw.reviews as { due: string[] };
      assert.equal(due.length, 2);
      if (body.mode === 'review') assert.ok(due.includes(body.skill.id));
    }
    assert.deepEqual([...modes].sort(), ['practice', 'review']);
  });

  it('keep to as many a day as the learner wants, and to none when forgetting is switched off', async () => {
    const other = await room.pupil();
    await learn(other, ['counting', 'ratios', 'odds.basic']);
    const wish = { type: 'preferences-set', key: 'wish', contentId: null, at: learned } as const;
    await record(other, { ...wish, metrics: { reviews_per_day: 1 } });
    const one = await reviewsOf(other, inDays(60));
    assert.deepEqual([one.cap, one.today.length], [1, 1]);
    assert.ok(one.forecast.every(({ reviews }: { reviews: number }) => reviews <= 1));
    await record(other, {
      type: 'signals-set',
      key: 'off',
      contentId: null,
      at: learned,
      metrics: { off: ['forgetting'] },
    });
    const none = await reviewsOf(other, inDays(60));
    assert.deepEqual([none.off, none.today, none.upcoming], [true, [], []]);
  });

  it('heed a goal and its day, and not when goals are switched off', async () => {
    const other = await room.pupil();
    await learn(other, ['counting', 'ratios']);
    const without = await reviewsOf(other, inDays(3));
    const goal = { target_skill_level: 0.9, timeline: inDays(9).toISOString(), priority_areas: ['counting'] };
    const set = { type: 'goals-set', key: 'goal', contentId: null, at: learned } as const;
    await record(other, { ...set, metrics: { ...goal, motivation_type: null } });
    assert.notDeepEqual(await reviewsOf(other, inDays(3)), without);
    const off = { type: 'signals-set', key: 'off', contentId: null, at: learned } as const;
    await record(other, { ...off, metrics: { off: ['goals'] } });
    assert.deepEqual(await reviewsOf(other, inDays(3)), without);
  });

  it('leave what a learner likes, and how long they have worked, out of what comes next when that is switched off', async () => {
    const other = await room.pupil();
    const says = (name: string, draft: Pick<FactDraft, 'type' | 'metrics'>) =>
      record(other, { ...draft, key: name, contentId: null, at: learned } as FactDraft);
    const minutesOn = (minutes: number) => new Date(learned.getTime() + minutes * 60_000);
    const next = async (minutes: number) =>
      (await key.post('/api/practice/next', ownerOf(other), minutesOn(minutes))).body;
    const aim = async () => {
      const asked = { ...ownerOf(other), skills: ['counting'] };
      const { rate, adjustments } = (await key.post('/api/ml/difficulty/adjust', asked, minutesOn(60))).body;
      return { rate, adjustments };
    };
    for (const minutes of [0, 25, 50]) {
      const { decision } = await next(minutes);
      const result = { ...ownerOf(other), decision, result: { correct: true, seconds: 20 } };
      assert.equal((await key.post('/api/practice/answers', result, minutesOn(minutes))).status, 200);
    }
    const plain = await aim();
    await says('wish', {
      type: 'preferences-set',
      metrics: { session_minutes: 10, difficulty_progression_rate: 'slow' },
    });
    assert.equal((await aim()).rate, 'slow');
    assert.notDeepEqual((await aim()).adjustments, plain.adjustments);
    await says('likes off', { type: 'signals-set', metrics: { off: ['preferences'] } });
    assert.deepEqual(await aim(), plain);
    assert.equal((await next(60)).pacing.break.because, 'long-session');
    await says('habits off', { type: 'signals-set', metrics: { off: ['habits', 'preferences'] } });
    assert.deepEqual((await next(60)).pacing.break, { suggested: false, because: null });
  });

  it('are not offered as the engine chooses while personal choices are paused', async () => {
    const other = await room.pupil();
    await record(other, {
      type: 'personalization-set',
      key: 'pause',
      contentId: null,
      at: learned,
      metrics: { paused: true },
    });
    const { body } = await key.post('/api/practice/next', ownerOf(other), learned);
    assert.deepEqual([body.policy, body.question.item, body.reasons[0].code], ['fixed', 'counting-1', 'paused']);
  });

  it('foretell retention that falls with time, by parts that add up', async () => {
    const ask = async (at: Date) => {
      const body = { ...ownerOf(pupil), skills: ['counting', 'constructor'], at: at.toISOString() };
      return (await key.post('/api/ml/retention/predict', body)).body.predictions;
    };
    const [soon, late] = [await ask(inDays(1)), await ask(inDays(30))];
    assert.ok(soon[0].chance > late[0].chance);
    assert.equal(soon[1].chance, null);
    const logit = soon[0].parts.reduce(
      (sum: number, { effect }: { effect: number }) => sum + effect,
      soon[0].intercept,
    );
    assert.ok(Math.abs(1 / (1 + Math.exp(-logit)) - soon[0].chance) < 1e-6);
    const unknown = { ...ownerOf(pupil), skills: ['nothing'] };
    assert.equal((await key.post('/api/ml/retention/predict', unknown)).status, 404);
  });

  it("are the learner's own by session, and no stranger's", async () => {
    const self = programOf(room.app, pupil.token);
    assert.equal((await self.get('/api/reviews')).body.user, pupil.student.userId);
    const stranger = programOf(room.app, (await room.pupil()).token);
    assert.equal((await stranger.get(`/api/users/${pupil.student.userId}/reviews`)).status, 404);
    const writer = programOf(room.app, await keyWith(room.app, 'learners:write'));
    assert.equal((await writer.get(`/api/users/${pupil.student.userId}/reviews`)).status, 403);
  });

  it('leave the aim of difficulty to say what moved it, and to heed what was felt', async () => {
    const before = (await key.post('/api/ml/difficulty/adjust', { ...ownerOf(pupil), skills: ['counting'] }, learned))
      .body;
    const [{ target_success: aim, base, parts }] = before.adjustments;
    const sum = parts.reduce((total: number, { effect }: { effect: number }) => total + effect, base);
    assert.ok(Math.abs(sum - aim) < 1e-9);
    assert.ok(aim < base, 'all right so far: harder');
    const { decision } = (await key.post('/api/practice/next', ownerOf(pupil), learned)).body;
    const said = { ...ownerOf(pupil), decision, felt: 'too-hard' };
    assert.deepEqual((await key.post('/api/practice/felt', said, learned)).body, {
      decision,
      felt: 'too-hard',
      recorded: true,
    });
    const again = { ...said, felt: 'too-easy' };
    assert.deepEqual((await key.post('/api/practice/felt', again, learned)).body, {
      decision,
      felt: 'too-hard',
      recorded: false,
    });
    const after_ = (await key.post('/api/ml/difficulty/adjust', { ...ownerOf(pupil), skills: ['counting'] }, learned))
      .body;
    assert.ok(after_.adjustments[0].target_success > aim);
    const other = await room.pupil();
    assert.equal((await key.post('/api/practice/felt', { ...ownerOf(other), decision, felt: 'right' })).status, 404);
  });
});
