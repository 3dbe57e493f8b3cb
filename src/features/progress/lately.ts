import type { Scope } from '../../storage/index.js';
import {
  AnswerMetrics,
  firstTryOf,
  levelOf,
  listFactsBehind,
  type Owner,
  type ProfileDocument,
  trailOf,
} from '../learners/index.js';

/** How a skill changed in the latest sitting. */
export interface Change {
  readonly skill: string;
  /** First tries, and the right ones. */
  readonly answers: number;
  readonly right: number;
  /** Null: it was new. */
  readonly before: number | null;
  readonly after: number;
}

/** A sitting that ended longer ago is not what somebody has just done. */
const JUST_NOW_MS = 30 * 60_000;
const MOST_FACTS = 60;
const MOST_SKILLS = 5;

/** What the answers of the sitting that has just ended changed, the latest skill first. */
export async function changedLately(
  scope: Scope,
  owner: Owner,
  { skill_profile, behavioral_metrics }: Pick<ProfileDocument, 'skill_profile' | 'behavioral_metrics'>,
  now: Date,
): Promise<Change[]> {
  const session = behavioral_metrics.sessions.at(-1);
  if (!session || session.answers === 0 || now.getTime() - session.last_at.getTime() > JUST_NOW_MS) return [];
  const facts = await listFactsBehind(scope, owner, { type: 'answer', limit: MOST_FACTS });
  const skills = new Set<string>();
  for (const { timestamp, performance_metrics } of facts) {
    if (timestamp < session.started_at) continue;
    for (const { id } of AnswerMetrics.parse(performance_metrics).skills) skills.add(id);
  }
  const changes = await Promise.all(
    [...skills].slice(0, MOST_SKILLS).map(async (skill): Promise<Change | null> => {
      const after = levelOf({ skill_profile }, skill);
      const trail = await trailOf(scope, owner, skill);
      const first = trail.findIndex(({ fact }) => fact.timestamp >= session.started_at);
      if (!after || first < 0) return null;
      const sitting = trail.slice(first);
      const tries = sitting.flatMap((step) => firstTryOf(step) ?? []);
      return {
        skill,
        answers: tries.length,
        right: tries.filter(({ correct }) => correct).length,
        before: sitting[0]?.before?.known ?? null,
        after: after.known,
      };
    }),
  );
  return changes.filter((change) => change !== null);
}
