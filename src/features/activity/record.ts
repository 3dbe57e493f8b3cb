import type { Scope } from '../../storage/index.js';
import {
  ensureProfile,
  type FactDraft,
  type InteractionDocument,
  listFactsAbout,
  type Owner,
  recordFacts,
} from '../learners/index.js';
import { againFor, draftOf } from './drafts.js';
import { labelOf, shareOf } from './ids.js';
import type { SkillsOf } from './mapping.js';
import type { Observed, ObservedActivity, ObservedGrade } from './observed.js';

export interface Recording {
  readonly skillsOf: SkillsOf;
  readonly newId: () => string;
  readonly now: Date;
}

/**
 * Records what was observed of one learner, all in one transaction. Observing it again writes nothing, but for skills that
 * it was mapped to since: these are told in facts of their own.
 *
 * @returns how many facts are new
 */
export function recordObserved(
  scope: Scope,
  learner: Owner & { readonly synthetic: boolean },
  observed: readonly Observed[],
  recording: Recording,
): Promise<number> {
  return scope.transaction(async (tx) => {
    await ensureProfile(tx, learner, recording.now);
    const grades = observed.filter((each) => each.kind === 'grade');
    const activities = observed.filter((each) => each.kind === 'activity');
    const standing = await listFactsAbout(tx, learner, {
      columns: grades.map(({ column }) => column),
      keys: activities.map(keyOfActivity),
    });
    const drafts = observed.flatMap((each) =>
      each.kind === 'grade' ? draftsOfGrade(each, standing, recording) : draftsOfActivity(each, standing, recording),
    );
    return append(tx, learner, drafts, recording);
  });
}

/** Tells the skills of facts that were recorded before their mapping. @returns how many facts are new */
export function recordAgain(scope: Scope, learner: Owner, { skillsOf, newId, now }: Recording): Promise<number> {
  return scope.transaction(async (tx) => {
    const facts = await listFactsAbout(tx, learner, 'all');
    const drafts = facts.flatMap((fact) => againFor(fact, facts, skillsOf));
    return append(tx, learner, drafts, { skillsOf, newId, now });
  });
}

async function append(
  tx: Scope,
  owner: Owner,
  drafts: readonly FactDraft[],
  { newId, now }: Recording,
): Promise<number> {
  if (drafts.length === 0) return 0;
  const { outcomes } = await recordFacts(tx, { owner, drafts }, { newId, now });
  return outcomes.filter((outcome) => outcome === 'recorded').length;
}

/** Scores this near are the same one: an LMS rounds and rescales. Share of full marks. */
const SAME_SCORE = 0.000_05;

function draftsOfGrade(
  grade: ObservedGrade,
  standing: readonly InteractionDocument[],
  { skillsOf, now }: Recording,
): FactDraft[] {
  const score = shareOf(grade.score);
  const earlier = standing.filter(
    ({ performance_metrics: metrics }) => metrics.column === grade.column && metrics.again !== true,
  );
  const newest = earlier.at(-1);
  if (newest && Math.abs(Number(newest.performance_metrics.score) - score) < SAME_SCORE) {
    return againFor(newest, standing, skillsOf);
  }
  // Where the source keeps no time, the number of changes before tells a score that came back from the one it was.
  const when = grade.at?.getTime() ?? `change-${earlier.length}`;
  const key = `grade:${grade.column}:${Math.round(score * 10_000)}:${when}`;
  return [draftOf({ ...grade, score, label: labelOf(grade.label) }, key, grade.at ?? now, skillsOf)];
}

const keyOfActivity = ({ source, key }: ObservedActivity): string => `${source}:${key}`;

function draftsOfActivity(
  activity: ObservedActivity,
  standing: readonly InteractionDocument[],
  { skillsOf }: Recording,
): FactDraft[] {
  const key = keyOfActivity(activity);
  const known = standing.find((fact) => fact.key === key);
  if (known) return againFor(known, standing, skillsOf);
  const draft = draftOf({ ...activity, label: labelOf(activity.label) }, key, activity.at, skillsOf);
  return [draft, ...againFor(asFact(draft), [], skillsOf)];
}

/** A draft as far as `againFor` looks at it. */
function asFact({ type, key, metrics, at }: FactDraft) {
  return { key, interaction_type: type, performance_metrics: metrics as Record<string, unknown>, timestamp: at };
}
