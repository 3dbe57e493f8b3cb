import type { Principal, Translate } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import type { FreeChoice } from '../practice/index.js';
import { type ProfileModels, readAnalysed, UserProfileAnalyzer } from '../profiles/index.js';
import { ALL_SKILLS, type ProgressView, progressView } from '../progress/index.js';
import { type ReviewsView, reviewsView, untrainedMemory } from '../reviews/index.js';
import { type GoalView, goalViewOf } from './goal.js';
import { type InsightsView, insightsOf } from './insights.js';
import { type SkillsView, skillsViewOf } from './skills.js';
import type { Unready } from './view.js';

/** The parts that can stand alone, and their addresses; where a page has the name already, it is the whole of it. */
export const WIDGETS = {
  skills: 'skills',
  insights: 'insights',
  goal: 'goal-tracker',
  reviews: 'review-queue',
  free: 'free-choice',
  progress: 'progress-chart',
} as const;
export type WidgetPart = keyof typeof WIDGETS;

/** One part alone, for a frame of its own; only what it shows is there. */
export type WidgetView =
  | Unready
  | {
      readonly state: 'ready';
      /** The last fact that is in it: what is newer makes the page look again. */
      readonly sequence: number;
      readonly skills?: SkillsView;
      readonly goal?: GoalView;
      readonly insights?: InsightsView;
      readonly reviews?: ReviewsView;
      readonly free?: FreeChoice;
      readonly progress?: Extract<ProgressView, { readonly state: 'ready' }>;
    };

export interface WidgetDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly models: ProfileModels;
  readonly translator: (locale: string | undefined) => Translate;
  /** What begins practice outside of any assignment, with the way back to this page. */
  readonly freeChoice: (principal: Principal, back: string) => Promise<FreeChoice | null>;
}

const analyzer = new UserProfileAnalyzer();

/** One part of what is known of a learner, for a frame of its own. Only reads. */
export async function widgetView(
  deps: WidgetDependencies,
  principal: Principal,
  part: WidgetPart,
): Promise<WidgetView> {
  const { storage, clock, models, translator } = deps;
  const scope = storage.scope(principal.tenant);
  const now = clock();
  const analysed = await readAnalysed(scope, principal, now, models);
  const { profile, catalogue } = analysed;
  if (!catalogue) return { state: 'not-ready' };
  const ready = { state: 'ready', sequence: profile.sequence } as const;
  switch (part) {
    case 'skills':
      return { ...ready, skills: skillsViewOf(profile, catalogue) };
    case 'goal':
      return { ...ready, goal: goalViewOf(analyzer.goalProgress(analysed), now) };
    case 'insights':
      return { ...ready, insights: insightsOf(analysed, analyzer.analyze(analysed)) };
    case 'reviews': {
      const { memoryModelFor = untrainedMemory } = models;
      const reviews = await reviewsView({ storage, clock, memoryModelFor }, principal);
      return reviews.state === 'not-ready' ? reviews : { ...ready, reviews };
    }
    case 'free': {
      const free = await deps.freeChoice(principal, WIDGETS.free);
      return free ? { ...ready, free } : { state: 'not-ready' };
    }
    case 'progress': {
      const translate = translator(principal.locale);
      const progress = await progressView(scope, principal, { now, translate, models, wanted: ALL_SKILLS });
      return progress.state === 'ready' ? { ...ready, progress } : { state: 'not-ready' };
    }
  }
}
