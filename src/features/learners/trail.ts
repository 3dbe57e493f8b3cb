import type { Scope } from '../../storage/index.js';
import { aboutSkill } from './behind.js';
import { emptyProjection } from './empty-projection.js';
import { AnswerMetrics } from './facts.js';
import type { Owner } from './ledger.js';
import { type InteractionDocument, interactionCollection } from './model.js';
import { foldInto } from './profile.js';
import { levelOf, type SkillLevel } from './projection.js';

/** One fact about a skill, and where the skill stood before and after it; null: nothing was known. */
export interface TrailStep {
  readonly fact: InteractionDocument;
  readonly before: SkillLevel | null;
  readonly after: SkillLevel | null;
}

/**
 * How the level of a skill came to be, fact by fact in the order in which they are folded. It is the fold of the profile
 * over the facts that can move this skill: what it says at its end is what the profile says.
 */
export async function trailOf(scope: Scope, { userId, courseId }: Owner, skill: string): Promise<TrailStep[]> {
  const filter = {
    user_id: userId,
    course_id: courseId,
    // Whether grades are evidence depends on what was switched off when they were read.
    $or: [...aboutSkill(skill), { interaction_type: 'signals-set' as const }],
  };
  const projection = emptyProjection();
  const steps: TrailStep[] = [];
  for await (const fact of scope.collection(interactionCollection).stream(filter, { sort: { sequence: 1 } })) {
    const before = levelOf(projection, skill) ?? null;
    foldInto(projection, fact);
    const after = levelOf(projection, skill) ?? null;
    if (before !== after || isEvidenceFor(fact, skill)) steps.push({ fact, before, after });
  }
  return steps;
}

/** Also without moving the level: a later try, or a grade that does not count. */
function isEvidenceFor({ interaction_type: type, performance_metrics }: InteractionDocument, skill: string): boolean {
  const { skills } = performance_metrics as { readonly skills?: readonly { readonly id?: string }[] };
  return (type === 'answer' || type === 'grade-read') && (skills ?? []).some(({ id }) => id === skill);
}

/** The answer of a step that was a first try; null: it was something else. */
export function firstTryOf({ fact: { interaction_type: type, performance_metrics } }: TrailStep): AnswerMetrics | null {
  if (type !== 'answer') return null;
  const answer = AnswerMetrics.parse(performance_metrics);
  return answer.attempt === 1 ? answer : null;
}
