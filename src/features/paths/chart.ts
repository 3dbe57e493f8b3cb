import { type PathTimeline, pathTimeline } from '../../charts/index.js';
import type { PathAnswer } from './schema.js';

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** The steps ahead along time, for `charts/path`. Null when all is done, or no date can be told. */
export function pathChartOf({ steps, estimatedCompletion }: PathAnswer, now: Date): PathTimeline | null {
  const { median, low, high } = estimatedCompletion;
  const ahead = steps
    .filter(({ state }) => state !== 'done')
    .map(({ title, kind, minutes, expectedBy }) => ({ title, kind, minutes, expectedBy: dateOf(expectedBy) }));
  return pathTimeline({
    steps: ahead,
    end: { median: dateOf(median), low: dateOf(low), high: dateOf(high) },
    now,
  });
}
