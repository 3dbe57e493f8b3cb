import { seededRandom } from '../../engine/numerics/random.js';
import { answerLogBuilder } from '../../engine/tracing/answer-log.js';
import { fitTracer } from '../../engine/tracing/fit-tracer.js';
import { startTrace, stepTrace, type Tracer } from '../../engine/tracing/tracer.js';
import { type Chances, chancesBuilder } from './compare.js';
import { type AnswerData, type Learners, numbersIn, OUTCOME } from './data.js';
import { scoreTracing } from './tracing.js';

/** The tracer of a course, with the names of its numbers. */
export interface TracerModel {
  readonly items: readonly string[];
  readonly combos: readonly string[];
  readonly tracer: Tracer;
}

/** Fits the tracer: its chance is that of a right answer at the first try and without help. */
export function fitTracerModel(data: AnswerData, wanted: Learners, seed: string): TracerModel {
  const log = answerLogBuilder();
  let kept = 0;
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      log.add({
        learner: kept,
        item: data.item[row] as number,
        skill: data.combo[row] as number,
        correct: data.outcome[row] === OUTCOME.alone,
        day: data.day[row] as number,
      });
    }
    kept++;
  }
  const all = { ...log.build(), items: data.items.length, skills: data.combos.length };
  return { items: data.items, combos: data.combos, tracer: fitTracer(all, seededRandom(seed)) };
}

/** Foretells each answer from those before it; without a tracer, as knowledge tracing by the catalogue does. */
export function scoreTracer(model: TracerModel | null, data: AnswerData, wanted: Learners): Chances {
  if (!model) return scoreTracing(null, data, wanted);
  const { tracer } = model;
  const [itemOf, comboOf] = [numbersIn(model.items, data.items), numbersIn(model.combos, data.combos)];
  const chances = chancesBuilder();
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    const state = startTrace(tracer);
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      const [item, combo] = [data.item[row] as number, data.combo[row] as number];
      const correct = data.outcome[row] === OUTCOME.alone;
      const question = { item: itemOf[item] as number, skill: comboOf[combo] as number, day: data.day[row] as number };
      const chance = stepTrace(tracer, state, question, correct);
      // The catalogue alone foretells nothing of an answer to no skill; both are asked about the same answers.
      if (data.bounds[combo] !== data.bounds[combo + 1]) chances.add(learner, chance, correct, question.day);
    }
  }
  return chances.build();
}
