import assert from 'node:assert/strict';
import { rightFields, wrongFields } from '../../../../demo/learners/answer-fields.js';
import { type RawResponse, selectItem } from '../../../../src/features/catalogue/index.js';
import { decisionCollection } from '../../../../src/features/practice/model.js';
import { Classroom, type Pupil } from '../../../support/classroom.js';
import { keyWith, type Program, programOf } from './practice-client.js';

export const NEXT = '/api/practice/next';
export const ANSWERS = '/api/practice/answers';
export const HINTS = '/api/practice/hints';

export const ownerOf = ({ student }: Pupil) => ({ user: student.userId, course: student.courseId });

/** A classroom in which programs play for the pupils. */
export class ProgramRoom {
  private constructor(
    readonly room: Classroom,
    /** One that gives answers, and one that also gives results which it has scored itself. */
    readonly key: Program,
    readonly scorer: Program,
  ) {}

  static async open(): Promise<ProgramRoom> {
    const room = await Classroom.open();
    const key = await keyWith(room.app, 'learners:write');
    const scorer = await keyWith(room.app, 'learners:write', 'evidence:write', 'experiments');
    return new ProgramRoom(room, programOf(room.app, key), programOf(room.app, scorer));
  }

  selfOf(pupil: Pupil): Program {
    return programOf(this.room.app, pupil.token);
  }

  /** What a right and a wrong answer to a step look like, as the API takes them. */
  async keyOf(decision: string, step = 1) {
    const { app, catalogue } = this.room;
    const stored = await app.scope.collection(decisionCollection).findOne({ _id: decision });
    assert.ok(stored);
    const revision = Number(stored.saw.revision);
    const item = await selectItem(app.scope, catalogue, stored.chosen, { revision });
    const asked = item.steps[step - 1] ?? assert.fail();
    const seed = `${decision}:${asked.id}`;
    return {
      item,
      step: asked,
      right: asResponse(rightFields(asked.answer, seed)),
      wrong: asResponse(wrongFields(asked.answer, seed)),
    };
  }

  close(): Promise<void> {
    return this.room.close();
  }
}

function asResponse(fields: RawResponse): object {
  if (fields.answer !== undefined) return { answer: fields.answer };
  const pairs = Object.entries(fields).map(([name, value]) => [name.replace('match.', ''), value]);
  return { pairs: Object.fromEntries(pairs) };
}
