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
 * The facts that tell the skills which a fact does not tell yet. They are named after the fact and the skills, so each is
 * written once, whoever comes to it. Of a grade they come in one fact: the score of a column is one event.
 *
 * @param others  the facts of the same learner about the same things
 */
export function againFor(fact: Told, others: readonly Told[], skillsOf: SkillsOf): FactDraft[] {
  if (fact.performance_metrics.again === true) return [];
  const followed = others.filter(({ key }) => key.startsWith(`${fact.key}+`));
  const told = new Set([fact, ...followed].flatMap(({ performance_metrics: { skills } }) => idsIn(skills)));
  const common = { contentId: null, at: fact.timestamp };
  if (fact.interaction_type === 'grade-read') {
    const metrics = GradeReadMetrics.parse(fact.performance_metrics);
    const skills = skillsOf(metrics.column).filter(({ id }) => !told.has(id));
    if (metrics.ours || skills.length === 0) return [];
    const key = nameFor(fact.key, ...skills.map(({ id }) => id));
    return [{ ...common, type: 'grade-read', key, metrics: { ...metrics, skills, again: true } }];
  }
  if (fact.interaction_type !== 'activity') return [];
  const metrics = ActivityMetrics.parse(fact.performance_metrics);
  if (metrics.verb === ANSWERED && metrics.score !== null) {
    const keys = new Set(others.map(({ key }) => key));
    const missing = skillsOf(metrics.object).filter(({ id }) => !keys.has(nameFor(fact.key, id)));
    return missing.map((skill) => answerOf(fact, metrics, skill));
  }
  const skills = skillsOf(metrics.object).flatMap(({ id }) => (told.has(id) ? [] : id));
  if (skills.length === 0) return [];
  return [
    { ...common, type: 'activity', key: nameFor(fact.key, ...skills), metrics: { ...metrics, skills, again: true } },
  ];
}

/** The ids of skills as facts carry them: alone, or with their parameters. */
const idsIn = (skills: unknown): string[] =>
  (Array.isArray(skills) ? skills : []).map((each: unknown) =>
    typeof each === 'string' ? each : String((each as { id?: unknown }).id),
  );

/** Of very many skills a digest stands in the name. */
function nameFor(key: string, ...skills: readonly string[]): string {
  const names = [...skills].sort();
  const joined = names.join('+');
  return `${key}+${joined.length > 150 ? digestOf(...names) : joined}`;
}

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
      item: { discrimination: 1, difficulty: 0, assumed: true },
      skills: [parameters],
    },
    at: fact.timestamp,
  };
}
