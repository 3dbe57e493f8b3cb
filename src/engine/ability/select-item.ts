import { requireNonNegative, requireProbability, requireSome, requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import type { AbilityPrior } from './eap.js';
import { type ExposureCounts, isExposable } from './exposure.js';
import { fisherInformation, type ItemCurve } from './irt.js';
import { kullbackLeiblerInformation, posteriorKullbackLeibler } from './kullback-leibler.js';

/** An item of a test bank; its content area takes part in the balance. */
export interface BankItem extends ItemCurve {
  readonly content?: string;
}

/** What makes an item the next one. */
export type SelectionRule =
  /** Most Fisher information at the estimate (Lord 1980, section 10.2). */
  | { readonly kind: 'maximum-information' }
  /** Most Kullback-Leibler information within 3 / sqrt(answers) of it (Chang & Ying 1996). */
  | { readonly kind: 'kullback-leibler' }
  /** Most Kullback-Leibler information, weighted by the posterior (van der Linden & Pashley 2000). */
  | { readonly kind: 'posterior-kullback-leibler' }
  /** Difficulty nearest to it among the items of the stage, blunt items first (Chang & Ying 1999). */
  | { readonly kind: 'a-stratified'; readonly strata: number; readonly length: number };

/** Where a test stands, and what the next item must heed. */
export interface SelectionRequest {
  readonly bank: readonly BankItem[];
  /** Items already given, in order. */
  readonly given: readonly number[];
  /** What is known of the ability. */
  readonly ability: AbilityPrior;
  readonly rule?: SelectionRule;
  /** Wanted share of each content area; areas not named get none while others are behind (Kingsbury & Zara 1989). */
  readonly contentShares?: Readonly<Record<string, number>>;
  /** Hard cap on exposure. */
  readonly exposure?: { readonly counts: ExposureCounts; readonly cap: number };
  /** Chance of each item to be given when it comes first (`sympsonHetterParameters`); it is passed over otherwise. */
  readonly admission?: readonly number[];
  /** One of so many best is drawn (Kingsbury & Zara 1989, randomesque); 1 when absent. */
  readonly among?: number;
  /** Needed with `among` above 1 and with `admission`. */
  readonly random?: RandomSource;
}

/** The item to give, and what was passed over for it. */
export interface Selection {
  readonly item: number;
  /** Items that came first but were not admitted. */
  readonly passedOver: readonly number[];
}

/**
 * The next item of an adaptive test.
 *
 * Content first (the area that is furthest behind its wanted share, among those with an item left), then the rule, then
 * admission. Equal items: the first of the bank.
 *
 * @returns null when every item is given, exposed to the cap, or not admitted
 * @throws RangeError when the bank is empty or an option is out of range
 */
export function selectItem(request: SelectionRequest): Selection | null {
  const { bank, given, rule = { kind: 'maximum-information' }, exposure, admission, among = 1, random } = request;
  requireSome('bank', bank);
  requireWhole('among', among, 1);
  if ((among > 1 || admission) && !random) throw new RangeError('random is needed to draw among several or to admit');
  const taken = new Set(given);
  const open = bank.flatMap((_, item) =>
    !taken.has(item) && (!exposure || isExposable(exposure.counts, item, exposure.cap)) ? [item] : [],
  );
  const ranked = rank(stageOf(balanced(open, request), request, rule), request, rule);
  const passedOver: number[] = [];
  while (ranked.length > 0) {
    const place = among > 1 && random ? Math.floor(random.next() * Math.min(among, ranked.length)) : 0;
    const [item] = ranked.splice(place, 1) as [number];
    if (!admission || !random || random.next() < requireProbability('admission', admission[item] ?? Number.NaN)) {
      return { item, passedOver };
    }
    passedOver.push(item);
  }
  return null;
}

/** The items of the area that is furthest behind. */
function balanced(open: number[], { bank, given, contentShares }: SelectionRequest): number[] {
  if (!contentShares) return open;
  const counts = new Map<string, number>();
  for (const item of given) {
    const area = bank[item]?.content ?? '';
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  const behind = (area: string): number =>
    requireNonNegative('contentShares', contentShares[area] ?? 0) - (counts.get(area) ?? 0) / Math.max(1, given.length);
  const areas = new Set(open.map((item) => bank[item]?.content ?? ''));
  let [furthest, most] = [undefined as string | undefined, Number.NEGATIVE_INFINITY];
  for (const area of areas) if (behind(area) > most) [furthest, most] = [area, behind(area)];
  return open.filter((item) => (bank[item]?.content ?? '') === furthest);
}

/** The items of the present stage: strata of equal size by discrimination, the bluntest first. */
function stageOf(open: number[], { bank, given }: SelectionRequest, rule: SelectionRule): number[] {
  if (rule.kind !== 'a-stratified') return open;
  requireWhole('strata', rule.strata, 1);
  requireWhole('length', rule.length, 1);
  const order = bank.map((_, item) => item);
  order.sort((a, b) => sharpness(bank, a) - sharpness(bank, b) || a - b);
  const stage = Math.min(rule.strata - 1, Math.floor((given.length * rule.strata) / rule.length));
  // A stage whose items are used up lends from the ones after it, then from the ones before it.
  const stages = [...Array(rule.strata).keys()].map((k) => (stage + k) % rule.strata);
  for (const each of stages) {
    const [from, to] = [each, each + 1].map((k) => Math.floor((k * bank.length) / rule.strata)) as [number, number];
    const members = new Set(order.slice(from, to));
    const left = open.filter((item) => members.has(item));
    if (left.length > 0) return left;
  }
  return [];
}

function sharpness(bank: readonly BankItem[], item: number): number {
  return (bank[item] as BankItem).discrimination;
}

function rank(open: number[], { bank, given, ability, among = 1, admission }: SelectionRequest, rule: SelectionRule) {
  const worth = new Float64Array(bank.length);
  const reach = 3 / Math.sqrt(Math.max(1, given.length));
  for (const item of open) worth[item] = worthOf(bank[item] as BankItem, ability, reach, rule);
  // Without a draw only the best is wanted, and one look finds it.
  if (among === 1 && !admission) {
    let best = open[0];
    for (const item of open) if ((worth[item] as number) > (worth[best as number] as number)) best = item;
    return best === undefined ? [] : [best];
  }
  return open.sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
}

function worthOf(item: BankItem, ability: AbilityPrior, reach: number, rule: SelectionRule): number {
  if (rule.kind === 'kullback-leibler') return kullbackLeiblerInformation(item, ability.mean, reach);
  if (rule.kind === 'posterior-kullback-leibler') return posteriorKullbackLeibler(item, ability);
  if (rule.kind === 'a-stratified') return -Math.abs(item.difficulty - ability.mean);
  return fisherInformation(item, ability.mean);
}
