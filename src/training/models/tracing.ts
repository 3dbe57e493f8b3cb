import { clamp } from '../../engine/numerics/logistic.js';
import { answerLogBuilder } from '../../engine/tracing/answer-log.js';
import type { BktParameters } from '../../engine/tracing/bkt.js';
import { chanceOfAll, creditSkills } from '../../engine/tracing/credit-skills.js';
import { fitSkills } from '../../engine/tracing/fit-skills.js';
import { type Chances, chancesBuilder } from './compare.js';
import { type AnswerData, type Learners, OUTCOME } from './data.js';

/** Knowledge tracing of a course: parameters of each skill, and how many answers they rest on. */
export interface TracingModel {
  readonly skills: Readonly<Record<string, BktParameters & { readonly answers: number }>>;
  readonly pooled: BktParameters;
}

/** Guess and slip stay below one half, as the catalogue has it. */
const MOST_NOISE = 0.49;
/** Answers' worth of all skills together in each. */
const SHRINKAGE = 10;

/**
 * Fits every skill. An answer to several skills is one of each; what was right only with help is left out: it says half
 * of something, and the fit takes whole answers.
 */
export function fitTracing(data: AnswerData, wanted: Learners): TracingModel {
  const log = answerLogBuilder();
  const answers = new Uint32Array(data.skills.length);
  let kept = 0;
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      if (data.outcome[row] === OUTCOME.aided) continue;
      const correct = data.outcome[row] === OUTCOME.alone;
      for (const skill of skillsAt(data, row)) {
        answers[skill] = (answers[skill] as number) + 1;
        log.add({ learner: kept, item: data.item[row] as number, skill, correct });
      }
    }
    kept++;
  }
  const fit = fitSkills(log.build(), { shrinkage: SHRINKAGE });
  const skills: Record<string, BktParameters & { answers: number }> = Object.create(null);
  for (const [skill, name] of data.skills.entries()) {
    const parameters = fit.parameters[skill];
    if (parameters && answers[skill]) skills[name] = { ...held(parameters), answers: answers[skill] };
  }
  return { skills, pooled: held(fit.pooled) };
}

function held({ prior, learn, slip, guess }: BktParameters): BktParameters {
  return { prior, learn, slip: Math.min(MOST_NOISE, slip), guess: Math.min(MOST_NOISE, guess) };
}

/** The parameters of each skill number; those of the catalogue for a skill that was not fitted, or without a model. */
export function skillParameters(model: TracingModel | null, data: AnswerData): BktParameters[] {
  return data.skills.map((name, skill) => {
    const own = model && Object.hasOwn(model.skills, name) ? model.skills[name] : undefined;
    return own ?? (data.catalogue.skills[skill] as BktParameters);
  });
}

/** Foretells each answer from those before it. What is right with help is taken for what it is, not right alone. */
export function scoreTracing(model: TracingModel | null, data: AnswerData, wanted: Learners): Chances {
  const parameters = skillParameters(model, data);
  const chances = chancesBuilder();
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    const known = new Map<number, number>();
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      const skills = skillsAt(data, row);
      if (skills.length === 0) continue;
      const asked = Array.from(skills, (skill) => {
        const own = parameters[skill] as BktParameters;
        return { known: known.get(skill) ?? own.prior, parameters: own };
      });
      const right = data.outcome[row] === OUTCOME.alone;
      chances.add(learner, clamp(chanceOfAll(asked), 0, 1), right, data.day[row]);
      if (data.outcome[row] === OUTCOME.aided) continue;
      for (const [place, after] of creditSkills(asked, right).entries()) {
        known.set(skills[place] as number, clamp(after, 0, 1));
      }
    }
  }
  return chances.build();
}

export function skillsAt({ combo, bounds, members }: AnswerData, row: number): Int32Array {
  const set = combo[row] as number;
  return members.subarray(bounds[set] as number, bounds[set + 1] as number);
}
