import type { RandomSource } from '../../numerics/random.js';
import type { IndexedCourse, SimulatedItem } from '../course.js';

/** What can be seen of one answer. */
export interface LearnerAnswer {
  readonly correct: boolean;
  /** Time taken, in seconds. */
  readonly seconds: number;
  /** They looked at the hint first. */
  readonly hinted: boolean;
  /** A thumb up or down, where they cared to give one. */
  readonly liked: boolean | null;
}

/** Somebody who learns by answering; usable one step at a time. Times are in days and never go back. */
export interface SyntheticLearner {
  /** Answers a question at a moment, is shown whether it was right, and learns from that. */
  answer(item: SimulatedItem, now: number): LearnerAnswer;
  /** Whether they go on with the session after the answer just given. */
  goesOn(): boolean;
  /** Ends the session. @returns the day on which they come back, or null: they have left for good */
  leave(now: number): number | null;
  /**
   * The truth: the chance, when rested, of dealing rightly with a middling question of the skill, without slips and
   * lucky guesses, in [0, 1].
   */
  mastery(place: number, now: number): number;
}

/** A family of learners: one generative model. */
export interface LearnerModel {
  readonly name: string;
  readonly about: string;
  /**
   * A learner drawn from the family.
   *
   * @param traits      decides who they are
   * @param happenings  decides what happens to them
   */
  create(course: IndexedCourse, traits: RandomSource, happenings: RandomSource): SyntheticLearner;
}

/** True mastery of a skill: the level that the field's mastery criterion asks for (Bloom 1968: 80-90 %). */
export const TRUE_MASTERY = 0.8;
