import { suggest } from '../../engine/ranking/suggest.js';
import type { ContentType, Reaction, SuggestInput, Suggestion } from '../../engine/ranking/suggestion.js';
import type { Scope } from '../../storage/index.js';
import type { CatalogueView } from '../catalogue/index.js';
import { listPlacements } from '../courses/index.js';
import { levelOf, MASTERED, type Owner, type ProfileDocument } from '../learners/index.js';
import { assignedSkills, listGradesOf, scoreOf } from '../practice/index.js';
import type { RecommendedType } from './model.js';

export const TYPE_OF: Readonly<Record<ContentType, RecommendedType>> = {
  lesson: 'course',
  practice: 'assessment',
  coach: 'character',
  review: 'review',
};

const DAY = 86_400_000;

/** How content is named in facts: `course:lesson-pot-odds`. */
export const contentKey = (type: RecommendedType, id: string): string => `${type}:${id}`;

/** Everything that the ranking looks at, read from the profile, the catalogue and the course. */
export interface RankingContext {
  readonly profile: ProfileDocument;
  readonly catalogue: CatalogueView;
  readonly now: Date;
}

/** Ranks what a learner could do next: lessons, the course's assignments, reviews and coaches. */
export class ContentRecommendationModel {
  static readonly parameters = 'suggest/1';

  async rank(scope: Scope, owner: Owner, context: RankingContext): Promise<readonly Suggestion[]> {
    return suggest(await this.inputOf(scope, owner, context));
  }

  private async inputOf(
    scope: Scope,
    owner: Owner,
    { profile, catalogue, now }: RankingContext,
  ): Promise<SuggestInput> {
    const daysSince = (date: Date): number => Math.max(0, (now.getTime() - date.getTime()) / DAY);
    const { lessons: opened, dismissed, completed } = profile.behavioral_metrics;
    return {
      skills: catalogue.skills.map((skill) => {
        const level = levelOf(profile, skill.id);
        return {
          id: skill.id,
          known: level?.known ?? skill.parameters.prior,
          evidence: level?.evidence ?? 0,
          target: MASTERED,
          prerequisites: skill.prerequisites,
          daysSinceLastAnswer: level && daysSince(level.last_at),
        };
      }),
      lessons: catalogue.lessons.map(({ id, skills, minutes }) => ({
        id,
        skills,
        minutes,
        seen: Object.hasOwn(opened, id),
      })),
      placements: await this.placementsOf(scope, owner, profile, catalogue),
      coaches: catalogue.coaches.map(({ id, topics }) => ({ id, topics })),
      reactions: [
        ...Object.entries(dismissed).map(([key, at]) => reactionOf(key, 'not-now', daysSince(at))),
        ...Object.entries(completed).map(([key, at]) => reactionOf(key, 'done', daysSince(at))),
      ],
    };
  }

  private async placementsOf(scope: Scope, owner: Owner, profile: ProfileDocument, catalogue: CatalogueView) {
    const placements = (await listPlacements(scope, owner.courseId)).filter(({ kind }) => kind === 'practice');
    const ids = placements.map(({ _id }) => _id);
    const grades = new Map(
      (await listGradesOf(scope, owner.userId, ids)).map(({ placement_id, earned }) => [placement_id, earned]),
    );
    return placements.map(({ _id, settings }) => {
      const skills = assignedSkills(catalogue, settings.skills);
      const now = scoreOf(profile, skills, settings.target);
      return { id: _id, skills, now, earned: grades.get(_id)?.score ?? null, finished: now >= 1 };
    });
  }
}

function reactionOf(key: string, action: Reaction['action'], daysAgo: number): Reaction {
  const [type = '', ...rest] = key.split(':');
  const contentType = (Object.keys(TYPE_OF) as ContentType[]).find((name) => TYPE_OF[name] === type) ?? 'lesson';
  return { contentType, contentId: rest.join(':'), action, daysAgo };
}
