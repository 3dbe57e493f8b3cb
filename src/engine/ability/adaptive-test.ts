import { requirePositive, requireWhole } from '../numerics/guards.js';
import { type AbilityPrior, estimate, initialAbility, updateAbility } from './eap.js';
import { fisherInformation } from './irt.js';
import { type BankItem, type SelectionRequest, selectItem } from './select-item.js';

/** When a test ends: at the first that holds. */
export interface StoppingRules {
  /** Posterior standard deviation below this. */
  readonly standardError?: number;
  /** 1 / sqrt(information of the answers at the estimate) below this: the same without the help of the prior. */
  readonly informationError?: number;
  /** The last answer moved the estimate by less than this. */
  readonly change?: number;
  /** No item that is left would lower the posterior variance by more than this share (Choi, Grady & Dodd 2011). */
  readonly leastGain?: number;
  /** Not before so many items, whatever the other rules say. */
  readonly least?: number;
  /** Not after so many. */
  readonly most?: number;
}

/** The rule that ended a test; `no-item`: nothing was left to ask. */
export type StoppingReason = 'standard-error' | 'change' | 'gain' | 'length' | 'no-item';

/** Where a test stands. */
export interface TestProgress {
  readonly items: number;
  readonly ability: AbilityPrior;
  readonly before?: AbilityPrior;
  /** Fisher information of the items given, at the estimate. */
  readonly information?: number;
  /** Fisher information of the best item left, at the estimate. */
  readonly bestInformation?: number;
}

/**
 * Whether a test is over, and why; null while it is not.
 *
 * @throws RangeError when a rule is out of range
 */
export function stoppingReason(progress: TestProgress, rules: StoppingRules): StoppingReason | null {
  const { standardError, informationError, change, leastGain, least = 1, most } = rules;
  requireWhole('least', least, 0);
  if (most !== undefined && progress.items >= requireWhole('most', most, 1)) return 'length';
  if (progress.items < least) return null;
  const { mean, sd } = progress.ability;
  if (standardError !== undefined && sd < requirePositive('standardError', standardError)) return 'standard-error';
  if (informationError !== undefined && progress.information !== undefined) {
    const error = 1 / Math.sqrt(progress.information);
    if (error < requirePositive('informationError', informationError)) return 'standard-error';
  }
  if (change !== undefined && progress.before) {
    if (Math.abs(mean - progress.before.mean) < requirePositive('change', change)) return 'change';
  }
  if (leastGain !== undefined && progress.bestInformation !== undefined) {
    // The variance after an item of information I is about v / (1 + v I), a fall by v I / (1 + v I).
    const gained = sd * sd * progress.bestInformation;
    if (gained / (1 + gained) < requirePositive('leastGain', leastGain)) return 'gain';
  }
  return null;
}

/** A bank, who answers, how items are chosen, and when it ends. */
export interface AdaptiveTest extends Omit<SelectionRequest, 'given' | 'ability'> {
  readonly bank: readonly BankItem[];
  readonly stopping: StoppingRules;
  readonly prior?: AbilityPrior;
  /** Whether the learner is right on the item. */
  readonly answer: (item: number) => boolean;
}

/** What was asked, what came back, and what it says. */
export interface AdaptiveTestResult {
  readonly given: readonly number[];
  readonly correct: readonly boolean[];
  /** Expected a posteriori. */
  readonly ability: AbilityPrior;
  readonly reason: StoppingReason;
  /** Items proposed and not admitted (Sympson-Hetter). */
  readonly passedOver: readonly number[];
}

/**
 * A whole adaptive test: select, ask, update, until a rule says stop. The ability is the posterior on the grid of
 * `updateAbility`.
 *
 * @throws RangeError when an option is out of range
 */
export function runAdaptiveTest({ stopping, prior, answer, ...selection }: AdaptiveTest): AdaptiveTestResult {
  const given: number[] = [];
  const correct: boolean[] = [];
  const passedOver: number[] = [];
  let state = initialAbility(prior);
  let ability = estimate(state);
  for (;;) {
    const next = selectItem({ ...selection, given, ability });
    if (!next) return { given, correct, ability, reason: 'no-item', passedOver };
    passedOver.push(...next.passedOver);
    const item = selection.bank[next.item] as BankItem;
    const isRight = answer(next.item);
    given.push(next.item);
    correct.push(isRight);
    state = updateAbility(state, item, isRight);
    const before = ability;
    ability = estimate(state);
    const reason = stoppingReason(
      { items: given.length, ability, before, ...informationGiven(), ...bestLeft() },
      stopping,
    );
    if (reason) return { given, correct, ability, reason, passedOver };
  }

  function informationGiven(): { readonly information?: number } {
    if (stopping.informationError === undefined) return {};
    const of = (item: number): number => fisherInformation(selection.bank[item] as BankItem, ability.mean);
    return { information: given.reduce((sum, item) => sum + of(item), 0) };
  }

  function bestLeft(): { readonly bestInformation?: number } {
    if (stopping.leastGain === undefined) return {};
    const best = selectItem({ bank: selection.bank, given, ability });
    return { bestInformation: best ? fisherInformation(selection.bank[best.item] as BankItem, ability.mean) : 0 };
  }
}
