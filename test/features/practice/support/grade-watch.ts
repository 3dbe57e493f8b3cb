import assert from 'node:assert/strict';
import type { Heard } from '../../../lti/grades/support/ags-server.js';
import type { Pupil } from '../../../support/classroom.js';
import type { GradedRoom } from '../../../support/graded-room.js';
import { close, type GradeOracle, type Intended } from './grade-oracle.js';

/** As near as a score comes home: it is sent with four decimals of a hundred. */
const ROUNDING = 1e-6;

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

/** Looks from outside at what the LMS hears, and holds it against what should be. */
export class Watch {
  /** What the LMS took of us, by revision. */
  readonly taken = new Map<number, Heard[]>();
  #heard = 0;
  #doubled = 0;
  #last = { revision: 0, timestamp: 0 };

  constructor(
    private readonly graded: GradedRoom,
    private readonly pupil: Pupil,
  ) {}

  /** The program's own record says the same as the model. */
  async agree(model: GradeOracle): Promise<void> {
    const grade = await this.pupil.grade();
    assert.equal(grade?.intended?.revision ?? 0, model.intended?.revision ?? 0, 'revision');
    close(grade?.intended?.score, model.intended?.score ?? null, 'intended');
    assert.equal(grade?.intended?.completed, model.intended?.completed, 'completed');
    if (grade) close(grade.now, model.score, 'now');
    const entry = await this.graded.entryOf(this.pupil);
    assert.equal(entry?.revision ?? 0, model.intended?.revision ?? 0, 'outbox');
    const home = grade?.earned?.revision === model.intended?.revision;
    if (!home) assert.notEqual(entry?.state, 'delivered', 'what is owed is on its way, or given up where staff see it');
  }

  /**
   * After a try at delivery: what has the LMS heard?
   *
   * @param before  what was owed when the try began, if that has changed meanwhile
   */
  async delivery(model: GradeOracle, before: Intended | null = model.intended): Promise<void> {
    const heard = this.graded.lms.scores.slice(this.#heard);
    this.#heard += heard.length;
    for (const score of heard) {
      const sent = [before, model.intended].find((each) => each && Math.abs(each.score - score.score) <= ROUNDING);
      assert.ok(sent, `nothing is sent that is not owed, such as ${score.score}`);
      this.#check(model, score, sent);
    }
    const { earned } = (await this.pupil.grade()) ?? {};
    const refused = heard.some(({ status, besideTeacher }) => besideTeacher && [400, 409].includes(status));
    const owed = [before?.revision, model.intended?.revision];
    if (!earned?.superseded || !owed.includes(earned.revision)) return;
    assert.ok(refused || model.conceded.has(earned.revision), 'only a teacher’s grade stops one of ours');
    model.conceded.add(earned.revision);
  }

  #check({ policy, flavour }: GradeOracle, score: Heard, intended: Intended): void {
    assert.ok(score.timestamp >= intended.at, 'never before its event');
    const { revision, timestamp } = this.#last;
    if (revision === intended.revision) assert.ok(score.timestamp >= timestamp, 'a repeat is never earlier');
    else assert.ok(seconds(score.timestamp) > seconds(timestamp), 'whole seconds between two grades');
    this.#last = { revision: intended.revision, timestamp: score.timestamp };
    if (score.status !== 200) return;
    const before = [...this.taken.values()].flat().at(-1)?.score ?? 0;
    if (policy === 'best') assert.ok(score.score >= before - ROUNDING, 'the best never goes down');
    const same = this.taken.get(intended.revision) ?? [];
    if (flavour === 'moodle') assert.equal(same.length, 0, 'taken once');
    const again = same.at(-1);
    if (again?.timestamp === score.timestamp && again.newSubmission && score.newSubmission) this.#doubled += 1;
    this.taken.set(intended.revision, [...same, score]);
  }

  /** When nothing is on its way any more. */
  async end(model: GradeOracle): Promise<void> {
    await this.delivery(model);
    await this.agree(model);
    const columns = await this.graded.columnsOf(this.pupil);
    assert.ok(columns.length <= 1, 'one column');
    const held = columns[0] && this.graded.lms.heldFor(columns[0], await this.pupil.sub());
    close(held?.score, model.final, 'the gradebook', ROUNDING);
    if (model.intended) assert.equal((await this.graded.entryOf(this.pupil))?.state, 'delivered');
    if (model.flavour === 'canvas') {
      assert.ok((held?.attempts ?? 0) <= model.round.number + this.#doubled, 'one attempt for a round');
    }
  }
}
