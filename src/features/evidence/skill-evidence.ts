import { updateKnowledge } from '../../engine/tracing/bkt.js';
import { rightAnswersNeeded } from '../../engine/tracing/right-answers-needed.js';
import type { Scope } from '../../storage/index.js';
import type { CatalogueView } from '../catalogue/index.js';
import type { PlacementDocument } from '../courses/index.js';
import {
  AnswerMetrics,
  firstTryOf,
  GradeReadMetrics,
  levelOf,
  type Owner,
  type TrailStep,
  trailOf,
} from '../learners/index.js';
import { assignedSkills, type SkillProgress, skillProgressOf } from '../practice/index.js';
import { type Analysed, gradebookOf, type ProgressSources, targetOf } from '../profiles/index.js';

/** So many facts are told one by one, the newest first. */
const TOLD = 20;

/** One fact behind a level, as a page tells it. */
export interface ToldFact {
  readonly at: Date;
  /** `later-try`: an answer that counts nothing. */
  readonly kind: 'answer' | 'later-try' | 'grade' | 'reset' | 'other';
  /** What was asked, or the name of the grade; null: not known any more. */
  readonly title: string | null;
  readonly correct: boolean | null;
  readonly hints: number;
  /** How much it says, in answers. */
  readonly weight: number;
  /** Of a grade, in [0, 1]. */
  readonly score: number | null;
  /** Of a grade: whether it moved the level. */
  readonly counted: boolean;
  readonly before: number;
  readonly after: number;
}

/** All that stands behind the level of one skill. */
export interface SkillEvidence {
  readonly id: string;
  readonly level: SkillProgress;
  readonly target: number;
  /** First tries, the right ones, and those with help. */
  readonly answers: number;
  readonly right: number;
  readonly helped: number;
  readonly evidence: number;
  readonly facts: readonly ToldFact[];
  /** Facts that are older than those. */
  readonly earlier: number;
  /** What the level follows from, in [0, 1]; null when the course teaches the skill no more. */
  readonly parameters: Readonly<Record<'prior' | 'learn' | 'guess' | 'slip', number>> | null;
  /** What one more answer would make of it. */
  readonly next: { readonly right: number; readonly wrong: number; readonly hinted: number } | null;
  /** Right answers in a row until the target; null: more than can be said. */
  readonly toTarget: number | null;
  readonly gradebook: ReturnType<typeof gradebookOf>;
  /** There is a question on it, so that it can be checked. */
  readonly askable: boolean;
}

export interface Asked {
  readonly skill: string;
  /** The assignment that the learner came from; null: none. */
  readonly placementId: string | null;
}

/** How the level of a skill came to be, and what would change it. Null when the course knows no such skill. */
export async function skillEvidence(
  scope: Scope,
  owner: Owner,
  { analysed, sources }: { readonly analysed: Analysed; readonly sources: ProgressSources },
  { skill, placementId }: Asked,
): Promise<SkillEvidence | null> {
  const { profile, catalogue } = analysed;
  const level = levelOf(profile, skill);
  if (!catalogue || (!catalogue.skill(skill) && !level)) return null;
  const trail = await trailOf(scope, owner, skill);
  const parameters = catalogue.skill(skill)?.parameters ?? null;
  const asking = sources.placements.filter((placement) => asksAbout(catalogue, placement, skill));
  const target = asking.find(({ _id }) => _id === placementId)?.settings.target ?? targetOf(profile, skill);
  const shown = skillProgressOf({ profile, catalogue }, skill, target);
  const firsts = trail.flatMap((step) => firstTryOf(step) ?? []);
  const newest = trail.slice(-TOLD).reverse();
  const titles = await titlesOf(scope, catalogue, newest);
  const prior = parameters?.prior ?? 0;
  return {
    id: skill,
    level: shown,
    target,
    answers: level?.answers ?? 0,
    right: level?.correct ?? 0,
    helped: firsts.filter(({ hints }) => hints > 0).length,
    evidence: level?.evidence ?? 0,
    facts: newest.map((step) => told(step, titles, { skill, prior })),
    earlier: trail.length - newest.length,
    parameters,
    next: parameters && {
      right: updateKnowledge(shown.known, true, parameters),
      wrong: updateKnowledge(shown.known, false, parameters),
      hinted: updateKnowledge(shown.known, true, parameters, 0.5),
    },
    toTarget:
      parameters && rightAnswersNeeded({ known: shown.known, evidence: level?.evidence ?? 0, target }, parameters),
    gradebook: gradebookOf(analysed, { ...sources, placements: asking }),
    askable: catalogue.itemsOn(skill).length > 0,
  };
}

const asksAbout = (catalogue: CatalogueView, { kind, settings }: PlacementDocument, skill: string): boolean =>
  kind === 'practice' && assignedSkills(catalogue, settings.skills).includes(skill);

function told(
  { fact, before, after }: TrailStep,
  titles: ReadonlyMap<string, string>,
  { skill, prior }: { readonly skill: string; readonly prior: number },
): ToldFact {
  const base = {
    at: fact.timestamp,
    title: titles.get(fact.content_id ?? '') ?? null,
    correct: null,
    hints: 0,
    weight: 0,
    score: null,
    counted: before !== after,
    before: before?.known ?? prior,
    after: after?.known ?? prior,
  };
  if (fact.interaction_type === 'answer') {
    const { correct, hints, weight, attempt } = AnswerMetrics.parse(fact.performance_metrics);
    return { ...base, kind: attempt === 1 ? 'answer' : 'later-try', correct, hints, weight };
  }
  if (fact.interaction_type === 'grade-read') {
    const { label, score, skills } = GradeReadMetrics.parse(fact.performance_metrics);
    const weight = skills.find(({ id }) => id === skill)?.weight ?? 0;
    return { ...base, kind: 'grade', title: label, score, weight };
  }
  return { ...base, kind: fact.interaction_type === 'skill-reset' ? 'reset' : 'other' };
}

/** What the questions behind the facts are called. One that is gone altogether has no name. */
async function titlesOf(scope: Scope, catalogue: CatalogueView, steps: readonly TrailStep[]) {
  const asked = steps.filter(({ fact }) => fact.interaction_type === 'answer' && fact.content_id);
  const ids = [...new Set(asked.flatMap(({ fact }) => fact.content_id ?? []))].filter((id) => catalogue.entry(id));
  const items = await Promise.all(ids.map((id) => catalogue.item(scope, id)));
  return new Map(items.map(({ id, title }) => [id, title]));
}
