import { startTrace, type TraceState, traceAnswer } from '../../engine/tracing/tracer.js';
import type { Scope } from '../../storage/index.js';
import { OUTCOME } from '../../training/index.js';
import { listFactsAfter, type Owner } from '../learners/index.js';
import { bytesOf } from './extract/feature-extractor.js';
import { emptyFeatures, foldFeatures } from './extract/fold-features.js';
import { type SequenceAnswer, unpackAnswers } from './extract/pack-answers.js';
import { featuresCollection, sequenceCollection } from './model.js';
import type { Champion } from './registry/champion.js';
import { comboName } from './training-data.js';

/** A learner under a tracer, and how its numbers are called. */
export interface LearnerTrace {
  readonly state: TraceState;
  /** @param known  how many the tracer has; a name that it has not gets a number of its own above them */
  itemNumber(name: string, known: number): number;
  comboNumber(name: string, known: number): number;
}

interface Held {
  readonly state: TraceState;
  readonly fresh: { readonly items: Map<string, number>; readonly combos: Map<string, number> };
  sequence: number;
}

const MOST_HELD = 5_000;
const MOST_READS = 10;
/** Facts read at a time beyond what jobs have read. */
const MOST_FACTS = 2_000;

/** States of learners under tracers, the latest used kept; each is folded on from where it was. */
export class LearnerStates {
  private readonly held = new Map<string, Promise<Held>>();
  private readonly numbers = new WeakMap<object, { items: Map<string, number>; combos: Map<string, number> }>();

  /** The state after all facts of the ledger. */
  async stateOf(scope: Scope, owner: Owner, champion: Champion<'tracer'>): Promise<LearnerTrace> {
    const key = `${champion.id}:${owner.courseId}:${owner.userId}`;
    const before = this.held.get(key) ?? this.replay(scope, owner, champion);
    // One after the other: two folds of one state at once would count facts twice.
    const now = before.then((held) => this.follow(scope, owner, champion, held));
    this.held.delete(key);
    this.held.set(key, now);
    now.catch(() => this.held.delete(key));
    const [oldest] = this.held.keys();
    if (this.held.size > MOST_HELD && oldest !== undefined) this.held.delete(oldest);
    const held = await now;
    const known = this.numbersOf(champion);
    return {
      state: held.state,
      itemNumber: (name, most) => numberOf(known.items, held.fresh.items, name, most),
      comboNumber: (name, most) => numberOf(known.combos, held.fresh.combos, name, most),
    };
  }

  private async replay(scope: Scope, owner: Owner, champion: Champion<'tracer'>): Promise<Held> {
    const filter = { course_id: owner.courseId, user_id: owner.userId };
    // A job may add to the chunks between the two reads; then both are read again.
    for (let attempt = 1; ; attempt++) {
      const features = await scope.collection(featuresCollection).findOne(filter);
      const chunks = await scope.collection(sequenceCollection).find(filter, { sort: { chunk: 1 } });
      const answers = chunks.flatMap((chunk) => unpackAnswers({ ...chunk, columns: bytesOf(chunk.columns) }));
      const agree = answers.length === (features?.answers ?? 0);
      if (!agree && attempt < MOST_READS) continue;
      if (!agree) throw new Error('The sequence of a learner is not as long as it should be; rebuild it.');
      const state = startTrace(champion.parameters.tracer);
      const held: Held = { state, fresh: { items: new Map(), combos: new Map() }, sequence: features?.watermark ?? 0 };
      for (const answer of answers) this.fold(champion, held, answer);
      return held;
    }
  }

  private async follow(scope: Scope, owner: Owner, champion: Champion<'tracer'>, held: Held): Promise<Held> {
    for (;;) {
      const facts = await listFactsAfter(scope, owner, held.sequence, MOST_FACTS);
      if (facts.length === 0) return held;
      const { features, answers } = foldFeatures({ ...emptyFeatures(), watermark: held.sequence }, facts);
      for (const answer of answers) this.fold(champion, held, answer);
      held.sequence = features.watermark;
    }
  }

  private fold(champion: Champion<'tracer'>, held: Held, { item, skills, outcome, at }: SequenceAnswer): void {
    const { tracer, items, combos } = champion.parameters;
    const known = this.numbersOf(champion);
    const question = {
      item: numberOf(known.items, held.fresh.items, item, items.length),
      skill: numberOf(known.combos, held.fresh.combos, comboName(skills), combos.length),
      ...(tracer.logistic.timed && { day: at.getTime() / 86_400_000 }),
    };
    traceAnswer(tracer, held.state, question, outcome === OUTCOME.alone);
  }

  private numbersOf({ parameters }: Champion<'tracer'>) {
    const known = this.numbers.get(parameters);
    if (known) return known;
    const of = (names: readonly string[]) => new Map(names.map((name, number) => [name, number]));
    const made = { items: of(parameters.items), combos: of(parameters.combos) };
    this.numbers.set(parameters, made);
    return made;
  }
}

function numberOf(known: Map<string, number>, fresh: Map<string, number>, name: string, most: number): number {
  const number = known.get(name) ?? fresh.get(name);
  if (number !== undefined) return number;
  const next = most + fresh.size;
  fresh.set(name, next);
  return next;
}
