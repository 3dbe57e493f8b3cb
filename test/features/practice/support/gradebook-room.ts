import assert from 'node:assert/strict';
import {
  answerQuestion,
  createGradebook,
  type Gradebook,
  startRound,
} from '../../../../src/features/practice/index.js';
import { Classroom, type Pupil } from '../../../support/classroom.js';

/** A classroom, and the grades that are owed to its LMS. */
export class GradebookRoom {
  private constructor(
    readonly room: Classroom,
    readonly book: Gradebook,
  ) {}

  static async open(): Promise<GradebookRoom> {
    const room = await Classroom.open();
    return new GradebookRoom(room, createGradebook(room.deps));
  }

  /** Somebody who has given a first right answer. */
  async graded(changes: Parameters<Classroom['pupil']>[1] = {}): Promise<Pupil> {
    const pupil = await this.room.pupil(changes.custom, changes);
    await startRound(this.room.deps, pupil.student);
    await this.answer(pupil);
    return pupil;
  }

  /** A right answer to what is on the screen. */
  async answer(pupil: Pupil): Promise<void> {
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    await answerQuestion(this.room.deps, pupil.student, { decision, step, tries }, (await pupil.question()).right);
  }

  close(): Promise<void> {
    return this.room.close();
  }
}
