import { forDifficulty, updateKnowledge } from '../../src/engine/tracing/bkt.js';
import { AnswerMetrics } from '../../src/features/learners/facts.js';
import type { InteractionDocument } from '../../src/features/learners/model.js';

/**
 * What a policy owes the gradebook for a ledger, worked out here once more from the facts alone: every score that it
 * had to have at some time, oldest first. Shares of full marks.
 *
 * @param facts   of one learner in one course, by sequence
 * @param skills  assigned to the activity
 */
export function owedScores(
  facts: readonly InteractionDocument[],
  placement: string,
  { policy, skills, target }: { policy: 'best' | 'latest'; skills: readonly string[]; target: number },
): number[] {
  const known = new Map<string, number>();
  const owed: number[] = [];
  for (const { interaction_type: type, performance_metrics: metrics } of facts) {
    if (type === 'answer') learn(known, AnswerMetrics.parse(metrics));
    const concerns = (type === 'answer' || type === 'round-finished') && metrics.placement === placement;
    if (!concerns || known.size === 0) continue;
    const score = skills.reduce((sum, id) => sum + Math.min(1, (known.get(id) ?? 0) / target), 0) / skills.length;
    const before = owed.at(-1);
    if (before === undefined || (policy === 'best' ? score > before : score !== before)) owed.push(score);
  }
  return owed;
}

/** Only the first try at a step counts. */
function learn(known: Map<string, number>, { attempt, correct, weight, item, skills }: AnswerMetrics): void {
  if (attempt > 1) return;
  for (const { id, difficulty: usual = item.difficulty, ...parameters } of skills) {
    const asked = forDifficulty(parameters, item.discrimination * (item.difficulty - usual));
    known.set(id, updateKnowledge(known.get(id) ?? parameters.prior, correct, asked, weight));
  }
}
