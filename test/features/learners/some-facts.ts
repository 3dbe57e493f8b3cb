import fc from 'fast-check';
import type { AnswerMetrics, FactType } from '../../../src/features/learners/index.js';
import { emptyProjection, foldFact, type Projection } from '../../../src/features/learners/index.js';
import type { FoldableFact } from '../../../src/features/learners/profile.js';

export const START = Date.parse('2026-03-02T09:00:00.000Z');

/** The parameters of an ordinary skill, with numbers that a hand can compute with. */
export const PLAIN = { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 } as const;

export function answer(changes: Partial<AnswerMetrics> = {}): AnswerMetrics {
  return {
    decision: 'decision-1',
    placement: 'placement-1',
    step: 'only',
    skill: 'counting',
    family: null,
    correct: true,
    attempt: 1,
    hints: 0,
    weight: 1,
    seconds: 20,
    item: { discrimination: 1, difficulty: 0 },
    skills: [{ id: 'counting', ...PLAIN }],
    ...changes,
  };
}

export function fact(
  sequence: number,
  type: FactType,
  metrics: object,
  { content = 'item-1', at = START + sequence * 60_000 }: { content?: string | null; at?: number } = {},
): FoldableFact {
  return {
    sequence,
    interaction_type: type,
    content_id: content,
    performance_metrics: { ...metrics },
    timestamp: new Date(at),
  };
}

export const foldAll = (facts: readonly FoldableFact[], from: Projection = emptyProjection()): Projection =>
  facts.reduce(foldFact, from);

const share = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
const skillId = fc.constantFrom('counting', 'ratios', 'odds.basic', 'constructor');

const answers: fc.Arbitrary<AnswerMetrics> = fc.record({
  decision: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
  placement: fc.constantFrom('p1', null),
  step: fc.constantFrom('one', 'two'),
  skill: skillId,
  family: fc.constantFrom('twins', null),
  correct: fc.boolean(),
  attempt: fc.integer({ min: 1, max: 3 }),
  hints: fc.integer({ min: 0, max: 3 }),
  weight: share(1),
  seconds: share(3_600),
  item: fc.record({
    discrimination: fc.double({ min: 0.2, max: 3, noNaN: true }),
    difficulty: fc.double({ min: -4, max: 4, noNaN: true }),
  }),
  skills: fc.uniqueArray(
    fc.record({
      id: skillId,
      prior: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      learn: share(0.5),
      guess: share(0.45),
      slip: share(0.45),
    }),
    { minLength: 1, maxLength: 4, selector: ({ id }) => id },
  ),
});

const content = fc.constantFrom('lesson.a', 'course:lesson.a', 'review:odds.basic', 'constructor', 'toString');

/** Any kind of fact with any values that its schema takes. */
const bodies: fc.Arbitrary<{ type: FactType; metrics: object; content: string | null }> = fc.oneof(
  { weight: 6, arbitrary: answers.map((metrics) => ({ type: 'answer' as const, metrics, content: 'item.1' })) },
  fc
    .record({
      segment: fc.constantFrom('beginning', 'building', 'strong'),
      mean: fc.double({ min: -2, max: 2, noNaN: true }),
      sd: fc.double({ min: 0.3, max: 2, noNaN: true }),
    })
    .map((metrics) => ({ type: 'placement' as const, metrics, content: null })),
  fc.record({
    type: fc.constantFrom('hint' as const, 'solution' as const),
    metrics: fc.constant({ decision: 'd1', step: 'one', hint: 'h' }),
    content: fc.constant('item.1'),
  }),
  fc.record({ type: fc.constant('lesson-opened' as const), metrics: fc.constant({}), content }),
  fc.record({
    type: fc.constantFrom('suggestion-seen' as const, 'suggestion-dismissed' as const, 'suggestion-completed' as const),
    metrics: fc.constant({ recommendation: 'r', content_type: 'course' }),
    content,
  }),
  fc.record({
    type: fc.constantFrom('round-started' as const, 'round-finished' as const),
    metrics: fc.constant({ placement: 'p1', attempt: 1 }),
    content: fc.constant('p1'),
  }),
  fc.record({
    type: fc.constant('grade-delivered' as const),
    metrics: fc.constant({ placement: 'p1', score: 0.5 }),
    content: fc.constant('p1'),
  }),
);

/** A ledger: facts in order of arrival, whose own times need not be in order. */
export const ledgers: fc.Arbitrary<FoldableFact[]> = fc
  .array(fc.tuple(bodies, fc.integer({ min: 0, max: 100 * 86_400 })), { maxLength: 40 })
  .map((drafts) =>
    drafts.map(([body, seconds], index) =>
      fact(index + 1, body.type, body.metrics, { content: body.content, at: START + seconds * 1_000 }),
    ),
  );
