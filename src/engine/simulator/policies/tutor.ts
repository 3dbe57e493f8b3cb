import type { RandomSource } from '../../numerics/random.js';
import type { IndexedCourse, SimulatedItem } from '../course.js';
import type { LearnerAnswer } from '../learners/synthetic-learner.js';

/** What a tutor is told when it begins with a learner. */
export interface TutorStart {
  readonly course: IndexedCourse;
  /** The place of the learner's goal among the course's goals. */
  readonly goal: number;
  readonly random: RandomSource;
}

/** What a tutor is told before each question. */
export interface Moment {
  /** In days since the beginning. */
  readonly now: number;
  /** Answers in this session so far. */
  readonly inSession: number;
}

/** One tutor of one learner: asks, and is told what came of it. It never sees the truth. */
export interface Tutor {
  next(moment: Moment): SimulatedItem;
  observe(item: SimulatedItem, answer: LearnerAnswer, moment: Moment): void;
}

/** A way of teaching: makes a tutor for each learner. */
export interface TutorPolicy {
  readonly name: string;
  start(start: TutorStart): Tutor;
}
