import assert from 'node:assert/strict';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import { listPlacements } from '../../../src/features/courses/index.js';
import { answerQuestion, goOn, startRound } from '../../../src/features/practice/index.js';
import { targetOf } from '../../../src/features/recommendations/content.js';
import { PersonalizationEngine } from '../../../src/features/recommendations/index.js';
import { type RecommendationDocument, recommendationCollection } from '../../../src/features/recommendations/model.js';
import { react } from '../../../src/features/recommendations/react.js';
import { nextView, suggestionViews } from '../../../src/features/recommendations/view.js';
import { Classroom, type Pupil } from '../../support/classroom.js';

const DAY = 86_400_000;
const named = ({ content_type, content_id }: RecommendationDocument): string => `${content_type}:${content_id}`;

describe('what to do next', function () {
  this.timeout(30_000);
  let room: Classroom;
  let engine: PersonalizationEngine;
  let course = 0;
  before(async () => {
    room = await Classroom.open();
    engine = new PersonalizationEngine(room.deps);
  });
  after(() => room?.close());

  /** A learner in a course of their own, so that its links are their links. */
  async function newcomer(custom: Record<string, string> = {}): Promise<Pupil> {
    course += 1;
    const context = { id: `suggestions ${course}`, title: null };
    await room.app.arrive({ sub: 'teacher', role: 'staff', context, link: null });
    return room.pupil(custom, { context });
  }
  const suggest = ({ student }: Pupil) => engine.generateRecommendations(student);
  const stored = ({ student }: Pupil) =>
    room.app.scope.collection(recommendationCollection).find({ user_id: student.userId }, { sort: { position: 1 } });
  const say = (pupil: Pupil, one: RecommendationDocument | undefined, action: 'accepted' | 'dismissed' | 'completed') =>
    react(room.deps, pupil.student, { recommendation: one?._id ?? assert.fail(), action });

  async function practise(pupil: Pupil, questions: number): Promise<void> {
    await startRound(room.deps, pupil.student);
    for (let question = 0; question < questions; question += 1) {
      const { current } = await pupil.attempt();
      if (!current) break;
      const { decision, step, tries } = current;
      await answerQuestion(room.deps, pupil.student, { decision, step, tries }, (await pupil.question()).right);
      await goOn(room.deps, pupil.student, decision, step);
    }
  }

  it('is three things, stored with their reasons and the parts that make their score', async () => {
    const pupil = await newcomer();
    const set = await suggest(pupil);
    assert.equal(set.length, 3);
    assert.deepEqual((await stored(pupil)).slice(0, 3), set);
    const { sequence } = await pupil.profile();
    for (const [position, one] of set.entries()) {
      assert.equal(one.position, position);
      assert.deepEqual([one.current, one.user_action, one.feedback_score], [true, null, null]);
      assert.equal(one.reasoning.sequence, sequence);
      assert.ok(one.reasoning.reasons.length > 0);
      assert.equal(
        one.reasoning.parts.reduce((sum, { value }) => sum + value, 0),
        one.recommendation_score,
      );
    }
    assert.equal(new Set(set.map(named)).size, 3);
  });

  it('is the same set while nothing changed, and a new one after an answer; the old one stays as history', async () => {
    const pupil = await newcomer();
    const first = await suggest(pupil);
    assert.deepEqual(await suggest(pupil), first);
    const shown = await engine.currentRecommendations(pupil.student);
    assert.deepEqual(shown.slice(0, 3), first);
    await practise(pupil, 2);
    const second = await suggest(pupil);
    assert.ok(second.every(({ _id }) => !shown.some((one) => one._id === _id)));
    const now = await engine.currentRecommendations(pupil.student);
    assert.deepEqual(now.slice(0, 3), second);
    const all = await stored(pupil);
    assert.equal(all.length, shown.length + now.length);
    const old = all.filter(({ current }) => !current);
    assert.deepEqual(
      old.map(({ _id }) => _id),
      shown.map(({ _id }) => _id),
    );
    assert.ok(old.every(({ expired_at }) => expired_at));
  });

  it('is shown anew after one of it was taken up, so that each showing has one answer', async () => {
    const pupil = await newcomer();
    const first = await suggest(pupil);
    await say(pupil, first[0], 'accepted');
    const second = await suggest(pupil);
    assert.ok(second.every(({ user_action }) => user_action === null));
    const taken = (await stored(pupil)).filter(({ user_action }) => user_action === 'accepted');
    assert.deepEqual(
      taken.map(({ _id, current }) => [_id, current]),
      [[first[0]?._id, false]],
    );
  });

  it('is one set when many ask at once, for the first time or after a change', async () => {
    const pupil = await newcomer();
    for (const change of [async () => {}, () => practise(pupil, 2)]) {
      await change();
      const sets = await Promise.all(Array.from({ length: 10 }, () => suggest(pupil)));
      assert.equal(new Set(sets.map((set) => set.map(({ _id }) => _id).join())).size, 1);
    }
    const sets = new Set((await stored(pupil)).map(({ set_id }) => set_id));
    assert.equal(sets.size, 2);
  });

  it('hides what was put off for two days, then lets it come back', async () => {
    const pupil = await newcomer();
    const [first] = await suggest(pupil);
    assert.ok(first);
    await say(pupil, first, 'dismissed');
    const names = async () => (await suggest(pupil)).map(named);
    assert.ok(!(await names()).includes(named(first)));
    assert.equal((await stored(pupil)).find(({ _id }) => _id === first._id)?.user_action, 'dismissed');
    room.app.clock.advance(2 * DAY - 1_000);
    assert.ok(!(await names()).includes(named(first)));
    // From then on it costs a share of the score that fades: after a month nothing is left of it.
    room.app.clock.advance(30 * DAY);
    assert.ok((await names()).includes(named(first)));
    const [fact, ...more] = await pupil.facts('suggestion-dismissed');
    assert.deepEqual([fact?.content_id, more.length], [named(first), 0]);
  });

  it('takes "done" for done for three days, and the same click twice for one', async () => {
    const pupil = await newcomer();
    const [first] = await suggest(pupil);
    assert.ok(first);
    await Promise.all(Array.from({ length: 5 }, () => say(pupil, first, 'completed')));
    assert.equal((await pupil.facts('suggestion-completed')).length, 1);
    room.app.clock.advance(2.9 * DAY);
    assert.ok(!(await suggest(pupil)).map(named).includes(named(first)));
  });

  it('knows only suggestions of this learner in this course', async () => {
    const pupil = await newcomer();
    const stranger = await newcomer();
    const [first] = await suggest(pupil);
    await assert.rejects(say(stranger, first, 'dismissed'), { code: 'not-found' });
    const elsewhere = { ...pupil.student, courseId: stranger.student.courseId };
    const what = { recommendation: first?._id ?? '', action: 'dismissed' as const };
    await assert.rejects(react(room.deps, elsewhere, what), { code: 'not-found' });
    await assert.rejects(react(room.deps, { ...pupil.student, tenant: 'another-school' }, what), { code: 'not-found' });
    assert.equal((await stored(pupil))[0]?.user_action, null);
    assert.deepEqual(await stranger.facts(), []);
  });

  it('is nothing before the course is bound to a catalogue', async () => {
    const unbound = await room.pupil({}, { context: { id: 'unbound', title: null } });
    assert.deepEqual(await suggest(unbound), []);
    assert.deepEqual(await nextView(room.app.scope, unbound.student, []), { state: 'not-ready' });
  });

  it('says why in titles and percentages, with nothing of the machine', async () => {
    const pupil = await newcomer();
    const catalogue = await loadCatalogue(room.app.scope, 'testing');
    const titles = catalogue.skills.map(({ title }) => title);
    const seen = new Set<string>();
    for (const [questions, days] of [
      [0, 0],
      [2, 1],
      [7, 20],
    ] as const) {
      await practise(pupil, questions);
      room.app.clock.advance(days * DAY);
      const set = await suggest(pupil);
      assert.ok(set.length > 0);
      for (const view of await suggestionViews(room.app.scope, pupil.student, catalogue, set)) {
        assert.notEqual(view.title, '');
        for (const { code, values } of [...view.reasons, ...(view.wouldBeFirstIf ? [view.wouldBeFirstIf] : [])]) {
          seen.add(code);
          for (const [name, value] of Object.entries(values)) {
            if (name === 'skill' || name === 'prerequisite') assert.ok(titles.includes(String(value)), `${value}`);
            else assert.ok(Number.isInteger(value) && Number(value) >= 0, `${code} ${name} ${value}`);
            if (['known', 'target', 'now', 'earned', 'retention'].includes(name)) assert.ok(Number(value) <= 100);
          }
        }
      }
    }
    assert.ok(seen.size >= 4, [...seen].join());
  });

  it('leads to lesson, practice and coach; a review to an assignment on its skill, else to its lesson', async () => {
    const catalogue = await loadCatalogue(room.app.scope, 'testing');
    const pupil = await newcomer({ attune_skills: 'counting' });
    const placements = await listPlacements(room.app.scope, pupil.student.courseId);
    const to = (content_type: RecommendationDocument['content_type'], content_id: string) =>
      targetOf({ catalogue, placements }, { content_type, content_id });
    assert.deepEqual(to('course', 'lesson.odds'), { opens: 'lesson', id: 'lesson.odds' });
    assert.deepEqual(to('assessment', 'p'), { opens: 'practice', id: 'p' });
    assert.deepEqual(to('character', 'mira'), { opens: 'coach', id: 'mira' });
    assert.deepEqual(to('review', 'counting'), { opens: 'practice', id: pupil.student.placementId });
    assert.deepEqual(to('review', 'odds.basic'), { opens: 'lesson', id: 'lesson.odds' });
    assert.equal(to('review', 'constructor'), null);
    const widgetsOnly = placements.map((each) => ({ ...each, kind: 'next' as const }));
    const fromWidget = targetOf(
      { catalogue, placements: widgetsOnly },
      { content_type: 'review', content_id: 'counting' },
    );
    assert.deepEqual(fromWidget, { opens: 'lesson', id: 'lesson.counting' });
  });
});
