import { clamp, logistic } from '../../numerics/logistic.js';
import type { RandomSource } from '../../numerics/random.js';
import { sampleNormal } from '../../numerics/sample.js';
import { edgesBefore, type IndexedCourse, type SimulatedItem, type SimulatedSkill } from '../course.js';
import { createConduct, drawHabits } from './conduct.js';
import type { LearnerModel, SyntheticLearner } from './synthetic-learner.js';

/** Decay of a trace: d = 0.217 e^activation + 0.177 (Pavlik & Anderson 2005, eq. 3 and table 2). */
const DECAY_SCALE = 0.217;
const DECAY_LEAST = 0.177;
/** Between sessions time passes for memory at this rate (the same paper: interference outside the session). */
const OUTSIDE = 0.025;
const SECONDS_PER_DAY = 86_400;
/** Gaps longer than this, in days, lie between sessions. */
const SESSION_GAP = 0.1;
/** Activation of a skill never met, and what a unit of it is worth on the latent scale. */
const UNPRACTISED = -4;
const WORTH = 0.75;
const STEEPNESS = 1.5;
/** The latent level of the middling learner before any practice. */
const START = -1.2;
/** What a standard deviation of talent is worth there. More of it shows in what they bring along (Koedinger et al. 2023). */
const TALENT = 0.3;
/** Beyond so many traces of a skill the oldest two become one (in the spirit of Petrov 2006). */
const MOST_TRACES = 16;
/** Similar skills practised in between get in each other's way (the fan effect of Anderson 1974). */
const INTERFERENCE = 0.01;
const INTERFERENCE_LEFT = 0.97;

/** Practice of one skill: when (in seconds as memory counts them), how strong, how fast each trace fades. */
interface Traces {
  readonly at: number[];
  readonly weight: number[];
  readonly decay: number[];
}

/**
 * Skill as practice: activation A = ln sum w_i t_i^-d_i over all traces (Anderson & Schooler 1991), which gives the power
 * law of practice (Newell & Rosenbloom 1981) and of forgetting, and, by the decay that grows with the activation at the
 * time of practice, the spacing effect (Pavlik & Anderson 2005). The level on the latent scale is
 *
 *   x = 0.3 talent + leaning + 0.75 (max(A, -4) + 4) - 1.2 - interference,   P = g + (1 - g - slip) logistic(1.5 (x - b - tiredness))
 *
 * A right answer leaves more the harder it was, a wrong one (its solution is read) more the nearer it was; both less
 * when what comes before is weak or the learner is tired. Practice of a skill refreshes what it leans on, a little.
 */
export const practiceModel: LearnerModel = {
  name: 'practice',
  about: 'power law of practice and of forgetting (ACT-R activation), transfer from prerequisites, interference',
  create,
};

function create(course: IndexedCourse, traits: RandomSource, happenings: RandomSource): SyntheticLearner {
  const habits = drawHabits(traits);
  const talent = sampleNormal(traits);
  const speed = Math.exp(0.35 * sampleNormal(traits));
  const slip = 0.03 + 0.07 * traits.next();
  const hints = 0.05 + 0.15 * traits.next();
  const leaning = course.skills.map(() => 0.15 * sampleNormal(traits));
  const traces = course.skills.map((): Traces => ({ at: [], weight: [], decay: [] }));
  const noise = new Float64Array(course.skills.length);
  const similar = similarSkills(course);
  let [clock, last] = [0, 0];
  // Some come with old knowledge: firm traces of a month ago, of this skill and of what it leans on.
  for (const place of course.skills.keys()) {
    if (traits.next() < 0.4 * logistic(1.5 * talent - 0.5))
      for (const each of [place, ...edgesOf(place)]) remember(each, 5, 0.19);
  }
  clock = 30 * SECONDS_PER_DAY * OUTSIDE;
  const conduct = createConduct(habits, happenings);
  let [lastSkill, run, failures] = [-1, 0, 0];

  function edgesOf(place: number): number[] {
    return edgesBefore(course, place).map((edge) => edge.place);
  }

  function remember(place: number, weight: number, decay?: number): void {
    const { at, weight: weights, decay: decays } = traces[place] as Traces;
    decays.push(decay ?? DECAY_SCALE * Math.exp(Math.min(1, activation(place, clock))) + DECAY_LEAST);
    at.push(clock);
    weights.push(weight);
    if (at.length > MOST_TRACES) mergeOldest(traces[place] as Traces);
  }

  function activation(place: number, when: number): number {
    const { at, weight, decay } = traces[place] as Traces;
    let sum = 0;
    for (let index = 0; index < at.length; index += 1) {
      const age = Math.max(1, when - (at[index] as number));
      sum += (weight[index] as number) * age ** -(decay[index] as number);
    }
    return sum > 0 ? Math.log(sum) : UNPRACTISED;
  }

  /** The clock of memory at a moment: it runs slowly between sessions. */
  function memoryTime(now: number): number {
    const days = Math.max(0, now - last);
    const rate = days > SESSION_GAP ? OUTSIDE : 1;
    return clock + days * SECONDS_PER_DAY * rate;
  }

  function levelAt(place: number, when: number): number {
    const grown = WORTH * (Math.max(UNPRACTISED, activation(place, when)) - UNPRACTISED);
    return TALENT * talent + (leaning[place] as number) + grown - (noise[place] as number) + START;
  }

  function masteryAt(place: number, when: number): number {
    return logistic(STEEPNESS * (levelAt(place, when) - (course.skills[place] as SimulatedSkill).difficulty));
  }

  function readiness(place: number): number {
    let ready = 1;
    for (const edge of edgesBefore(course, place)) ready *= 1 - edge.weight * (1 - masteryAt(edge.place, clock));
    return ready;
  }

  function learn(places: readonly number[], reach: number, correct: boolean, fatigue: number): void {
    const worth = correct ? 0.6 + 0.8 * (1 - reach) : 0.25 + 0.6 * reach;
    for (const place of places) {
      const weight = speed * worth * (0.25 + 0.75 * readiness(place)) * (1 - 0.4 * fatigue);
      remember(place, weight);
      for (const edge of edgesBefore(course, place)) remember(edge.place, 0.25 * edge.weight * weight);
      for (const other of similar[place] as readonly number[])
        noise[other] = Math.min(0.5, (noise[other] as number) + INTERFERENCE);
    }
    for (let place = 0; place < noise.length; place += 1) {
      noise[place] = (noise[place] as number) * INTERFERENCE_LEFT;
    }
  }

  return {
    answer(item: SimulatedItem, now: number) {
      clock = memoryTime(now);
      last = Math.max(last, now);
      const places = item.skills.map((id) => course.placeOf.get(id) as number);
      const fatigue = Math.min(1, conduct.fatigue());
      const hinted = happenings.next() < hints;
      const level = Math.min(...places.map((place) => levelAt(place, clock)));
      const reach = logistic(STEEPNESS * (level - item.difficulty - 0.4 * fatigue + (hinted ? 0.4 : 0)));
      const correct = happenings.next() < item.guess + Math.max(0, 1 - item.guess - slip) * reach;
      learn(places, reach, correct, fatigue);
      const main = places[0] as number;
      run = main === lastSkill ? run + 1 : 1;
      lastSkill = main;
      failures = correct ? 0 : failures + 1;
      const joy = 0.45 + 0.3 * habits.likes[item.kind] + (correct ? 0.35 * (1 - reach) + 0.1 : -0.1);
      const seconds = conduct.thinks(1 - reach);
      conduct.feels(
        {
          strain: correct ? 0 : Math.min(1, 0.4 + 0.3 * (failures - 1)),
          dullness: clamp((reach - 0.85) / 0.1, 0, 1) * 0.7 + Math.min(0.5, 0.1 * Math.max(0, run - 5)),
          joy,
        },
        seconds,
      );
      return { correct, seconds, hinted, liked: conduct.thumb(item.kind, joy) };
    },
    goesOn: conduct.goesOn,
    leave: conduct.leave,
    mastery: (place, now) => masteryAt(place, memoryTime(now)),
  };
}

/** Skills that lean on the same one. */
function similarSkills(course: IndexedCourse): readonly (readonly number[])[] {
  return course.before.map((edges, place) => {
    const shared = new Set(edges.map((edge) => edge.place));
    return course.before.flatMap((others, other) =>
      other !== place && others.some((edge) => shared.has(edge.place)) ? [other] : [],
    );
  });
}

/** One trace in place of the oldest two: their weights together, their times and decays in proportion. */
function mergeOldest({ at, weight, decay }: Traces): void {
  const [first, second] = [weight[0] as number, weight[1] as number];
  const share = first / (first + second);
  for (const values of [at, decay]) {
    const merged = share * (values[0] as number) + (1 - share) * (values[1] as number);
    values.splice(0, 2, merged);
  }
  weight.splice(0, 2, first + second);
}
