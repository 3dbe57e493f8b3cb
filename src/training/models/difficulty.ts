import { calibrate } from '../../engine/ability/calibrate.js';
import { estimate, initialAbility, updateAbility } from '../../engine/ability/eap.js';
import { expectedScore } from '../../engine/ability/online-rating.js';
import { clamp } from '../../engine/numerics/logistic.js';
import { type Chances, chancesBuilder } from './compare.js';
import { type AnswerData, type ItemLine, type Learners, OUTCOME } from './data.js';

/** Items of a course as calibrated, and how many answers each rests on. */
export interface DifficultyModel {
  readonly items: Readonly<Record<string, ItemLine & { readonly answers: number }>>;
}

/** Answers' worth of what the catalogue says in the parameters of an item. */
const CATALOGUE_WORTH = 8;
const OPTIONS = {
  model: '2PL',
  priors: { logDiscrimination: { mean: 0, sd: 0.3 }, difficulty: { mean: 0, sd: 1.5 } },
  points: 21,
  maxIterations: 30,
  tolerance: 1e-2,
} as const;
/** Variance of a difficulty that is taken as known. */
const SURE = 1e-9;
const LIMITS = { discrimination: [0.2, 5], difficulty: [-6, 6] } as const;

/** Calibrates items on the first answer of each learner to each, drawn to the catalogue where there are few. */
export function fitDifficulty(data: AnswerData, wanted: Learners): DifficultyModel {
  const columns: { learner: number[]; item: number[]; score: number[] } = { learner: [], item: [], score: [] };
  let kept = 0;
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    const met = new Set<number>();
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      const item = data.item[row] as number;
      if (met.has(item)) continue;
      met.add(item);
      columns.learner.push(kept);
      columns.item.push(item);
      columns.score.push(data.outcome[row] === OUTCOME.alone ? 1 : 0);
    }
    kept++;
  }
  const found = calibrate(
    {
      learners: kept,
      items: data.items.length,
      learner: Int32Array.from(columns.learner),
      item: Int32Array.from(columns.item),
      score: Uint8Array.from(columns.score),
    },
    OPTIONS,
  );
  const items: Record<string, ItemLine & { answers: number }> = Object.create(null);
  for (const [item, name] of data.items.entries()) {
    const { slope = 0, intercept = 0, answers = 0 } = found.items[item] ?? {};
    if (answers === 0 || !(slope > 0)) continue;
    const told = data.catalogue.items[item] as ItemLine;
    const share = answers / (answers + CATALOGUE_WORTH);
    const drawn = (from: number, to: number, [low, high]: readonly [number, number]) =>
      clamp(from + share * (clamp(to, low, high) - from), low, high);
    items[name] = {
      discrimination: drawn(told.discrimination, slope, LIMITS.discrimination),
      difficulty: drawn(told.difficulty, -intercept / slope, LIMITS.difficulty),
      answers,
    };
  }
  return { items };
}

/** Foretells each answer from the ability that the answers before it show; by the catalogue's items without a model. */
export function scoreDifficulty(model: DifficultyModel | null, data: AnswerData, wanted: Learners): Chances {
  const lines = data.items.map((name, item) => {
    const own = model && Object.hasOwn(model.items, name) ? model.items[name] : undefined;
    return own ?? (data.catalogue.items[item] as ItemLine);
  });
  const chances = chancesBuilder();
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    let ability: readonly number[] = initialAbility();
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      const line = lines[data.item[row] as number] as ItemLine;
      const right = data.outcome[row] === OUTCOME.alone;
      const { mean, sd } = estimate(ability);
      const item = { mean: line.difficulty, variance: SURE };
      chances.add(learner, expectedScore({ mean, variance: sd * sd }, item, line.discrimination), right, data.day[row]);
      ability = updateAbility(ability, line, right, 1);
    }
  }
  return chances.build();
}
