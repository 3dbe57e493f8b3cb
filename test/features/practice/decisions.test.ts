import assert from 'node:assert/strict';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import { emptyProjection, foldFact } from '../../../src/features/learners/index.js';
import { chooseQuestion } from '../../../src/features/practice/choose.js';
import { answerQuestion, goOn, startRound } from '../../../src/features/practice/index.js';
import { decisionCollection } from '../../../src/features/practice/model.js';
import { assignedSkills } from '../../../src/features/practice/situation.js';
import { Classroom, type Pupil } from '../../support/classroom.js';

describe('why a question was chosen', function () {
  this.timeout(30_000);
  let room: Classroom;
  let pupil: Pupil;
  before(async () => {
    room = await Classroom.open();
    pupil = await room.pupil();
    await startRound(room.deps, pupil.student);
    for (let question = 0; question < 12; question += 1) {
      const { decision, step } = (await pupil.attempt()).current ?? assert.fail();
      const { right, wrong, item } = await pupil.question();
      const fields = question % 3 ? right : wrong;
      await answerQuestion(room.deps, pupil.student, { decision, step, tries: 0 }, fields);
      if (fields === wrong) {
        await answerQuestion(room.deps, pupil.student, { decision, step, tries: 1 }, right);
      }
      room.app.clock.advance(45_000);
      await goOn(room.deps, pupil.student, decision, step);
      if (step + 1 < item.steps.length) question -= 1;
    }
  });
  after(() => room?.close());

  const decisions = () =>
    room.app.scope.collection(decisionCollection).find({ user_id: pupil.student.userId }, { sort: { created_at: 1 } });

  it('is stored with what was looked at, all chances, and reasons', async () => {
    const stored = await decisions();
    assert.ok(stored.length >= 12);
    for (const { saw, propensity, reasons, chosen } of stored) {
      const { skills, items, others } = saw as {
        skills: { propensity: number }[];
        items: { item: string; propensity: number }[];
        others: { propensity: number };
      };
      const sum = (list: readonly { propensity: number }[]) => list.reduce((total, each) => total + each.propensity, 0);
      assert.ok(Math.abs(sum(skills) - 1) < 1e-9);
      assert.ok(Math.abs(sum(items) + others.propensity - 1) < 1e-9);
      assert.ok(propensity > 0 && propensity <= 1);
      assert.ok(items.some(({ item }) => item === chosen));
      assert.ok(reasons.length > 0);
    }
  });

  it('can be made again from the ledger, the decision and the catalogue, and is the same', async () => {
    const facts = await pupil.facts();
    const { scope } = room.app;
    const catalogue = await loadCatalogue(scope, room.catalogue);
    const placement = await room.placement(pupil);
    const profile = await pupil.profile();
    for (const decision of await decisions()) {
      const until = facts.filter(({ sequence }) => sequence <= Number(decision.saw.sequence));
      // Every fact that was there at that moment is in it.
      assert.ok(
        until.length > 0 &&
          facts.every(({ recorded_at, sequence }) => {
            return recorded_at >= decision.created_at || sequence <= until.length;
          }),
      );
      const situation = {
        placement,
        catalogue,
        catalogueAt: async () => catalogue,
        skills: assignedSkills(catalogue, []),
        profile: { ...profile, ...until.reduce(foldFact, emptyProjection()) },
        attempt: null,
        now: decision.created_at,
        closed: false,
      };
      const again = chooseQuestion(situation, decision._id);
      assert.equal(again?.item, decision.chosen);
      assert.equal(again.decision.propensity, decision.propensity);
      assert.deepEqual(again.decision.saw, decision.saw);
    }
  });

  it('was made with the fact of the new round already in it', async () => {
    const [first] = await decisions();
    assert.equal(first?.saw.sequence, 1);
  });
});
