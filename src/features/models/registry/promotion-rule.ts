import type { Comparison, ModelKind } from '../../../training/index.js';

/** What is decided about a challenger, and why. */
export interface Decision {
  readonly verdict: 'promote' | 'keep' | 'reject';
  /** One sentence, with the figures that decided. */
  readonly why: string;
}

/** What each kind is there for; the other metrics only must not fall. */
const MAIN: Readonly<Record<ModelKind, string>> = {
  tracing: 'logLoss',
  tracer: 'logLoss',
  difficulty: 'logLoss',
  memory: 'logLoss',
  ranking: 'ndcg',
  engagement: 'logLoss',
};

/** A loss within so many standard errors may be chance (one-sided 95 %). */
const TOLERANCE = 1.645;
/** A gain must be more than this many. */
const CERTAINTY = 1;
/** Below this no difference matters, however sure it is. */
const NEGLIGIBLE = 1e-4;

export function mainMetric(kind: ModelKind): string {
  return MAIN[kind];
}

/**
 * May the challenger serve? Only if no metric falls by more than chance explains, and the main one gains by more than
 * its standard error; both models measured on the same learners, of whom neither has learned. A metric that says nothing
 * on these learners (all right, say) is passed over.
 */
export function decide(kind: ModelKind, comparison: Comparison): Decision {
  const entries = Object.entries(comparison).filter(([, { gain }]) => Number.isFinite(gain));
  const fallen = entries.filter(
    ([, { gain, standardError }]) => -gain > Math.max(NEGLIGIBLE, TOLERANCE * standardError),
  );
  if (fallen.length > 0) {
    return { verdict: 'reject', why: `It is worse in ${fallen.map(sentence).join(' and ')}.` };
  }
  const main = entries.find(([name]) => name === MAIN[kind]);
  if (!main) return { verdict: 'keep', why: 'The learners held out say nothing about it yet.' };
  const [, { gain, standardError }] = main;
  if (gain > Math.max(NEGLIGIBLE, CERTAINTY * standardError)) {
    return { verdict: 'promote', why: `It is better in ${sentence(main)}, and no metric falls.` };
  }
  return { verdict: 'keep', why: `Its gain in ${sentence(main)} is within chance.` };
}

function sentence([name, { champion, challenger, standardError }]: [string, Comparison[string]]): string {
  return `${name} (${figure(champion)} to ${figure(challenger)}, standard error of the difference ${figure(standardError)})`;
}

const figure = (value: number): string => String(Number(value.toPrecision(4)));
