import type { Translate } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import type { Owner, ProfileDocument } from '../learners/index.js';
import { pathAnswer, selectOptionalPath } from '../paths/index.js';
import { type Analysed, FORMULAS, type ProfileModels, readAnalysed, UserProfileAnalyzer } from '../profiles/index.js';
import {
  type RecommendationDocument,
  type SuggestionView,
  suggestionViews,
  withinDay,
} from '../recommendations/index.js';
import { type GoalView, goalViewOf } from './goal.js';
import { type InsightsView, insightsOf, type Saying } from './insights.js';
import { type PathView, pathViewOf } from './path.js';
import { type SkillsView, skillsViewOf } from './skills.js';

/** First tries from which on a part of the page has something to show. */
const FROM = { skills: 1, path: FORMULAS.accuracy.least, insights: FORMULAS.accuracy.least } as const;
/** A newcomer sees one suggestion, everybody else three. */
const FIRST = 1;
const USUAL = 3;

export interface DashboardView {
  readonly state: 'ready';
  /** The last fact that is in it: what is newer makes the page look again. */
  readonly sequence: number;
  /** Nothing is known yet, so there is one thing to do and no more. */
  readonly isFirst: boolean;
  readonly paused: boolean;
  /** There are no more suggestions today, as the learner wished. */
  readonly isEnough: boolean;
  /** The one suggestion that comes first; none when there is nothing to suggest. */
  readonly next: readonly SuggestionView[];
  readonly others: readonly SuggestionView[];
  readonly skills: SkillsView | null;
  readonly path: PathView | null;
  readonly goal: GoalView | null;
  readonly insights: InsightsView | null;
  /** What will be here, and after how many answers more; nothing where the learner wants no word of it. */
  readonly coming: readonly Saying[];
}

export interface Unready {
  readonly state: 'not-ready';
}

const analyzer = new UserProfileAnalyzer();

const answersOf = ({ behavioral_metrics: { answers } }: ProfileDocument): number => answers;

/** How many suggestions the page shows. */
export const suggestionsShown = (profile: ProfileDocument): number =>
  answersOf(profile) < FROM.skills ? FIRST : USUAL;

/** Whether there is enough to plan a way ahead. */
export const isPathShown = (profile: ProfileDocument): boolean => answersOf(profile) >= FROM.path;

/**
 * Everything about a learner on one page. Parts appear as there is something to show in them. Only reads.
 *
 * @param set  the suggestions that stand, the best first
 */
export async function dashboardView(
  scope: Scope,
  owner: Owner,
  set: readonly RecommendationDocument[],
  { now, models, translate }: { readonly now: Date; readonly models: ProfileModels; readonly translate: Translate },
): Promise<DashboardView | Unready> {
  const analysed = await readAnalysed(scope, owner, now, models);
  const { profile, catalogue } = analysed;
  if (!catalogue) return { state: 'not-ready' };
  const answers = answersOf(profile);
  const wanted = set.slice(0, suggestionsShown(profile));
  const shown = await withinDay(scope, owner, wanted, now);
  const [suggestions, path] = await Promise.all([
    suggestionViews(scope, owner, catalogue, shown),
    isPathShown(profile) ? selectOptionalPath(scope, owner) : null,
  ]);
  const isInsightful = answers >= FROM.insights;
  return {
    state: 'ready',
    sequence: profile.sequence,
    isFirst: answers < FROM.skills,
    paused: profile.controls.paused,
    isEnough: shown.length < wanted.length,
    next: suggestions.slice(0, 1),
    others: suggestions.slice(1),
    skills: answers >= FROM.skills ? skillsViewOf(profile, catalogue) : null,
    path: path && pathViewOf(pathAnswer(path, translate)),
    // A goal is asked for once there is something to say about how far it is; one that is set is always shown.
    goal: profile.goals || isInsightful ? goalOf(analysed) : null,
    insights: isInsightful ? insightsOf(analysed, analyzer.analyze(analysed)) : null,
    coming: (profile.controls.quiet_introductions ? [] : (['skills', 'path', 'insights'] as const))
      .filter((part) => answers < FROM[part])
      .map((part) => ({ code: part, values: { count: FROM[part] - answers } })),
  };
}

const goalOf = (analysed: Analysed): GoalView => goalViewOf(analyzer.goalProgress(analysed), analysed.now);
