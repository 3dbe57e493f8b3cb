import { changePrior } from '../../engine/ability/change-prior.js';
import { initialAbility, updateAbility } from '../../engine/ability/eap.js';
import type { Segment } from '../../engine/ability/placement.js';
import { updateKnowledge } from '../../engine/tracing/bkt.js';
import { ENOUGH_EVIDENCE } from '../../engine/tracing/mastery.js';
import { AnswerMetrics, type FactType, PlacementMetrics } from './facts.js';

/** A skill counts as mastered from here on (and with enough evidence); as weak below the second figure. */
export const MASTERED = 0.85;
export const WEAK = 0.5;
/** How many first answers describe a newcomer; see engine/ability/placement. */
export const FIRST_ANSWERS = 5;
const RECENT_QUESTIONS = 10;
const TRAJECTORY_DAYS = 60;

export interface SkillLevel {
  /** P(known) of Bayesian knowledge tracing, in [0, 1]. */
  known: number;
  /** Sum of the weights of the answers behind it: help makes an answer weigh less. */
  evidence: number;
  answers: number;
  correct: number;
  last_at: Date;
}

export interface FirstAnswersSums {
  count: number;
  correct: number;
  difficulty: number;
  log_seconds: number;
  hinted: number;
}

/** All that the facts of one learner in one course add up to. Nothing in it comes from anywhere else. */
export interface Projection {
  /** The last fact that is in it. */
  sequence: number;
  skill_profile: {
    current_levels: Record<string, SkillLevel>;
    /** Posterior of the latent ability on the engine's grid. */
    ability: number[];
    mastered_concepts: string[];
    weak_areas: string[];
    /** Mean of `known` over the practised skills at the end of each day of practice, newest last. */
    improvement_trajectory: { day: string; mastery: number }[];
  };
  learning_style: Record<string, never>;
  behavioral_metrics: {
    answers: number;
    correct: number;
    hints: number;
    seconds: number;
    first_answers: FirstAnswersSums;
    segment: Segment | null;
    items: Record<string, { times: number; last: number }>;
    /** The latest questions, newest last: what interleaving looks at. */
    recent: { decision: string; item: string; family: string | null; skill: string }[];
    lessons: Record<string, Date>;
    /** Suggestions put off or done, by content: when. */
    dismissed: Record<string, Date>;
    completed: Record<string, Date>;
    last_active_at: Date | null;
  };
  goals: Record<string, never>;
}

export function emptyProjection(): Projection {
  return {
    sequence: 0,
    skill_profile: {
      current_levels: {},
      ability: [...initialAbility()],
      mastered_concepts: [],
      weak_areas: [],
      improvement_trajectory: [],
    },
    learning_style: {},
    behavioral_metrics: {
      answers: 0,
      correct: 0,
      hints: 0,
      seconds: 0,
      first_answers: { count: 0, correct: 0, difficulty: 0, log_seconds: 0, hinted: 0 },
      segment: null,
      items: {},
      recent: [],
      lessons: {},
      dismissed: {},
      completed: {},
      last_active_at: null,
    },
    goals: {},
  };
}

/** A stored fact as far as folding looks at it. */
export interface FoldableFact {
  readonly sequence: number;
  readonly interaction_type: FactType;
  readonly content_id: string | null;
  readonly performance_metrics: Readonly<Record<string, unknown>>;
  readonly timestamp: Date;
}

/** Facts that others make about a learner: they are no sign that the learner was here. */
const BY_OTHERS: ReadonlySet<FactType> = new Set(['placement', 'grade-delivered']);

/** The profile after one more fact. Pure: the same facts in the same order give the same profile, bit for bit. */
export function foldFact(before: Projection, fact: FoldableFact): Projection {
  const after = structuredClone(before);
  after.sequence = fact.sequence;
  const { behavioral_metrics: behaviour } = after;
  if (!BY_OTHERS.has(fact.interaction_type)) {
    behaviour.last_active_at = latest(behaviour.last_active_at, fact.timestamp);
  }
  switch (fact.interaction_type) {
    case 'answer':
      foldAnswer(after, fact.content_id ?? '', AnswerMetrics.parse(fact.performance_metrics), fact);
      break;
    case 'placement': {
      const { segment, mean, sd } = PlacementMetrics.parse(fact.performance_metrics);
      behaviour.segment = segment;
      after.skill_profile.ability = [...changePrior(after.skill_profile.ability, { mean, sd })];
      break;
    }
    case 'hint':
      behaviour.hints += 1;
      break;
    case 'lesson-opened':
      if (fact.content_id) behaviour.lessons[fact.content_id] = fact.timestamp;
      break;
    case 'suggestion-dismissed':
      if (fact.content_id) behaviour.dismissed[fact.content_id] = fact.timestamp;
      break;
    case 'suggestion-completed':
      if (fact.content_id) behaviour.completed[fact.content_id] = fact.timestamp;
      break;
    default:
      break;
  }
  return after;
}

function foldAnswer(profile: Projection, itemId: string, answer: AnswerMetrics, fact: FoldableFact): void {
  const { skill_profile: skills, behavioral_metrics: behaviour } = profile;
  behaviour.seconds += answer.seconds;
  // A later try at the same step is a fact, but no evidence: its answer was half told by the feedback before it.
  if (answer.attempt > 1) return;
  behaviour.answers += 1;
  behaviour.correct += answer.correct ? 1 : 0;
  for (const { id, ...parameters } of answer.skills) {
    const level = levelOf(profile, id);
    skills.current_levels[id] = {
      known: updateKnowledge(level?.known ?? parameters.prior, answer.correct, parameters, answer.weight),
      evidence: (level?.evidence ?? 0) + answer.weight,
      answers: (level?.answers ?? 0) + 1,
      correct: (level?.correct ?? 0) + (answer.correct ? 1 : 0),
      last_at: latest(level?.last_at ?? null, fact.timestamp),
    };
  }
  skills.ability = [...updateAbility(skills.ability, answer.item, answer.correct, answer.weight)];
  foldFirstAnswers(behaviour.first_answers, answer);
  foldQuestion(behaviour, itemId, answer, fact.sequence);
  summarise(profile, fact.timestamp);
}

/** A question counts once as seen, however many steps it has. */
function foldQuestion(
  behaviour: Projection['behavioral_metrics'],
  item: string,
  { decision, family, skill }: AnswerMetrics,
  sequence: number,
): void {
  const seen = Object.hasOwn(behaviour.items, item) ? behaviour.items[item] : undefined;
  const again = behaviour.recent.at(-1)?.decision === decision;
  behaviour.items[item] = { times: (seen?.times ?? 0) + (again ? 0 : 1), last: sequence };
  if (!again) behaviour.recent = [...behaviour.recent, { decision, item, family, skill }].slice(-RECENT_QUESTIONS);
}

function foldFirstAnswers(first: FirstAnswersSums, answer: AnswerMetrics): void {
  if (first.count >= FIRST_ANSWERS) return;
  first.count += 1;
  first.correct += answer.correct ? 1 : 0;
  first.difficulty += answer.item.difficulty;
  first.log_seconds += Math.log(Math.max(1, answer.seconds));
  first.hinted += answer.hints > 0 ? 1 : 0;
}

function summarise({ skill_profile: skills }: Projection, at: Date): void {
  const levels = Object.entries(skills.current_levels);
  const sure = levels.filter(([, level]) => level.evidence >= ENOUGH_EVIDENCE);
  skills.mastered_concepts = sure.filter(([, { known }]) => known >= MASTERED).map(([id]) => id);
  skills.weak_areas = sure.filter(([, { known }]) => known < WEAK).map(([id]) => id);
  const day = at.toISOString().slice(0, 10);
  const mastery = levels.reduce((sum, [, { known }]) => sum + known, 0) / levels.length;
  const earlier = skills.improvement_trajectory.filter((point) => point.day !== day);
  skills.improvement_trajectory = [...earlier, { day, mastery }].slice(-TRAJECTORY_DAYS);
}

/** The level of a skill that was practised; undefined before its first answer. */
export function levelOf(profile: Pick<Projection, 'skill_profile'>, skill: string): SkillLevel | undefined {
  const levels = profile.skill_profile.current_levels;
  return Object.hasOwn(levels, skill) ? levels[skill] : undefined;
}

const latest = (a: Date | null, b: Date): Date => (a !== null && a > b ? a : b);
