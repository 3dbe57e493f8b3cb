import { estimate } from '../../engine/ability/eap.js';
import { successProbability } from '../../engine/ability/irt.js';
import { NORMAL_QUANTILE_80 } from '../../engine/tracing/skill-ability.js';
import { levelOf, listFactsByKey, selectProfile } from '../learners/index.js';
import { readFreePractice } from './open-questions.js';
import { isPlacedSurely } from './placement-rule.js';
import type { PracticeDependencies, Practitioner } from './situation.js';
import { type SkillProgress, skillProgressOf } from './view.js';

/** What a placement test has found, and what that rests on. */
export interface PlacementResult {
  /** Answers in this test, and the seconds that they took. */
  readonly answers: number;
  readonly seconds: number;
  /** All first answers of the learner, on which the numbers rest. */
  readonly evidence: number;
  /** The share of the questions of the course that this learner is expected to get right, with its 80 % interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** As sure as the test wants to be. */
  readonly sure: boolean;
  /** The skills that were asked about, in the order of the course. */
  readonly skills: readonly SkillProgress[];
}

/**
 * @param decisions  the questions of the test
 * @returns null while the course has nothing to ask
 */
export async function placementResult(
  deps: PracticeDependencies,
  learner: Practitioner,
  decisions: readonly string[],
): Promise<PlacementResult | null> {
  const scope = deps.storage.scope(learner.tenant);
  const [practice, profile, found] = await Promise.all([
    readFreePractice(deps, learner),
    selectProfile(scope, learner),
    Promise.all(decisions.map((decision) => listFactsByKey(scope, learner, `answer:${decision}:`))),
  ]);
  if (!practice) return null;
  const { catalogue, skills } = practice;
  const facts = found.flat();
  const { mean, sd } = estimate(profile.skill_profile.ability);
  const asked = skills.flatMap((skill) => catalogue.itemsOn(skill));
  // A question on two skills counts for each: it is asked for the sake of either.
  const share = (ability: number): number =>
    asked.reduce((sum, item) => sum + successProbability(item, ability), 0) / asked.length;
  const margin = NORMAL_QUANTILE_80 * sd;
  return {
    answers: facts.length,
    seconds: facts.reduce((sum, { session_duration: seconds }) => sum + (seconds ?? 0), 0),
    evidence: profile.behavioral_metrics.answers,
    share: share(mean),
    low: share(mean - margin),
    high: share(mean + margin),
    sure: isPlacedSurely(profile),
    skills: skills
      .filter((skill) => levelOf(profile, skill))
      .map((skill) => skillProgressOf({ profile, catalogue }, skill)),
  };
}
