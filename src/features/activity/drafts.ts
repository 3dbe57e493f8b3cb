import { ActivityMetrics, type FactDraft, GradeReadMetrics, type InteractionDocument } from '../learners/index.js';
import { digestOf } from './ids.js';
import type { SkillInForce, SkillsOf } from './mapping.js';
import { ANSWERED, type Observed } from './observed.js';

/** A fact as far as its skills are concerned. */
export type Told = Pick<InteractionDocument, 'key' | 'interaction_type' | 'performance_metrics' | 'timestamp'>;

/** The fact of something that was observed for the first time, with the skills that are known by now. */
export function draftOf(observed: Observed, key: string, at: Date, skillsOf: SkillsOf): FactDraft {
  if (observed.kind === 'grade') {
    const { source, column, label, score, ours } = observed;
    // Our own column was made from our facts: it is shown, and proves nothing new.
    const skills = ours ? [] : [...skillsOf(column)];
    return { type: 'grade-read', key, contentId: null, metrics: { source, column, label, score, ours, skills }, at };
  }
  const { source, verb, object, label, modality, seconds, score, completed } = observed;
  const skills = skillsOf(object).map(({ id }) => id);
  const metrics = { source, verb, object, label, modality, seconds, score, completed, skills };
  return { type: 'activity', key, contentId: null, metrics, at, ...(seconds !== null && { seconds }) };
}

/**
 * The facts that tell the skills which a fact does not tell yet. Each is named after the fact and the skill, so it is
 * written once, whoever comes to it.
 *
 * @param others  the facts of the same learner about the same things
 */
export function againFor(fact: Told, others: readonly Told[], skillsOf: SkillsOf): FactDraft[] {
  const told = new Set(others.map(({ key }) => key));
  const missing = (skills: readonly SkillInForce[], own: readonly string[]) =>
    skills.filter(({ id }) => !own.includes(id) && !told.has(nameFor(fact.key, id)));
  if (fact.performance_metrics.again === true) return [];
  if (fact.interaction_type === 'grade-read') {
    const metrics = GradeReadMetrics.parse(fact.performance_metrics);
    if (metrics.ours) return [];
    const own = metrics.skills.map(({ id }) => id);
    return missing(skillsOf(metrics.column), own).map((skill) => ({
      type: 'grade-read' as const,
      key: nameFor(fact.key, skill.id),
      contentId: null,
      metrics: { ...metrics, skills: [skill], again: true },
      at: fact.timestamp,
    }));
  }
  if (fact.interaction_type !== 'activity') return [];
  const metrics = ActivityMetrics.parse(fact.performance_metrics);
  const skills = skillsOf(metrics.object);
  if (metrics.verb === ANSWERED && metrics.score !== null) {
    return missing(skills, []).map((skill) => answerOf(fact, metrics, skill));
  }
  return missing(skills, metrics.skills).map(({ id }) => ({
    type: 'activity' as const,
    key: nameFor(fact.key, id),
    contentId: null,
    metrics: { ...metrics, skills: [id], again: true },
    at: fact.timestamp,
  }));
}

const nameFor = (key: string, skill: string): string => `${key}+${skill}`;

/** A score from here on is a right answer. */
const RIGHT = 0.5;

/** An answer that was not asked by us: nothing is known of its question but what it is about. */
function answerOf(fact: Told, { object, score, seconds }: ActivityMetrics, skill: SkillInForce): FactDraft {
  const { weight, ...parameters } = skill;
  return {
    type: 'answer',
    key: nameFor(fact.key, skill.id),
    contentId: `external:${digestOf(object)}`,
    metrics: {
      decision: `external:${digestOf(fact.key)}`,
      placement: null,
      step: 'external',
      skill: skill.id,
      family: null,
      correct: (score ?? 0) >= RIGHT,
      attempt: 1,
      hints: 0,
      weight: Math.min(1, weight),
      mode: 'external',
      seconds: seconds ?? 0,
      item: { discrimination: 1, difficulty: 0 },
      skills: [parameters],
    },
    at: fact.timestamp,
  };
}
