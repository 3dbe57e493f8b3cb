import fc from 'fast-check';
import {
  type AnswerMetrics,
  emptyProjection,
  type FactType,
  type FoldableFact,
  foldFact,
  type Projection,
} from '../../../src/features/learners/index.js';

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

/** Minutes after the start. */
export const time = (minutes: number) => new Date(START + minutes * 60_000);

/** What one fact of a newcomer makes of them. */
export const once = (type: FactType, metrics: object, content: string | null = null) =>
  foldFact(emptyProjection(), fact(1, type, metrics, { content }));

const share = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
const skillId = fc.constantFrom('counting', 'ratios', 'odds.basic', 'constructor', '__proto__');
const modality = fc.constantFrom('text' as const, 'video' as const, 'conversation' as const);
const seconds = fc.option(share(3_600));
const name = fc.constantFrom('one', 'two', 'constructor', '__proto__', 'a.b', '$set');
const parameters = {
  prior: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  learn: share(0.5),
  guess: share(0.45),
  slip: share(0.45),
};

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
  misconception: fc.option(name),
  seconds: share(3_600),
  item: fc.record({
    discrimination: fc.double({ min: 0.2, max: 3, noNaN: true }),
    difficulty: fc.double({ min: -4, max: 4, noNaN: true }),
  }),
  skills: fc.uniqueArray(fc.record({ id: skillId, ...parameters }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ id }) => id,
  }),
});

const content = fc.constantFrom<string | null>(
  'lesson.a',
  'course:lesson.a',
  'review:odds.basic',
  'constructor',
  'toString',
  '__proto__',
);

/** What a learner says, sees and does besides answering. */
function others(): fc.Arbitrary<{ type: FactType; metrics: object; content: string | null }> {
  const of = (
    type: FactType,
    metrics: Record<string, fc.Arbitrary<unknown>>,
    about = fc.constant<string | null>(null),
  ) => fc.record({ type: fc.constant(type), metrics: fc.record(metrics) as fc.Arbitrary<object>, content: about });
  const weighed = fc.record({ id: skillId, weight: share(10), ...parameters });
  const stars = fc.integer({ min: 1, max: 5 });
  const style = fc.constantFrom('visual', 'analytical', 'interactive', 'mixed');
  return fc.oneof(
    of('lesson-completed', { modality, seconds }, content),
    of('content-viewed', { modality, seconds, share: fc.option(share(1)) }, content),
    of('launch', { placement: fc.option(name) }),
    of('grade-read', {
      source: fc.constantFrom('ags', 'csv'),
      column: name,
      label: fc.string({ maxLength: 20 }),
      score: share(1),
      ours: fc.boolean(),
      skills: fc.uniqueArray(weighed, { maxLength: 2, selector: ({ id }) => id }),
    }),
    of('activity', {
      source: fc.constantFrom('xapi', 'caliper'),
      verb: name,
      object: name,
      modality,
      seconds,
      score: fc.option(share(1)),
      completed: fc.option(fc.boolean()),
      skills: fc.array(skillId, { maxLength: 2 }),
    }),
    of('goals-set', {
      target_skill_level: fc.double({ min: 0.1, max: 1, noNaN: true }),
      timeline: fc.constantFrom(null, '2026-06-01T00:00:00Z'),
      priority_areas: fc.array(skillId, { maxLength: 3 }),
      motivation_type: fc.constantFrom(null, 'mastery'),
    }),
    of('goals-removed', {}),
    fc.record({
      type: fc.constant('preferences-set' as const),
      metrics: fc.record(
        {
          preferred_content_type: fc.option(style),
          session_minutes: fc.option(fc.integer({ min: 5, max: 240 })),
          preferred_characters: fc.array(name, { maxLength: 3 }),
          no_ai: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      content: fc.constant(null),
    }),
    of('style-quiz', { answers: fc.dictionary(fc.constantFrom('q1', 'q2'), style) }),
    of('signals-set', { off: fc.subarray(['skills', 'grades', 'habits']) }),
    of('personalization-set', { paused: fc.boolean() }),
    of('difficulty-felt', { decision: name, felt: fc.constantFrom('too-easy', 'right', 'too-hard') }),
    of('coach-spoke', {
      coach: name,
      moment: fc.constant('right'),
      skill: fc.option(skillId),
      generated: fc.boolean(),
    }),
    of('coach-rated', { coach: name, helpful: fc.boolean() }),
    of('survey-answered', { survey: name, useful: stars, enjoyable: stars }),
    of('experiment-exposed', { experiment: name, variant: name, where: name }),
    of('suggestion-rated', { recommendation: name, content_type: fc.constant('course'), score: stars }, content),
  );
}

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
    type: fc.constant('hint' as const),
    metrics: fc.constant({ decision: 'd1', step: 'one', hint: 'h' }),
    content: fc.constant('item.1'),
  }),
  fc.record({
    type: fc.constant('solution' as const),
    metrics: fc.constant({ decision: 'd1', step: 'one' }),
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
  others(),
);

/** A ledger: facts in order of arrival, whose own times need not be in order. */
export const ledgers: fc.Arbitrary<FoldableFact[]> = fc
  .array(fc.tuple(bodies, fc.integer({ min: 0, max: 100 * 86_400 })), { maxLength: 40 })
  .map((drafts) =>
    drafts.map(([body, seconds], index) =>
      fact(index + 1, body.type, body.metrics, { content: body.content, at: START + seconds * 1_000 }),
    ),
  );
