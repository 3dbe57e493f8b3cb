import { DEFAULT_MEMORY_MODEL } from '../../../engine/memory/memory-model.js';
import { seededRandom } from '../../../engine/numerics/random.js';
import { planReviews, type ReviewItem } from '../../reviews/index.js';
import type { PracticePolicy } from '../model.js';
import { type Ground, knownOf, rulesOf } from '../situation.js';
import { chooseByEngine } from './by-engine.js';
import type { Choosing, Chosen } from './choosing.js';
import { chooseAtRandom, chooseInOrder } from './compared.js';

/** Every third question of practice calls something back, while there is something to call back. */
const SHARE_OF_REVIEWS = 1 / 3;

/** What of the day's reviews may be asked here. */
export function reviewsDue({ profile, catalogue, skills, now, served }: Ground): readonly ReviewItem[] {
  return planReviews({ profile, catalogue, skills, now, model: served?.memory ?? DEFAULT_MEMORY_MODEL }).today;
}

/** A question of the review queue: of the engine on its first skill, of the others on any of its skills. */
export function chooseReview(choosing: Choosing, policy: PracticePolicy): Chosen | null {
  const due = reviewsDue(choosing.ground);
  if (due.length === 0) return null;
  if (policy === 'engine') return callBack(choosing, due);
  const ground = { ...choosing.ground, skills: due.map(({ skill }) => skill) };
  return policy === 'fixed' ? chooseInOrder({ ...choosing, ground }) : chooseAtRandom({ ...choosing, ground });
}

/**
 * Practice with reviews between: with a chance of one in three the first of the day's reviews, always when nothing is
 * left to learn here, and never two in a row on one skill while there is something to learn.
 */
export function chooseInterleaved(choosing: Choosing): Chosen | null {
  const { ground, id } = choosing;
  const due = reviewsDue(ground);
  const just = ground.profile.behavioral_metrics.recent.at(-1)?.skill;
  const [first] = due;
  if (!first) return chooseByEngine(choosing);
  const learning = ground.skills.some((skill) => knownOf(ground, skill) < rulesOf(ground).target);
  const share = !learning ? 1 : first.skill === just ? 0 : SHARE_OF_REVIEWS;
  const random = seededRandom(id);
  const review = random.next() < share;
  const chosen = review ? callBack(choosing, due, random) : chooseByEngine(choosing, random);
  if (!chosen) return null;
  const propensity = chosen.propensity * (review ? share : 1 - share);
  return { ...chosen, propensity, saw: { ...chosen.saw, reviews: { due: due.map(({ skill }) => skill), share } } };
}

function callBack(choosing: Choosing, due: readonly ReviewItem[], random = seededRandom(choosing.id)): Chosen | null {
  const [first] = due;
  if (!first) return null;
  const { skill, recall } = first;
  const chosen = chooseByEngine({ ...choosing, ground: { ...choosing.ground, skills: [skill] } }, random);
  if (!chosen) return null;
  const reasons = chosen.reasons.filter(({ code }) => code !== 'only-skill-left' && code !== 'keep-fresh');
  return { ...chosen, mode: 'review', reasons: [{ code: 'called-back', skill, recall }, ...reasons] };
}
