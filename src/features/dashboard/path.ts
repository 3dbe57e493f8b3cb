import type { PathAnswer } from '../paths/index.js';

/** So many of the next steps are shown; the rest is counted. */
const NEXT_STEPS = 4;

/** The way ahead as the LearningPathVisualization shows it. */
export interface PathView {
  readonly steps: PathAnswer['steps'];
  readonly done: number;
  /** Steps beyond those that are shown. */
  readonly more: number;
  readonly end: PathAnswer['estimatedCompletion'];
  readonly minutesPerWeek: number;
  /** Where the minutes a week come from. */
  readonly pace: PathAnswer['saw']['weeklyMinutesFrom'];
}

/** Pure. */
export function pathViewOf({ state, steps, estimatedCompletion, minutesPerWeek, saw }: PathAnswer): PathView {
  const ahead = state === 'completed' ? [] : steps.filter((step) => step.state !== 'done');
  return {
    steps: ahead.slice(0, NEXT_STEPS),
    done: steps.filter((step) => step.state === 'done').length,
    more: Math.max(0, ahead.length - NEXT_STEPS),
    end: estimatedCompletion,
    minutesPerWeek: Math.round(minutesPerWeek),
    pace: saw.weeklyMinutesFrom,
  };
}
