import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { finishRound, selectOptionalGrade, startRound } from '../../src/features/practice/index.js';
import { startTestApp, TENANT, type TestApp } from '../support/app.js';
import { testCourse } from '../support/course.js';

describe('regression: a round that ends before its first answer', () => {
  let room: TestApp;
  before(async () => {
    room = await startTestApp({ course: testCourse() });
  });
  after(() => room?.close());

  it('puts no zero into the gradebook', async () => {
    await room.arrive({ sub: 'teacher', role: 'staff' });
    const arrived = await room.arrive();
    const student = { ...arrived, tenant: TENANT, placementId: arrived.placementId ?? '', base: '' };
    const deps = { storage: room.app.storage, clock: room.clock, newId: randomUUID, announce: () => undefined };
    await startRound(deps, student);
    await finishRound(deps, student);
    assert.equal(await selectOptionalGrade(room.scope, student.placementId, student.userId), null);
    assert.equal(await room.app.storage.connection.collection('outbox').countDocuments(), 0);
  });
});
