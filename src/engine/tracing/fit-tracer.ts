import { requireWhole } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import { type RandomSource, shuffle } from '../numerics/random.js';
import { type AnswerLog, questionAt, selectLearners } from './answer-log.js';
import { featureTable } from './feature-table.js';
import { type FitLogisticOptions, fitLogisticTracer, leaveOneOutScores } from './fit-logistic-tracer.js';
import { type FitNetworkOptions, fitMemoryNetwork } from './fit-memory-network.js';
import { type FitSkillsOptions, fitSkills } from './fit-skills.js';
import { itemDifficulties } from './item-difficulty.js';
import type { TraceTables } from './learner-state.js';
import { startTrace, stepTrace, type Tracer } from './tracer.js';

/** Options of the parts, and how many learners the network and the calibration ask for. */
export interface FitTracerOptions {
  readonly skills?: FitSkillsOptions;
  readonly logistic?: FitLogisticOptions;
  readonly network?: FitNetworkOptions;
  /** Fewer learners than this get no network: it would learn them by heart. */
  readonly networkFrom?: number;
  /** One learner in so many is kept out of the fit and used to calibrate it. */
  readonly calibrateOn?: number;
}

const NO_CALIBRATION = { intercept: 0, slope: 1 };
/** With fewer learners than this none is spared for the calibration. */
const LEAST_TO_CALIBRATE = 100;
/** How firmly the calibration holds to no change, in answers' worth of curvature. */
const CALIBRATION_PRECISION = 10;

/** The tables that states are folded with, from the answers of many learners. */
export function traceTables(log: AnswerLog, options: FitSkillsOptions = { forgets: true }): TraceTables {
  const { parameters: bkt, pooled } = fitSkills(log, options);
  return { bkt, pooled, ...itemDifficulties(log) };
}

/**
 * Fits all parts of the tracer: the tables, the logistic tracer on features of the answers before, the network on what
 * the logistic tracer leaves (its scores taken without the answer itself), and the calibration on learners kept out of
 * all that.
 *
 * @param random  who is kept out, and the training of the network
 * @throws RangeError when there is no answer, or an option is out of range
 */
export function fitTracer(log: AnswerLog, random: RandomSource, options: FitTracerOptions = {}): Tracer {
  const { networkFrom = 200, calibrateOn = 15 } = options;
  requireWhole('networkFrom', networkFrom, 1);
  requireWhole('calibrateOn', calibrateOn, 2);
  const learners = log.begin.length - 1;
  const spared = new Set<number>();
  if (learners >= LEAST_TO_CALIBRATE) {
    const everyone = Array.from({ length: learners }, (_, learner) => learner);
    for (const learner of shuffle(everyone, random).slice(0, Math.floor(learners / calibrateOn))) spared.add(learner);
  }
  const fitted = spared.size === 0 ? log : selectLearners(log, (learner) => !spared.has(learner));
  const tables = traceTables(fitted, options.skills);
  const table = featureTable(fitted, tables);
  const logisticTracer = fitLogisticTracer(fitted, table, options.logistic);
  const plain: Tracer = { tables, logistic: logisticTracer, network: null, calibration: NO_CALIBRATION };
  const before = () => leaveOneOutScores(fitted, table, logisticTracer, options.logistic);
  const network = learners < networkFrom ? null : fitMemoryNetwork(fitted, table, before(), random, options.network);
  const tracer: Tracer = { ...plain, network };
  if (spared.size === 0) return tracer;
  return {
    ...tracer,
    calibration: calibrate(
      tracer,
      selectLearners(log, (learner) => spared.has(learner)),
    ),
  };
}

/** Intercept and slope of ln odds by maximum likelihood on learners that the tracer has not seen (Platt 1999). */
function calibrate(tracer: Tracer, log: AnswerLog): Tracer['calibration'] {
  const scores = new Float64Array(log.correct.length);
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    const state = startTrace(tracer);
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      const chance = stepTrace(tracer, state, questionAt(log, row), log.correct[row] === 1);
      scores[row] = Math.log(chance) - Math.log1p(-chance);
    }
  }
  const { point } = minimise(
    (line, gradient) => {
      const [intercept, slope] = [line[0] as number, line[1] as number];
      let loss = (CALIBRATION_PRECISION * (intercept ** 2 + (slope - 1) ** 2)) / 2;
      gradient[0] = CALIBRATION_PRECISION * intercept;
      gradient[1] = CALIBRATION_PRECISION * (slope - 1);
      for (let row = 0; row < scores.length; row++) {
        const score = scores[row] as number;
        const odds = intercept + slope * score;
        const right = log.correct[row] === 1;
        loss -= logLogistic(right ? odds : -odds);
        const wrongBy = logistic(odds) - (right ? 1 : 0);
        gradient[0] = (gradient[0] as number) + wrongBy;
        gradient[1] = (gradient[1] as number) + wrongBy * score;
      }
      return loss;
    },
    [0, 1],
  );
  return { intercept: point[0] as number, slope: point[1] as number };
}
