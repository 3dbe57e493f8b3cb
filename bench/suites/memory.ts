import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FSRSAlgorithm } from 'ts-fsrs';
import { z } from 'zod';
import { NO_CORRECTION } from '../../src/engine/memory/correction.js';
import { fitMemory, recencyWeight } from '../../src/engine/memory/fit-memory.js';
import { nextMemory, SAME_DAY } from '../../src/engine/memory/fsrs.js';
import { FSRS_DEFAULTS, type FsrsParameters } from '../../src/engine/memory/fsrs-parameters.js';
import { type MemoryModel, recallChance } from '../../src/engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../src/engine/memory/memory-trace.js';
import { buildReviewTree, type Review } from '../../src/engine/memory/review-tree.js';
import { logLoss } from '../../src/engine/metrics/binary.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { supermemoCards } from '../../src/evaluation/questions/memory.js';
import { checkFsrsHeader, fsrsCard } from '../../src/evaluation/questions/memory-formats.js';
import { MEMORY_HOLDOUT, reviewsBefore, testBegins } from '../../src/evaluation/questions/memory-split.js';
import { paired, type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, loadPeer, runPeer } from '../peers.js';

const OPTIMIZER = 'FSRS-Optimizer 6.5.0';
const RUST = 'fsrs-rs (binding 0.5.0)';

/** The part of fsrs-rs that we measure. */
interface FsrsRust {
  readonly FSRSBindingReview: new (rating: number, elapsedDays: number) => object;
  readonly FSRSBindingItem: new (reviews: readonly object[]) => object;
  computeParameters(items: readonly object[], options: { enableShortTerm: boolean }): Promise<number[]>;
}
const loadRust = (): Promise<FsrsRust> => loadPeer('@open-spaced-repetition/binding', '0.5.0');

const ANKI_BAR = 0.278;
const SUPERMEMO_BARS = { sm1: 0.382, sm2: 0.2561, sm3: 0.3041, sm4: 0.2665 };
const FIT_ROUNDS = 6;
const STEPS = 20_000;

/** Cards, and of each how many of its reviews are known to the fit. */
interface Split {
  readonly cards: readonly (readonly Review[])[];
  readonly known: readonly number[];
  readonly weightOf: (card: number) => number;
}

const peerSchema = z.object({ predicted: z.array(z.number()), seconds: z.number(), weights: z.array(z.number()) });

/** Forgetting, foretold beside FSRS-Optimizer and fsrs-rs on the same reviews. */
export const memory: Suite = {
  name: 'memory',
  about: 'recall foretold on one Anki and four SuperMemo collections, beside the optimisers of FSRS on the same split',
  async run() {
    const anki = await ankiSplit();
    const rows = [...(await quality('Anki, later cards', anki, ANKI_BAR)), ...(await fitSeconds(anki)), await step()];
    for (const [name, bar] of Object.entries(SUPERMEMO_BARS)) {
      rows.push(...(await quality(`${name}, later reviews`, await supermemoSplit(name), bar)));
    }
    return rows;
  },
};

async function ankiSplit(): Promise<Split> {
  const cards: (readonly Review[])[] = [];
  const file = dataFile('srs-anki-fsrs-tiny', 'seq2seq.tsv');
  for await (const card of lineReader('refuse').read(file, fsrsCard, checkFsrsHeader)) cards.push(card);
  const fitted = Math.floor(cards.length * (1 - MEMORY_HOLDOUT));
  const known = cards.map((card, index) => (index < fitted ? card.length : 0));
  return { cards, known, weightOf: (card) => recencyWeight(card / fitted) };
}

async function supermemoSplit(name: string): Promise<Split> {
  const dated = await supermemoCards(lineReader('refuse'), dataFile('srs-supermemo15', `${name}.csv`));
  const begins = testBegins(dated, MEMORY_HOLDOUT) as number;
  const known = dated.map((card) => reviewsBefore(card, begins));
  return { cards: dated.map(({ reviews }) => reviews), known, weightOf: () => 1 };
}

async function quality(name: string, split: Split, bar: number): Promise<Row[]> {
  const happened = testedOf(split).map(({ review }) => Number(review.rating > 1));
  const loss = (chances: readonly number[]) => logLoss(chances, happened);
  const { model } = fitMemory(treeOf(split));
  const ours = loss(chancesBy(model, split));
  const plain = { ...model, correction: NO_CORRECTION };
  const peer = await optimizerOn(split);
  const rust = await rustWeights(split);
  const known = split.cards.flatMap((card, index) => card.slice(1, split.known[index]).filter(isScored));
  const share = known.filter(({ rating }) => rating > 1).length / known.length;
  const shared = { metric: 'log loss', higherIsBetter: false };
  return [
    rowOf({ ...shared, name, ours, peer: loss(peer.predicted), peerName: OPTIMIZER, bar }),
    rowOf({ ...shared, name, ours, peer: loss(chancesBy({ ...plain, weights: rust }, split)), peerName: RUST }),
    rowOf({ ...shared, name, ours, peer: loss(happened.map(() => share)), peerName: 'share recalled in training' }),
    rowOf({
      ...shared,
      name: `${name}, default weights`,
      ours,
      peer: loss(chancesBy({ ...plain, weights: FSRS_DEFAULTS }, split)),
      peerName: 'FSRS-6 not fitted',
    }),
    rowOf({
      ...shared,
      name: `${name}, FSRS alone`,
      ours: loss(chancesBy(plain, split)),
      peer: loss(peer.predicted),
      peerName: OPTIMIZER,
    }),
  ];
}

/** The whole fit, from histories to model, in turns with the peer's; each gets the reviews in its own form. */
async function fitSeconds(split: Split): Promise<Row[]> {
  const rust = await loadRust();
  const items = rustItems(rust, split);
  const times = await paired(
    FIT_ROUNDS,
    () => fitMemory(treeOf(split)),
    () => rust.computeParameters(items, { enableShortTerm: true }),
  );
  const [ours, peer] = [times.ours / 1000, times.peer / 1000];
  const shared = { peerName: RUST, higherIsBetter: false };
  return [
    rowOf({ ...shared, name: 'Anki, fit of FSRS and correction', metric: 's', ours, peer }),
    rowOf({ ...shared, name: 'Anki, fit', metric: "times the peer's seconds", ours: ours / peer, peer: 1, bar: 2 }),
  ];
}

async function step(): Promise<Row> {
  const peer = new FSRSAlgorithm({ w: [...FSRS_DEFAULTS] });
  const memory = { stability: 12, difficulty: 5 };
  const many = (work: (days: number) => unknown) => () => {
    for (let days = 1; days <= STEPS; days++) work(days % 60);
  };
  const times = await paired(
    30,
    many((days) => nextMemory(memory, days, 3, FSRS_DEFAULTS)),
    many((days) => peer.next_state(memory, days, 3)),
  );
  const micros = (ms: number) => (ms * 1000) / STEPS;
  return rowOf({
    name: 'one review',
    metric: 'us',
    ours: micros(times.ours),
    peer: micros(times.peer),
    peerName: 'ts-fsrs 5.4.2, next_state',
    higherIsBetter: false,
  });
}

function treeOf({ cards, known, weightOf }: Split) {
  const histories = cards.map((card, index) => card.slice(0, known[index]));
  return buildReviewTree(histories, weightOf);
}

const isScored = ({ elapsed }: Review): boolean => elapsed >= SAME_DAY;

/** The reviews that are foretold, each with those before it. */
function testedOf({ cards, known }: Split) {
  return cards.flatMap((card, index) =>
    card.flatMap((review, place) =>
      place > 0 && place >= (known[index] as number) && isScored(review) ? [{ review, card: index, place }] : [],
    ),
  );
}

function chancesBy(model: MemoryModel, split: Split): number[] {
  return split.cards.flatMap((card, index) => {
    const chances: number[] = [];
    let trace: MemoryTrace | null = null;
    for (const [place, review] of card.entries()) {
      if (trace && place >= (split.known[index] as number) && isScored(review)) {
        chances.push(recallChance(trace, review.elapsed, model));
      }
      trace = recordReview(trace, review.elapsed, review.rating, model);
    }
    return chances;
  });
}

async function optimizerOn(split: Split) {
  const folder = mkdtempSync(join(tmpdir(), 'attune-memory-'));
  try {
    const file = join(folder, 'rows.csv');
    const lines = split.cards.flatMap((card, index) =>
      card.map((review, place) => {
        const before = card.slice(0, place);
        const cells = [
          index,
          place + 1,
          before.map(({ elapsed }) => elapsed).join(';'),
          before.map(({ rating }) => rating).join(';'),
          place === 0 ? 0 : review.elapsed,
          Number(review.rating > 1),
          Number(place < (split.known[index] as number)),
          index,
        ];
        return cells.join(',');
      }),
    );
    writeFileSync(file, ['card,i,t_history,r_history,delta_t,y,train,order', ...lines].join('\n'));
    return await runPeer('srs', 'memory_fsrs_optimizer.py', [file], peerSchema);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rustItems({ FSRSBindingItem, FSRSBindingReview }: FsrsRust, { cards, known }: Split): object[] {
  return cards.flatMap((card, index) => {
    const reviews = card
      .slice(0, known[index])
      .map(({ rating, elapsed }, place) => new FSRSBindingReview(rating, place === 0 ? 0 : elapsed));
    return reviews.slice(1).map((_, place) => new FSRSBindingItem(reviews.slice(0, place + 2)));
  });
}

async function rustWeights(split: Split): Promise<FsrsParameters> {
  const rust = await loadRust();
  return rust.computeParameters(rustItems(rust, split), { enableShortTerm: true });
}
