import { clamp, logistic } from '../../numerics/logistic.js';
import type { RandomSource } from '../../numerics/random.js';
import { sampleNormal } from '../../numerics/sample.js';
import { edgesBefore, type IndexedCourse, type SimulatedItem, type SimulatedSkill } from '../course.js';
import { createConduct, drawHabits } from './conduct.js';
import type { LearnerModel, SyntheticLearner } from './synthetic-learner.js';

/** Parts of the mental context in which something is learned. */
const CONTEXT = 8;
/** What of the context stays from one answer to the next, and over a day. */
const KEPT_PER_ANSWER = 0.985;
const KEPT_PER_DAY = 0.85;
const SESSION_GAP = 0.1;
/** A part of every memory needs no context: the gist, which each new context adds to. */
const GIST_SHARE = 0.3;
const GIST_LOST_PER_DAY = 0.008;
/** The latent scale: full retrieval lifts somebody by this much. */
const LIFT = 3.2;
const START = -1.3;
const NOISE = 0.75;

/**
 * Knowledge bound to a context that drifts (stimulus sampling, Estes 1955; Mensink & Raaijmakers 1988; Howard & Kahana
 * 2002): the context c is a unit vector that wanders with every answer and every day, a skill is a memory m, and what
 * comes to mind is r = 0.7 m.c + 0.3 gist. An answer corrects the error that is left, m += rate (1 - r) c (Rescorla & Wagner 1972), so
 * that practice in many contexts lasts and practice in one does not. The rate of a learner wanders too, as a Gaussian
 * process (Ornstein-Uhlenbeck) over answers, and falls with fatigue. A question shows x = start + lift r through a
 * probit; which of its sides are asked is left fuzzy by noise.
 */
export const contextModel: LearnerModel = {
  name: 'context',
  about: 'memories bound to a drifting context, a learning rate that wanders, fatigue while learning',
  create,
};

function create(course: IndexedCourse, traits: RandomSource, happenings: RandomSource): SyntheticLearner {
  const habits = drawHabits(traits);
  const talent = 0.35 * sampleNormal(traits);
  const logRate = Math.log(0.2) + 0.3 * sampleNormal(traits);
  const lapse = 0.02 + 0.06 * traits.next();
  const hints = 0.05 + 0.15 * traits.next();
  const liking = course.skills.map(() => 0.2 * sampleNormal(traits));
  const count = course.skills.length;
  const memory = Array.from({ length: count }, () => new Float64Array(CONTEXT));
  const gist = new Float64Array(count);
  const met = new Float64Array(count);
  const progress = new Float64Array(count);
  let context = unit(Float64Array.from({ length: CONTEXT }, () => sampleNormal(traits)));
  for (let place = 0; place < count; place += 1) {
    if (traits.next() < 0.22 * Math.exp(talent)) gist[place] = 2 + traits.next();
  }
  const conduct = createConduct(habits, happenings);
  let [last, wander, failures] = [0, 0, 0];

  function retrieval(place: number, now: number): number {
    const stored = memory[place] as Float64Array;
    let match = 0;
    for (let part = 0; part < CONTEXT; part += 1) match += (stored[part] as number) * (context[part] as number);
    // Until the next session the context is unknown; what is expected of it is the share that stays.
    const stays = now - last > SESSION_GAP ? KEPT_PER_DAY ** (now - last) : 1;
    const faded = (gist[place] as number) * (1 - GIST_LOST_PER_DAY) ** Math.max(0, now - (met[place] as number));
    return clamp((1 - GIST_SHARE) * match * stays + GIST_SHARE * faded, 0, 1.15);
  }

  function levelAt(place: number, now: number): number {
    let support = 0;
    for (const edge of edgesBefore(course, place))
      support += edge.weight * Math.min(0, retrieval(edge.place, now) - 0.6);
    return START + talent + (liking[place] as number) + LIFT * retrieval(place, now) + 0.5 * support;
  }

  function masteryAt(place: number, now: number): number {
    return normalCdf((levelAt(place, now) - (course.skills[place] as SimulatedSkill).difficulty) / NOISE);
  }

  function drift(now: number): void {
    const days = now - last;
    const kept = KEPT_PER_ANSWER * (days > SESSION_GAP ? KEPT_PER_DAY ** days : 1);
    const fresh = Math.sqrt(1 - kept * kept);
    const noise = unit(Float64Array.from({ length: CONTEXT }, () => sampleNormal(happenings)));
    context = unit(context.map((value, part) => kept * value + fresh * (noise[part] as number)));
    wander = 0.95 * wander + 0.12 * sampleNormal(happenings);
    last = now;
  }

  function learn(place: number, correct: boolean, chance: number): number {
    let ready = 1;
    for (const edge of edgesBefore(course, place))
      ready *= 1 - edge.weight * (1 - Math.min(1, retrieval(edge.place, last)));
    const fatigue = Math.min(1.2, conduct.fatigue());
    const reach = correct ? 1 : 0.5 + 0.5 * chance;
    const rate = Math.exp(logRate + wander - 0.5 * fatigue) * reach * (0.25 + 0.75 * ready);
    const before = retrieval(place, last);
    const step = Math.min(0.9, rate) * Math.max(0, 1.15 - before);
    const stored = memory[place] as Float64Array;
    for (let part = 0; part < CONTEXT; part += 1) {
      stored[part] = (stored[part] as number) + step * (context[part] as number);
    }
    const faded = (gist[place] as number) * (1 - GIST_LOST_PER_DAY) ** Math.max(0, last - (met[place] as number));
    gist[place] = Math.min(3.2, faded + 1.2 * step);
    met[place] = last;
    return retrieval(place, last) - before;
  }

  return {
    answer(item: SimulatedItem, now: number) {
      drift(Math.max(last, now));
      const places = item.skills.map((id) => course.placeOf.get(id) as number);
      const main = places[0] as number;
      const hinted = happenings.next() < hints;
      const level = Math.min(...places.map((place) => levelAt(place, last)));
      const tired = 0.3 * Math.min(1, conduct.fatigue());
      const inner = normalCdf((level - item.difficulty - tired + (hinted ? 0.3 : 0)) / NOISE);
      const chance = lapse * item.guess + (1 - lapse) * (item.guess + (1 - item.guess) * inner);
      const correct = happenings.next() < chance;
      let gained = 0;
      for (const place of places) gained += learn(place, correct, inner);
      // What holds somebody is to notice that they get better (Oudeyer & Kaplan 2007).
      progress[main] = 0.6 * (progress[main] as number) + 0.4 * gained;
      const better = clamp((progress[main] as number) / 0.12, 0, 1);
      failures = correct ? 0 : failures + 1;
      const joy = 0.25 + 0.45 * better + 0.25 * habits.likes[item.kind] + (correct ? 0.15 : 0);
      const seconds = conduct.thinks(1 - Math.abs(2 * chance - 1));
      conduct.feels(
        {
          strain: correct ? 0 : (1 - 0.6 * better) * Math.min(1, 0.5 + 0.25 * failures),
          dullness: correct ? (1 - better) * inner ** 2 * 0.8 : 0.2 * (1 - better),
          joy,
        },
        seconds,
      );
      return { correct, seconds, hinted, liked: conduct.thumb(item.kind, joy) };
    },
    goesOn: conduct.goesOn,
    leave: conduct.leave,
    mastery: (place, now) => masteryAt(place, Math.max(last, now)),
  };
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** The standard normal distribution by its logistic stand-in, within .01 (Haley 1952). */
function normalCdf(x: number): number {
  return logistic(1.702 * x);
}
