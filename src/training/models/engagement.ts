import {
  ENGAGEMENT_PRIOR,
  type EngagementModel,
  type EngagementMoment,
  engagementChance,
  updateEngagement,
} from '../../engine/forecasting/engagement.js';
import { type Chances, chancesBuilder } from './compare.js';
import { type Learners, MOMENT_WIDTH, type MomentData } from './data.js';

/** Whether what is offered is taken up. */
export interface CourseEngagement {
  readonly model: EngagementModel;
  readonly offers: number;
}

/** The numbers of a moment in the order of its row. */
export function momentRow(moment: EngagementMoment): number[] {
  const { daysSinceActive, activeDays, shownOfType, takenOfType, minutes, hour, minutesToday } = moment;
  return [daysSinceActive, activeDays, shownOfType, takenOfType, minutes, hour, minutesToday];
}

function momentAt({ moments }: MomentData, row: number): EngagementMoment {
  const at = (column: number): number => moments[row * MOMENT_WIDTH + column] as number;
  return {
    ...{ daysSinceActive: at(0), activeDays: at(1), shownOfType: at(2), takenOfType: at(3) },
    ...{ minutes: at(4), hour: at(5), minutesToday: at(6) },
  };
}

/** Folds every offer into the belief that common sense gives. */
export function fitEngagement(data: MomentData, wanted: Learners): CourseEngagement {
  let [model, offers] = [ENGAGEMENT_PRIOR, 0];
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      model = updateEngagement(model, momentAt(data, row), data.taken[row] === 1);
      offers++;
    }
  }
  return { model, offers };
}

export function scoreEngagement(given: CourseEngagement | null, data: MomentData, wanted: Learners): Chances {
  const model = given?.model ?? ENGAGEMENT_PRIOR;
  const chances = chancesBuilder();
  for (let learner = 0; learner + 1 < data.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (let row = data.begin[learner] as number; row < (data.begin[learner + 1] as number); row++) {
      chances.add(learner, engagementChance(model, momentAt(data, row)), data.taken[row] === 1);
    }
  }
  return chances.build();
}
