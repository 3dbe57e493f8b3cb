import { seededRandom } from '../../src/engine/numerics/random.js';
import {
  CONTENT_KINDS,
  type IndexedCourse,
  indexCourse,
  type SimulatedItem,
} from '../../src/engine/simulator/course.js';
import { LEARNER_MODELS } from '../../src/engine/simulator/learners/index.js';
import {
  type LearnerAnswer,
  type LearnerModel,
  type SyntheticLearner,
  TRUE_MASTERY,
} from '../../src/engine/simulator/learners/synthetic-learner.js';

/** What the API says of a skill and of an item, as far as somebody who learns from them needs it. */
export interface TaughtSkill {
  readonly id: string;
  readonly prerequisites: readonly { readonly skill: string; readonly weight: number }[];
  readonly guess: number;
  readonly prior: number;
}
export interface TaughtItem {
  /** Of one step of an item: steps are answered one by one. */
  readonly id: string;
  readonly family: string | null;
  readonly skills: readonly string[];
  readonly difficulty: number;
  readonly discrimination: number;
}

const middle = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The course as synthetic learners meet it: skills as hard as their questions are on the mean. */
export function taughtCourse(skills: readonly TaughtSkill[], items: readonly TaughtItem[]): IndexedCourse {
  const asked = skills.filter(({ id }) => items.some((item) => item.skills[0] === id));
  const known = new Set(asked.map(({ id }) => id));
  const guessOf = new Map(asked.map(({ id, guess }) => [id, guess]));
  return indexCourse({
    skills: asked.map(({ id, prerequisites }) => ({
      id,
      difficulty: middle(items.filter((item) => item.skills[0] === id).map(({ difficulty }) => difficulty)),
      prerequisites: prerequisites.filter(({ skill }) => known.has(skill)),
    })),
    items: items
      .filter((item) => item.skills[0] !== undefined && known.has(item.skills[0]))
      .map(({ id, family, skills: on, difficulty, discrimination }, index) => ({
        id,
        family: family ?? undefined,
        skills: on.filter((skill) => known.has(skill)),
        difficulty,
        discrimination,
        guess: guessOf.get(on[0] ?? '') ?? 0.2,
        kind: CONTENT_KINDS[index % CONTENT_KINDS.length] ?? 'visual',
      })),
    goals: [{ id: 'all', skills: asked.map(({ id }) => id) }],
  });
}

const DAY_MS = 86_400_000;

/** Somebody of the month: a learner who is none of the models that the engine fits, and whose truth can be looked up. */
export class Person {
  readonly model: LearnerModel;
  readonly #learner: SyntheticLearner;
  readonly #items: ReadonlyMap<string, SimulatedItem>;

  constructor(
    readonly number: number,
    private readonly course: IndexedCourse,
    private readonly start: Date,
    seed: string,
  ) {
    // In turns, so that each family of learners has its third.
    this.model = LEARNER_MODELS[number % LEARNER_MODELS.length] as LearnerModel;
    const name = `${seed}:${this.model.name}:${number}`;
    this.#learner = this.model.create(course, seededRandom(`${name}:traits`), seededRandom(`${name}:happenings`));
    this.#items = new Map(course.items.map((item) => [item.id, item]));
  }

  /** Answers a question of the course. @throws RangeError when the course has no such question */
  answer(item: string, at: Date): LearnerAnswer {
    const found = this.#items.get(item);
    if (!found) throw new RangeError(`there is no question ${item}`);
    return this.#learner.answer(found, this.dayOf(at));
  }

  endSession(at: Date): void {
    this.#learner.leave(this.dayOf(at));
  }

  /** The truth about a skill, in [0, 1]; null for one that no question is listed under. */
  truth(skill: string, at: Date): number | null {
    const place = this.course.placeOf.get(skill);
    return place === undefined ? null : this.#learner.mastery(place, this.dayOf(at));
  }

  /** Whether the skill is truly mastered; null as above. */
  masters(skill: string, at: Date): boolean | null {
    const level = this.truth(skill, at);
    return level === null ? null : level >= TRUE_MASTERY;
  }

  private dayOf(at: Date): number {
    return (at.getTime() - this.start.getTime()) / DAY_MS;
  }
}
