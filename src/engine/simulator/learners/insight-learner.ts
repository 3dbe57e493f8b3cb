import { clamp, logistic } from '../../numerics/logistic.js';
import type { RandomSource } from '../../numerics/random.js';
import { sampleNormal } from '../../numerics/sample.js';
import { edgesBefore, type IndexedCourse, type SimulatedItem, type SimulatedSkill } from '../course.js';
import { createConduct, drawHabits } from './conduct.js';
import type { LearnerModel, SyntheticLearner } from './synthetic-learner.js';

/** What is in a learner's mind about one concept. */
interface Concept {
  /** Evidence for the right idea so far: a diffusion that waits for its threshold. */
  evidence: number;
  readonly threshold: number;
  /** Strength of the right way of doing it; small before the insight, then growing with use. */
  strength: number;
  /** Strength of the misconception, and how strong it was at first. */
  misconception: number;
  readonly firstMisconception: number;
  /** Days after which half of the access is lost; grows with each retrieval after a while. */
  halfLife: number;
  met: number;
  readonly seen: Set<string>;
}

const STRENGTH_BEFORE = 0.15;
const STRENGTH_OF_INSIGHT = 0.9;
const MOST_STRENGTH = 2;
/** The strength of answering without an idea. */
const GUESSING = 0.15;
/** An unlearned misconception comes back to this share of its first strength (spontaneous recovery), in days. */
const RECOVERY_SHARE = 0.35;
const RECOVERY_DAYS = 20;
const FIRST_HALF_LIFE = 4;
const LONGEST_HALF_LIFE = 200;

/**
 * Concepts that are understood at once, after a number of exposures that differs: evidence diffuses (Ratcliff 1978, here
 * over exposures) with more drift for questions that vary (variation theory, Marton 2006; Gentner 1983) and when what
 * comes before is there, until a threshold. Before and after it several strategies compete, right, mistaken, none, and
 * an answer takes one of them in proportion to strength (overlapping waves, Siegler 1996). Feedback weakens the mistaken
 * one, more so when it was sure (hypercorrection, Butterfield & Metcalfe 2001); access to the right one halves over a
 * half-life that spaced retrieval lengthens (Settles & Meeder 2016). What was seen, not only how much is known, decides
 * the next step: the process is not Markov in the mastery.
 */
export const insightModel: LearnerModel = {
  name: 'insight',
  about: 'evidence that diffuses to an insight, misconceptions, competing strategies, access that fades',
  create,
};

function create(course: IndexedCourse, traits: RandomSource, happenings: RandomSource): SyntheticLearner {
  const habits = drawHabits(traits);
  const talent = sampleNormal(traits);
  const slip = 0.03 + 0.06 * traits.next();
  const hints = 0.05 + 0.15 * traits.next();
  const concepts = course.skills.map(({ difficulty }) => drawConcept(traits, talent, difficulty));
  const conduct = createConduct(habits, happenings);
  let [last, lastFamily, failures] = [0, '', 0];

  function access(concept: Concept, now: number): number {
    return 2 ** (-Math.max(0, now - concept.met) / concept.halfLife);
  }

  function mistaken(concept: Concept, now: number): number {
    const floor = RECOVERY_SHARE * concept.firstMisconception;
    if (concept.misconception >= floor) return concept.misconception;
    const back = 1 - Math.exp(-Math.max(0, now - concept.met) / RECOVERY_DAYS);
    return concept.misconception + (floor - concept.misconception) * back;
  }

  /** The chance that the right way is taken. */
  function right(place: number, now: number): number {
    const concept = concepts[place] as Concept;
    const strength = concept.strength * access(concept, now);
    return strength / (strength + mistaken(concept, now) + GUESSING);
  }

  function readiness(place: number, now: number): number {
    let ready = 1;
    for (const edge of edgesBefore(course, place)) ready *= 1 - edge.weight * (1 - right(edge.place, now));
    return ready;
  }

  /** One exposure. @returns whether it brought the insight */
  function learn(place: number, item: SimulatedItem, correct: boolean, mine: number, now: number): boolean {
    const concept = concepts[place] as Concept;
    const ready = readiness(place, now);
    const attention = 1 - 0.4 * Math.min(1, conduct.fatigue());
    const kept = access(concept, now);
    concept.misconception = mistaken(concept, now);
    const family = item.family ?? item.id;
    const variety = concept.seen.has(item.id) ? 0.35 : concept.seen.has(family) ? 0.7 : 1;
    concept.seen.add(item.id).add(family);
    if (!correct) {
      const sure = concept.misconception / (concept.misconception + 1);
      concept.misconception *= 1 - 0.25 * (0.5 + sure) * attention;
    } else concept.misconception *= 0.94;
    // A retrieval after a while makes the memory last; one at once does little.
    if (concept.strength > STRENGTH_BEFORE) {
      const gain = (correct ? 1.4 : 0.5) * (0.12 + (1 - kept));
      concept.halfLife = Math.min(LONGEST_HALF_LIFE, concept.halfLife * (1 + gain));
      const use = correct ? 0.16 : 0.08;
      concept.strength += use * attention * (0.4 + 0.6 * ready) * (MOST_STRENGTH - concept.strength);
    }
    concept.met = now;
    if (concept.strength > STRENGTH_BEFORE) return false;
    // Far too hard or far too easy an example says little about the idea.
    const fit = Math.exp(-0.5 * ((mine - 0.55) / 0.4) ** 2);
    const drift = (0.35 + 0.65 * fit) * variety * (0.15 + 0.85 * ready) * attention * Math.exp(0.3 * talent);
    concept.evidence = Math.max(0, concept.evidence + drift + 0.35 * sampleNormal(happenings));
    if (concept.evidence < concept.threshold) return false;
    concept.strength = STRENGTH_OF_INSIGHT;
    return true;
  }

  return {
    answer(item: SimulatedItem, now: number) {
      last = Math.max(last, now);
      const places = item.skills.map((id) => course.placeOf.get(id) as number);
      const hinted = happenings.next() < hints;
      const takes = places.reduce((product, place) => product * right(place, last), 1) ** (hinted ? 0.7 : 1);
      const main = places[0] as number;
      const extra = item.difficulty - (course.skills[main] as SimulatedSkill).difficulty;
      const does = (1 - slip) * logistic(2.4 + 0.4 * talent - 1.1 * extra - 0.5 * Math.min(1, conduct.fatigue()));
      const none = item.guess * (extra < 0 ? 1.2 : 0.8);
      const chance = clamp(takes * does + (1 - takes) * none, 0, 1);
      const correct = happenings.next() < chance;
      let insight = false;
      for (const place of places) insight = learn(place, item, correct, chance, last) || insight;
      const family = item.family ?? item.id;
      const repeated = family === lastFamily;
      lastFamily = family;
      failures = correct ? 0 : failures + 1;
      const joy = insight ? 1 : 0.4 + 0.3 * habits.likes[item.kind] + (correct ? 0.25 : 0);
      const seconds = conduct.thinks(4 * chance * (1 - chance));
      const sure = clamp((chance - 0.82) / 0.12, 0, 1);
      conduct.feels(
        // A first failure puzzles; failing on and on is what hurts (impasses, VanLehn 1988).
        { strain: correct ? 0 : failures > 2 ? 1 : 0.35, dullness: 0.6 * sure + (repeated ? 0.35 : 0), joy },
        seconds,
      );
      return { correct, seconds, hinted, liked: conduct.thumb(item.kind, joy) };
    },
    goesOn: conduct.goesOn,
    leave: conduct.leave,
    mastery: (place, now) => right(place, Math.max(last, now)),
  };
}

function drawConcept(traits: RandomSource, talent: number, difficulty: number): Concept {
  const threshold = 3 * Math.exp(0.5 * sampleNormal(traits) + 0.4 * difficulty);
  const misconception = traits.next() < 0.6 ? 0.4 + 0.8 * traits.next() : 0.1;
  const knows = traits.next() < logistic(-1.6 + 0.9 * talent - 0.5 * difficulty);
  return {
    evidence: 0,
    threshold,
    strength: knows ? STRENGTH_OF_INSIGHT + 0.8 * traits.next() : STRENGTH_BEFORE,
    misconception: knows ? 0.1 : misconception,
    firstMisconception: misconception,
    halfLife: knows ? 60 : FIRST_HALF_LIFE,
    met: 0,
    seen: new Set(),
  };
}
