import { randomUUID } from 'node:crypto';
import { pokerCourse } from '../../content/poker/course.js';
import { rightFields } from '../../demo/learners/answer-fields.js';
import { selectItem } from '../../src/features/catalogue/index.js';
import { answerQuestion, goOn, practiceView, type Student, startRound } from '../../src/features/practice/index.js';
import { startTestApp, TENANT } from '../../test/support/app.js';
import { releaseTestServices } from '../../test/support/services.js';
import { paired, rowOf, type Suite } from '../measure.js';

const ROUNDS = 150;

/** An answer with all that hangs on it (fact, profile, grade, outbox) beside one bare insert in a transaction. */
export const answer: Suite = {
  name: 'answer',
  about: 'an answer with fact, profile, grade and outbox in one transaction, beside one bare insert in a transaction',
  async run() {
    const { app, scope, clock, arrive, close } = await startTestApp({
      course: pokerCourse({ seed: 'bench', variants: 4 }),
    });
    try {
      await arrive({ sub: 'teacher', role: 'staff' });
      const arrived = await arrive();
      const student: Student = { ...arrived, tenant: TENANT, placementId: arrived.placementId ?? '', base: '' };
      const deps = { storage: app.storage, clock, newId: randomUUID, announce: () => undefined };
      const bare = app.storage.connection.collection('bare');
      await bare.insertOne({ first: true });
      await startRound(deps, student);
      const answerOne = async (): Promise<void> => {
        const view = await practiceView(deps, student);
        if (view.state !== 'question') throw new Error(`The page shows "${view.state}".`);
        const { decision, step, tries, ask } = view.question;
        const item = await selectItem(scope, 'before-the-river', ask.item);
        const key = item.steps[step]?.answer;
        if (!key) throw new Error('The question has no such step.');
        clock.advance(20_000);
        const fields = rightFields(key, `${decision}:${ask.step}`);
        const start = performance.now();
        await answerQuestion(deps, student, { decision, step, tries }, fields);
        spent.push(performance.now() - start);
        await goOn(deps, student, decision, step);
        if ((await practiceView(deps, student)).state !== 'question') await startRound(deps, student);
      };
      const spent: number[] = [];
      const times = await paired(ROUNDS, answerOne, async () => {
        const session = await app.storage.connection.startSession();
        await session.withTransaction(() => bare.insertOne({ at: new Date() }, { session }));
        await session.endSession();
      });
      const ours = [...spent].sort((a, b) => a - b)[Math.floor(spent.length / 2)] ?? Number.NaN;
      const peerName = 'insertOne in a transaction';
      return [
        rowOf({ name: 'answerQuestion', metric: 'ms', ours, peer: times.peer, peerName, higherIsBetter: false }),
        rowOf({ name: 'page, answer, next question', metric: 'ms', ...times, peerName, higherIsBetter: false }),
      ];
    } finally {
      await close();
      await releaseTestServices();
    }
  },
};
