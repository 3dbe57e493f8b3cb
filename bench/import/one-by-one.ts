import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { ensureProfile, type FactDraft, recordFact, recordFacts } from '../../src/features/learners/index.js';
import type { TestApp } from '../../test/support/app.js';
import { paired, type Row, rowOf } from '../measure.js';
import { COURSE } from './school.js';

/** So many learners answer in turn. */
const CLASS = 30;
/** So many answers each of them has given before, on all skills of the course. */
const BEFORE = 300;

/** One answer with its profile, as the product records it, beside one bare insert in a transaction. */
export async function recordOneByOne({ app, scope }: TestApp, courseId: string, rounds: number): Promise<Row> {
  const owners = Array.from({ length: CLASS }, () => ({ userId: randomUUID(), courseId }));
  const bare = app.storage.connection.collection('bare');
  await bare.insertOne({ first: true });
  const random = seededRandom('one by one');
  for (const owner of owners) {
    await ensureProfile(scope, { ...owner, synthetic: false }, new Date());
    const drafts = Array.from({ length: BEFORE }, (_, index) => draftOf(`before-${index}`, () => random.next()));
    await scope.transaction((tx) => recordFacts(tx, { owner, drafts }, { newId: randomUUID, now: new Date() }));
  }
  const times = await paired(
    rounds,
    async (round) => {
      const owner = owners[round % CLASS];
      if (!owner) throw new Error('There is nobody.');
      const draft = draftOf(`${round}`, () => random.next());
      await scope.transaction((tx) => recordFact(tx, owner, draft, { id: randomUUID(), now: new Date() }));
    },
    async () => {
      const session = await app.storage.connection.startSession();
      await session.withTransaction(() => bare.insertOne({ at: new Date() }, { session }), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority' },
      });
      await session.endSession();
    },
  );
  return rowOf({
    name: `one answer with its profile, of a learner who has given ${BEFORE}`,
    metric: 'ms',
    ...times,
    peerName: 'insertOne in a transaction',
    higherIsBetter: false,
    bar: 4 * times.peer,
  });
}

function draftOf(round: string, next: () => number): FactDraft {
  const item = COURSE.items[Math.floor(next() * COURSE.items.length)];
  const step = item?.steps[0];
  if (!item || !step) throw new Error('The course has no such item.');
  const decision = `decision-${round}`;
  return {
    type: 'answer',
    key: `answer:${decision}:${step.id}:1`,
    contentId: item.id,
    seconds: 20,
    at: new Date(),
    metrics: {
      ...{ decision, placement: null, step: step.id, skill: step.skills[0] ?? '', family: item.family ?? null },
      ...{ correct: next() < 0.7, attempt: 1, hints: 0, weight: 1, seconds: 20, item: step.parameters },
      skills: step.skills.flatMap((id) => {
        const skill = COURSE.skills.find((each) => each.id === id);
        return skill ? [{ id, ...skill.parameters }] : [];
      }),
    },
  };
}
