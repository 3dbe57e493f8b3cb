import { readFreePractice } from '../open-questions.js';
import type { PracticeDependencies, Practitioner } from '../situation.js';
import { selectOptionalRun } from './runs.js';
import { type SkillToChoose, skillsToChoose } from './view.js';

/** What begins practice outside of any assignment, for a frame of its own. */
export interface FreeChoice {
  readonly skills: readonly SkillToChoose[];
  /** The page to which the way back leads. */
  readonly back: string;
  /** Practice that was begun waits to be gone on with. */
  readonly begun: boolean;
}

/**
 * What a learner can practise, or that they are in the middle of it. Only reads.
 *
 * @param back  the page to which the way back leads
 * @returns     null in a course that is not ready
 */
export async function freeChoice(
  deps: Pick<PracticeDependencies, 'storage' | 'ports' | 'inForce'>,
  learner: Practitioner,
  back: string,
): Promise<FreeChoice | null> {
  const [practice, run] = await Promise.all([
    readFreePractice(deps, learner),
    selectOptionalRun(deps.storage.scope(learner.tenant), learner),
  ]);
  return practice && { skills: skillsToChoose(practice, []), back, begun: run?.state === 'open' };
}
