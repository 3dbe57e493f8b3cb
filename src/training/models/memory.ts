import { fitMemory, recencyWeight } from '../../engine/memory/fit-memory.js';
import { type Rating, SAME_DAY } from '../../engine/memory/fsrs.js';
import { DEFAULT_MEMORY_MODEL, type MemoryModel, recallChance } from '../../engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../engine/memory/memory-trace.js';
import { ratingOfAnswer } from '../../engine/memory/rating-of-answer.js';
import { type Review, reviewTreeBuilder } from '../../engine/memory/review-tree.js';
import { type Chances, chancesBuilder } from './compare.js';
import { type AnswerData, type Learners, OUTCOME } from './data.js';
import { skillsAt } from './tracing.js';

/** How memory fades in a course, and how many reviews that rests on. */
export interface CourseMemory {
  readonly model: MemoryModel;
  readonly reviews: number;
}

interface DatedReview extends Review {
  readonly day: number;
}

/**
 * The reviews of one learner, skill by skill: the first answer to a skill on a day is a review of it, rated by how it
 * went; what follows on the same day is practice.
 */
export function reviewHistories(data: AnswerData, learner: number): DatedReview[][] {
  const histories = new Map<number, { reviews: DatedReview[]; day: number }>();
  for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
    const day = Math.floor(data.day[row] as number);
    for (const skill of skillsAt(data, row)) {
      const before = histories.get(skill);
      if (before && day - before.day < SAME_DAY) continue;
      const review = { elapsed: before ? day - before.day : 0, rating: ratingAt(data, row), day };
      if (!before) histories.set(skill, { reviews: [review], day });
      else {
        before.reviews.push(review);
        before.day = day;
      }
    }
  }
  return [...histories.values()].map(({ reviews }) => reviews);
}

function ratingAt(data: AnswerData, row: number): Rating {
  const [outcome, seconds] = [data.outcome[row], data.seconds[row] as number];
  const usual = data.usualSeconds[data.item[row] as number] as number;
  const timed = seconds > 0 && usual > 0;
  const answer = { correct: outcome !== OUTCOME.wrong, aided: outcome === OUTCOME.aided };
  return ratingOfAnswer(timed ? { ...answer, pace: seconds / usual } : answer);
}

/** Fits how memory fades, drawn to the defaults; newer reviews count more. */
export function fitCourseMemory(data: AnswerData, wanted: Learners): CourseMemory {
  const builder = reviewTreeBuilder();
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (const history of reviewHistories(data, learner)) {
      builder.add(history, (place) => recencyWeight((place + 1) / history.length));
    }
  }
  const { model, rows } = fitMemory(builder.build());
  return { model, reviews: rows };
}

/** Foretells each review after the first; with the default weights without a model. */
export function scoreMemory(given: CourseMemory | null, data: AnswerData, wanted: Learners): Chances {
  const model = given?.model ?? DEFAULT_MEMORY_MODEL;
  const chances = chancesBuilder();
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (const history of reviewHistories(data, learner)) {
      let trace: MemoryTrace | null = null;
      for (const { elapsed, rating, day } of history) {
        if (trace) chances.add(learner, recallChance(trace, elapsed, model), rating > 1, day);
        trace = recordReview(trace, elapsed, rating, model);
      }
    }
  }
  return chances.build();
}
