import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { rebuildProfiles, rebuildProjection } from '../../../src/features/learners/index.js';
import { profileCollection } from '../../../src/features/learners/model.js';
import { openLesson } from '../../../src/features/lessons/facts.js';
import {
  answerQuestion,
  finishRound,
  goOn,
  openHint,
  showSolution,
  startRound,
} from '../../../src/features/practice/index.js';
import { PersonalizationEngine } from '../../../src/features/recommendations/index.js';
import { react } from '../../../src/features/recommendations/react.js';
import { TENANT } from '../../support/app.js';
import { Classroom, type Pupil } from '../../support/classroom.js';

describe('rebuilding profiles from their facts', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  /** One thing that somebody might do next, sensible or not. */
  async function doSomething(pupil: Pupil, next: () => number): Promise<void> {
    const { deps } = room;
    const { student } = pupil;
    const engine = new PersonalizationEngine(deps);
    room.app.clock.advance(Math.floor(next() * 3_600_000));
    await startRound(deps, student);
    const { current } = await pupil.attempt();
    if (!current) return;
    const { decision, step, tries, hints } = current;
    const mark = { decision, step, tries };
    const dice = next();
    if (dice < 0.3) await answerQuestion(deps, student, mark, (await pupil.question()).right);
    else if (dice < 0.5) await answerQuestion(deps, student, mark, (await pupil.question()).wrong);
    else if (dice < 0.6) await openHint(deps, student, { ...mark, hints });
    else if (dice < 0.65) await showSolution(deps, student, mark);
    else if (dice < 0.9) await goOn(deps, student, decision, step);
    else if (dice < 0.92) await finishRound(deps, student);
    else if (dice < 0.95) await openLesson(deps, TENANT, student, 'lesson.ratios');
    else {
      const [first] = await engine.generateRecommendations(student);
      const action = next() < 0.5 ? 'dismissed' : 'completed';
      if (first) await react(deps, student, { recommendation: first._id, action });
    }
  }

  it('gives what is stored, bit for bit, after hundreds of commands, and finds and mends what is not', async () => {
    const { scope } = room.app;
    const random = seededRandom('rebuild');
    const pupils = await Promise.all([room.pupil(), room.pupil({ attune_skills: 'ratios' }), room.pupil()]);
    for (let command = 0; command < 360; command += 1) {
      const pupil = pupils[command % pupils.length];
      if (pupil) await doSomething(pupil, () => random.next());
    }
    const kinds = new Set<string>();
    for (const pupil of pupils) {
      const { sequence, skill_profile, learning_style, behavioral_metrics, goals, controls } = await pupil.profile();
      const stored = { sequence, skill_profile, learning_style, behavioral_metrics, goals, controls };
      assert.deepStrictEqual(stored, await rebuildProjection(scope, pupil.student));
      const facts = await pupil.facts();
      assert.equal(facts.length, sequence);
      assert.ok(sequence > 30, `${sequence} facts`);
      for (const { interaction_type } of facts) kinds.add(interaction_type);
    }
    assert.deepEqual([...kinds].sort(), [
      'answer',
      'hint',
      'lesson-opened',
      'round-finished',
      'round-started',
      'solution',
      'suggestion-completed',
      'suggestion-dismissed',
      'suggestion-seen',
    ]);
    assert.deepEqual(await rebuildProfiles(scope, { dryRun: false }), { profiles: 3, different: 0 });

    const [victim] = pupils;
    assert.ok(victim);
    const good = await victim.profile();
    const level = Object.values(good.skill_profile.current_levels)[0];
    assert.ok(level);
    // The smallest change that there is: the last bit of one number.
    const known = level.known + Number.EPSILON / 2;
    assert.notEqual(known, level.known);
    const name = Object.keys(good.skill_profile.current_levels)[0] ?? '';
    const levels = { ...good.skill_profile.current_levels, [name]: { ...level, known } };
    const bad = { ...good, skill_profile: { ...good.skill_profile, current_levels: levels } };
    await scope.collection(profileCollection).replace(bad);
    assert.deepEqual(await rebuildProfiles(scope, { dryRun: true }), { profiles: 3, different: 1 });
    assert.deepStrictEqual(await victim.profile(), bad);
    assert.deepEqual(await rebuildProfiles(scope, { dryRun: false }), { profiles: 3, different: 1 });
    assert.deepStrictEqual(await victim.profile(), good);
    assert.deepEqual(await rebuildProfiles(scope, { dryRun: false }), { profiles: 3, different: 0 });
  });
});
