import type { BarChart, MasteryChart, PathTimeline, SkillMap } from '../../charts/index.js';
import { DEFAULT_MEMORY_MODEL } from '../../engine/memory/memory-model.js';
import type { Translate } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { levelOf, type Owner, trailOf } from '../learners/index.js';
import { pathAnswer, pathChartOf, selectOptionalPath } from '../paths/index.js';
import {
  type Analysed,
  type ProfileModels,
  readAnalysed,
  readProgressSources,
  UserProfileAnalyzer,
} from '../profiles/index.js';
import { planReviews } from '../reviews/index.js';
import { masteryOfAll, masteryOfSkill, reviewForecastOf, skillMapOf, studyWeeksOf } from './charts.js';
import { type Change, changedLately } from './lately.js';

/** What the page "How you stand" shows; a chart without data is null, and the page says why. */
export type ProgressView =
  | { readonly state: 'not-ready' }
  | {
      readonly state: 'ready';
      readonly courseLanguage: string;
      readonly map: SkillMap;
      readonly mastery: MasteryChart | null;
      /** Whose level is drawn over time; null: that of all skills together. */
      readonly skill: { readonly id: string; readonly title: string } | null;
      /** What else can be drawn over time. */
      readonly skills: readonly { readonly id: string; readonly title: string }[];
      readonly path: PathTimeline | null;
      readonly hasPath: boolean;
      readonly reviews: BarChart | null;
      /** The learner does not want forgetting to be looked at. */
      readonly reviewsOff: boolean;
      readonly study: BarChart | null;
      readonly lately: readonly (Change & { readonly id: string; readonly title: string })[];
    };

/** Chooses what is drawn over time: a skill of the learner, or all of them together. */
export const ALL_SKILLS = '*';

const analyzer = new UserProfileAnalyzer();

/**
 * @param wanted  a skill, `*` for all, or nothing: then the skill that was practised last
 */
export async function progressView(
  scope: Scope,
  owner: Owner,
  { now, translate, wanted, models }: ViewOptions,
): Promise<ProgressView> {
  const analysed = await readAnalysed(scope, owner, now, models);
  const { profile, catalogue, memory = DEFAULT_MEMORY_MODEL } = analysed;
  if (!catalogue) return { state: 'not-ready' };
  const [path, lately] = await Promise.all([
    selectOptionalPath(scope, owner),
    changedLately(scope, owner, profile, now),
  ]);
  const plan = planReviews({ profile, catalogue, model: memory, now });
  return {
    state: 'ready',
    courseLanguage: catalogue.language,
    map: skillMapOf(analysed),
    ...(await masteryOf(scope, owner, analysed, wanted)),
    path: path && pathChartOf(pathAnswer(path, translate), now),
    hasPath: path !== null,
    reviews: reviewForecastOf(plan, now),
    reviewsOff: plan.off,
    study: studyWeeksOf(analysed),
    lately: lately.map((change) => ({ ...change, id: change.skill, title: catalogue.skillTitle(change.skill) })),
  };
}

export interface ViewOptions {
  readonly now: Date;
  readonly translate: Translate;
  readonly wanted: string | undefined;
  readonly models: ProfileModels;
}

async function masteryOf(scope: Scope, owner: Owner, analysed: Analysed, wanted: string | undefined) {
  const { profile, catalogue } = analysed;
  const { overall, skills } = analyzer.progress(analysed, await readProgressSources(scope, owner));
  const choices = skills.map(({ skill: id, title }) => ({ id, title }));
  const lastAt = (id: string) => levelOf(profile, id)?.last_at.getTime() ?? 0;
  const [latest] = choices.toSorted((a, b) => lastAt(b.id) - lastAt(a.id));
  const asked = wanted === ALL_SKILLS ? null : (choices.find(({ id }) => id === wanted) ?? latest ?? null);
  const trend = asked && skills.find(({ skill }) => skill === asked.id);
  if (!asked || !trend) return { mastery: masteryOfAll(analysed, overall), skill: null, skills: choices };
  const trail = await trailOf(scope, owner, asked.id);
  const mastery = masteryOfSkill(analysed, { skill: asked.id, trail, forecast: trend.forecast });
  return { mastery, skill: { id: asked.id, title: catalogue?.skillTitle(asked.id) ?? asked.title }, skills: choices };
}
