import type { RawResponse } from '../catalogue/index.js';
import {
  answerPlacement,
  goOnPlacing,
  isPlaced,
  mostQuestionsLeft,
  type PlacementMark,
  type PlacementQuestion,
  type PlacementResult,
  type Practitioner,
  placementQuestion,
  placementResult,
} from '../practice/index.js';
import { type LevelTest, NO_TEST } from './choices.js';
import { changeDraft, type GoalDraft } from './drafts.js';
import type { GoalGround } from './ground.js';
import type { GoalDependencies } from './ports.js';

/** What the page of the placement test shows. */
export type LevelView =
  /** `left`: questions at the most. */
  | { readonly state: 'start'; readonly left: number }
  | { readonly state: 'question'; readonly question: PlacementQuestion }
  | {
      readonly state: 'found';
      /** Answers were given here; otherwise earlier ones say enough. */
      readonly own: boolean;
      /** The test could go on. */
      readonly more: boolean;
      readonly result: PlacementResult;
      readonly minutes: number;
    }
  | { readonly state: 'nothing' };

/** The test as it stands; it only reads. */
export async function levelView(
  deps: GoalDependencies,
  learner: Practitioner,
  { profile, draft }: GoalGround,
  base: string,
): Promise<LevelView> {
  const { decisions, open, ended } = draft?.level ?? NO_TEST;
  const last = decisions.at(-1);
  if (open && last !== undefined) {
    const question = await placementQuestion(deps, learner, last, base);
    if (question) return { state: 'question', question };
  }
  const enough = isPlaced(profile);
  const result = decisions.length > 0 || enough ? await placementResult(deps, learner, decisions) : null;
  if (result && result.evidence > 0) {
    const minutes = Math.max(1, Math.round(result.seconds / 60));
    return { state: 'found', own: result.answers > 0, more: !enough && ended !== 'nothing-to-ask', result, minutes };
  }
  return ended === 'nothing-to-ask' ? { state: 'nothing' } : { state: 'start', left: mostQuestionsLeft(profile) };
}

/** Goes on with the test: the question that waits, the next one, or the end of it. */
export async function goOn(deps: GoalDependencies, learner: Practitioner, draft: GoalDraft, now: Date): Promise<void> {
  const { level } = draft;
  if (level.ended === 'placed' || level.ended === 'nothing-to-ask') return;
  const last = level.decisions.at(-1) ?? null;
  const { decision, ended } = await goOnPlacing(deps, learner, last);
  if (decision !== null && decision === last)
    return keep(deps, learner, draft, { ...level, open: true, ended: null }, now);
  const next: LevelTest =
    decision === null
      ? { ...level, open: false, ended: ended === 'placed' ? 'placed' : 'nothing-to-ask' }
      : { decisions: [...level.decisions, decision], open: true, ended: null };
  return keep(deps, learner, draft, next, now);
}

/** Takes an answer and goes on. An answer to another question than the last is an old one, and counts for nothing. */
export async function answerLevel(
  deps: GoalDependencies,
  learner: Practitioner,
  draft: GoalDraft,
  mark: PlacementMark,
  raw: RawResponse | null,
  now: Date,
): Promise<void> {
  if (mark.decision !== draft.level.decisions.at(-1)) return;
  await answerPlacement(deps, learner, mark, raw);
  await goOn(deps, learner, draft, now);
}

/** The learner has had enough: what was answered stays, the rest is not asked. */
export function endLevel(deps: GoalDependencies, learner: Practitioner, draft: GoalDraft, now: Date): Promise<void> {
  return keep(deps, learner, draft, { ...draft.level, open: false, ended: 'stopped' }, now);
}

/** Two clicks at once leave one question: the other was seen by nobody. */
async function keep(
  { storage }: GoalDependencies,
  { tenant }: Practitioner,
  draft: GoalDraft,
  level: LevelTest,
  now: Date,
): Promise<void> {
  await changeDraft(storage.scope(tenant), draft, { level }, now, {
    'level.decisions': { $size: draft.level.decisions.length },
  });
}
