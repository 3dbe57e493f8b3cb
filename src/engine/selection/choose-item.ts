import { fisherInformation, successProbability } from '../ability/irt.js';
import { requireFinite, requireSome, requireWhole } from '../numerics/guards.js';
import { logit } from '../numerics/logistic.js';
import { pickWeighted, type RandomSource } from '../numerics/random.js';
import { softmax } from '../numerics/softmax.js';
import type { ItemReason } from './reasons.js';

/** A question that could be asked, as this learner has met it. */
export interface PracticeItem {
  readonly id: string;
  /** Variants of one question share a family. */
  readonly family?: string | undefined;
  readonly discrimination: number;
  readonly difficulty: number;
  readonly timesSeen: number;
  /** Where in the learner's history it was last seen; larger is later. Absent: never. */
  readonly lastSeenOrder?: number | undefined;
}

/** A question that this learner met lately. */
export interface RecentItem {
  readonly id: string;
  readonly family?: string | undefined;
}

/** All that the choice of a question rests on; ability and difficulty share one logistic scale. */
export interface ItemChoiceInput<Item extends PracticeItem = PracticeItem> {
  readonly items: readonly Item[];
  readonly ability: number;
  /** The chance of a right answer to aim for, in (0, 1); 0.7 unless told otherwise. */
  readonly targetSuccess?: number;
  /** The last questions, oldest first. */
  readonly recent?: readonly RecentItem[];
  readonly random: RandomSource;
}

/** A question that could have been chosen, with its chance of that (propensity, in [0, 1]). */
export interface ItemCandidate {
  readonly item: string;
  readonly score: number;
  /** P(right answer) at this ability. */
  readonly probability: number;
  readonly propensity: number;
}

/** The question that was drawn, how likely that was, and what else could have been. */
export interface ItemChoice<Item extends PracticeItem = PracticeItem> {
  readonly chosen: Item;
  readonly propensity: number;
  /** The ten best, and the chosen one if it is not among them; best score first. */
  readonly candidates: readonly ItemCandidate[];
  /** What could have been chosen besides: with it the propensities sum to 1. */
  readonly others: { readonly count: number; readonly propensity: number };
  readonly reasons: readonly ItemReason[];
}

/** Hard enough to teach, easy enough to go on: seven right answers of ten. */
const TARGET_SUCCESS = 0.7;
/** Half the closeness is lost at this distance, on the logit scale: from 0.7 down to 0.52, or up to 0.83. */
const LOGIT_WIDTH = 0.75;
/** The information of a plain question (a = 1) at the usual target: 0.7 x 0.3. */
const USUAL_INFORMATION = 0.21;
const SHARE_OF_INFORMATION = 0.4;
/** A family met among the last few questions counts half. */
const RECENT_FAMILIES = 4;
const COST_OF_A_RECENT_FAMILY = 0.5;
/** A question seen five others ago has half its worth back. */
const ORDER_OF_HALF_RECOVERY = 5;
/** Low: near the best, but two learners of one ability rarely get the same question. */
const TEMPERATURE = 0.04;
const REPORTED = 10;
/** Within this of the aim we call the difficulty right. */
export const NEAR_AIM = 0.15;

/**
 * Chooses a question near the right difficulty for this ability. Who may stand: not the question just seen, nor its
 * family, if there is another; then the unseen, if there are any. Among them the score is
 *
 *   closeness (0.6 + 0.4 I / (I + 0.21)),   closeness = 1 / (1 + (d / 0.75)^2),
 *   d = a(ability - b) - logit(target success),   I = Fisher information
 *
 * halved for a family met among the last four questions, and, once all were seen, divided by the times seen and
 * lowered for the recently seen. The draw is softmax(score / 0.04) over everything that may stand, in the spirit of
 * the randomesque method (Kingsbury & Zara 1989) but with a known chance for each.
 *
 * @throws RangeError when there is no item or a number is out of range
 */
export function chooseItem<Item extends PracticeItem>(input: ItemChoiceInput<Item>): ItemChoice<Item> {
  const { items, ability, random, targetSuccess = TARGET_SUCCESS, recent = [] } = input;
  requireSome('items', items);
  requireFinite('ability', ability);
  if (!(targetSuccess > 0 && targetSuccess < 1)) {
    throw new RangeError(`targetSuccess must be in (0, 1), not ${targetSuccess}`);
  }
  for (const { id, timesSeen } of items) requireWhole(`timesSeen of ${id}`, timesSeen, 0);
  const pool = whoMayStand(items, recent.at(-1));
  const scores = scoresOf(pool, ability, targetSuccess, recent);
  const propensities = softmax(scores, TEMPERATURE);
  const index = pickWeighted(propensities, random);
  const chosen = pool[index] as Item;
  const candidates = report(pool, scores, propensities, index, ability);
  const reported = candidates.reduce((sum, { propensity }) => sum + propensity, 0);
  return {
    chosen,
    propensity: propensities[index] as number,
    candidates,
    others: { count: pool.length - candidates.length, propensity: Math.max(0, 1 - reported) },
    reasons: reasonsFor(chosen, pool.length, successProbability(chosen, ability), targetSuccess, recent.at(-1)),
  };
}

/** True when the item is the one just seen; its family is a question of its own. */
export function isSameItem(item: PracticeItem, just: RecentItem | undefined): boolean {
  return item.id === just?.id;
}

/** True when the item is a variant of the one just seen (or is that one). */
export function isSameFamily(item: PracticeItem, just: RecentItem | undefined): boolean {
  return isSameItem(item, just) || (item.family !== undefined && item.family === just?.family);
}

function whoMayStand<Item extends PracticeItem>(items: readonly Item[], just: RecentItem | undefined): readonly Item[] {
  const someOf = (narrow: readonly Item[], wide: readonly Item[]) => (narrow.length > 0 ? narrow : wide);
  const notTheSame = someOf(
    items.filter((item) => !isSameItem(item, just)),
    items,
  );
  const otherFamilies = someOf(
    notTheSame.filter((item) => !isSameFamily(item, just)),
    notTheSame,
  );
  return someOf(
    otherFamilies.filter((item) => item.timesSeen === 0),
    otherFamilies,
  );
}

function scoresOf(
  pool: readonly PracticeItem[],
  ability: number,
  targetSuccess: number,
  recent: readonly RecentItem[],
): number[] {
  const aim = logit(targetSuccess);
  const families = new Set(recent.slice(-RECENT_FAMILIES).map(({ family }) => family));
  const latest = pool.reduce((order, { lastSeenOrder = 0 }) => Math.max(order, lastSeenOrder), 0);
  return pool.map((item) => {
    const information = fisherInformation(item, ability);
    const distance = (item.discrimination * (ability - item.difficulty) - aim) / LOGIT_WIDTH;
    const use = 1 - SHARE_OF_INFORMATION + (SHARE_OF_INFORMATION * information) / (information + USUAL_INFORMATION);
    let score = use / (1 + distance ** 2);
    if (item.family !== undefined && families.has(item.family)) score *= COST_OF_A_RECENT_FAMILY;
    if (item.timesSeen > 0) {
      const age = latest - requireFinite(`lastSeenOrder of ${item.id}`, item.lastSeenOrder ?? 0);
      score *= age / (age + ORDER_OF_HALF_RECOVERY) / item.timesSeen;
    }
    return score;
  });
}

function report(
  pool: readonly PracticeItem[],
  scores: readonly number[],
  propensities: readonly number[],
  chosen: number,
  ability: number,
): ItemCandidate[] {
  const order = pool.map((_, index) => index).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const reported = order.slice(0, REPORTED);
  if (!reported.includes(chosen)) reported.push(chosen);
  return reported.map((index) => {
    const item = pool[index] as PracticeItem;
    return {
      item: item.id,
      score: scores[index] as number,
      probability: successProbability(item, ability),
      propensity: propensities[index] as number,
    };
  });
}

function reasonsFor(
  item: PracticeItem,
  choices: number,
  probability: number,
  targetSuccess: number,
  just: RecentItem | undefined,
): ItemReason[] {
  const code =
    Math.abs(probability - targetSuccess) <= NEAR_AIM
      ? 'right-difficulty'
      : probability > targetSuccess
        ? 'easier-than-aimed'
        : 'harder-than-aimed';
  const reasons: ItemReason[] = [{ code, probability, targetSuccess }];
  reasons.push(item.timesSeen === 0 ? { code: 'not-seen-before' } : { code: 'seen-before', timesSeen: item.timesSeen });
  if (isSameItem(item, just)) reasons.push({ code: 'same-question-again' });
  else if (item.family !== undefined && isSameFamily(item, just)) {
    reasons.push({ code: 'same-family-again', family: item.family });
  }
  if (choices === 1) reasons.push({ code: 'only-question-left' });
  return reasons;
}
