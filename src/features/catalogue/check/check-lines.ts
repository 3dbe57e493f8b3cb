import type { Coach, CoachMoment } from '../schema.js';
import type { Problem } from './problem.js';

/** What can be filled into the lines of a moment; a line asks for it in braces, such as `{skill}`. */
export const SLOTS_OF: Readonly<Record<CoachMoment, readonly string[]>> = {
  greeting: [],
  right: ['skill'],
  wrong: ['skill'],
  hint: ['skill'],
  stuck: ['skill', 'count'],
  returning: ['days', 'skill'],
  'nearly-there': ['skill'],
  finished: ['skill'],
  misconception: ['skill', 'idea'],
  bored: ['skill', 'count'],
  tired: ['minutes', 'count'],
  effort: ['count', 'days'],
  'review-due': ['skill', 'count'],
  plan: ['skill'],
};

/** Names of what a line asks for. */
export const slotsIn = (line: string): string[] => [...line.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);

export function checkLines({ id, lines }: Coach): Problem[] {
  return (Object.entries(lines) as [CoachMoment, string[] | undefined][]).flatMap(([moment, texts = []]) =>
    texts.flatMap(slotsIn).flatMap((slot): Problem[] => {
      if (SLOTS_OF[moment].includes(slot)) return [];
      const message = `A line for "${moment}" asks for {${slot}}, which nobody fills in there.`;
      return [{ code: 'unknown-slot', where: `coach ${id}`, message }];
    }),
  );
}
