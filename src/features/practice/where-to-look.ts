import type { Step } from '../catalogue/index.js';
import type { CurrentQuestion } from './model.js';
import type { Ground } from './situation.js';
import { mayHint } from './steps.js';

/** Where somebody with a well-known wrong idea finds help. */
export interface WhereToLook {
  /** The lesson on the step's first skill that has one. */
  readonly lesson: { readonly id: string; readonly title: string } | null;
  /** A hint can be opened now. */
  readonly hint: boolean;
}

/** @param current  the step on the screen; null when it is there no more */
export function whereToLook(
  ground: Pick<Ground, 'catalogue' | 'placement'>,
  step: Step,
  current: CurrentQuestion | null,
): WhereToLook {
  const lesson = step.skills.flatMap((skill) => ground.catalogue.lessonsOn(skill))[0];
  const open = current?.outcome === 'open';
  return {
    lesson: lesson ? { id: lesson.id, title: lesson.title } : null,
    hint: open && current.hints < step.hints.length && mayHint(ground, current),
  };
}
