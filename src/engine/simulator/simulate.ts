import { requirePositive, requireWhole } from '../numerics/guards.js';
import { seededRandom } from '../numerics/random.js';
import { type IndexedCourse, indexCourse, pathOf, type SimulatedCourse, type SimulatedGoal } from './course.js';
import { type LearnerModel, type SyntheticLearner, TRUE_MASTERY } from './learners/synthetic-learner.js';
import type { Tutor, TutorPolicy } from './policies/tutor.js';

/**
 * Who decides when somebody studies. 'steady': a timetable of 15 answers on three days a week, the same for all
 * policies, and nobody leaves; it measures how many answers learning takes. 'voluntary': learners come, stay and leave
 * as they like, up to the horizon; it measures who completes, and engagement.
 */
export type Attendance = 'steady' | 'voluntary';

/** Who is taught what, how and for how long. */
export interface SimulationInput {
  readonly learners: number;
  readonly seed: number | string;
  readonly model: LearnerModel;
  readonly policy: TutorPolicy;
  readonly course: SimulatedCourse;
  readonly attendance: Attendance;
  /** Days of voluntary study; 42 (six weeks) unless told otherwise. */
  readonly horizonDays?: number;
  /** The number of the first learner: others are other people. */
  readonly from?: number;
}

/** What became of one learner. */
export interface LearnerOutcome {
  readonly learner: number;
  readonly goal: string;
  /** Answers given when all skills of the goal's path were first truly mastered at once; null: never. */
  readonly answersToMastery: number | null;
  readonly daysToMastery: number | null;
  readonly answers: number;
  readonly minutes: number;
  readonly sessions: number;
  /** Left for good before the horizon. */
  readonly left: boolean;
  /** Share of the path's skills truly mastered at the end, in [0, 1]. */
  readonly finalMastery: number;
}

/** Days of voluntary study: six weeks, a usual length of an open course. */
export const HORIZON_DAYS = 42;
/** Answers in each session of steady study. */
export const STEADY_ANSWERS = 15;
/** Days from one session of steady study to the next, in turns: three a week. */
export const STEADY_GAPS: readonly number[] = [2, 2, 3];
/** Steady study ends here at the latest: 60 sessions, or twenty weeks. */
export const STEADY_CAP = 900;

/**
 * Lets a policy teach synthetic learners. Learner i of a seed is the same person under every policy (traits and goal
 * come from a stream of their own), so policies can be compared in pairs. Pure: the same input gives the same bytes.
 *
 * @throws RangeError when the course cannot be taught (see `indexCourse`) or a number is out of range
 */
export function simulate(input: SimulationInput): LearnerOutcome[] {
  requireWhole('learners', input.learners, 1);
  requirePositive('horizonDays', input.horizonDays ?? HORIZON_DAYS);
  const course = indexCourse(input.course);
  return Array.from({ length: input.learners }, (_, index) => follow(input, course, (input.from ?? 0) + index));
}

function follow(input: SimulationInput, course: IndexedCourse, learner: number): LearnerOutcome {
  const { model, policy, seed } = input;
  const name = `${seed}:${model.name}:${learner}`;
  const goal = Math.floor(seededRandom(`${name}:goal`).next() * course.goals.length);
  const person = model.create(course, seededRandom(`${name}:traits`), seededRandom(`${name}:happenings`));
  const tutor = policy.start({ course, goal, random: seededRandom(`${name}:tutor`) });
  const study = input.attendance === 'steady' ? studySteadily : studyFreely;
  const end = study(person, tutor, watchPath(pathOf(course, goal), person), input.horizonDays ?? HORIZON_DAYS);
  return { learner, goal: (course.goals[goal] as SimulatedGoal).id, ...end };
}

interface PathWatch {
  /** Whether all of the path is truly mastered now. */
  complete(now: number): boolean;
  share(now: number): number;
}

/** Asks for the skill that was missing last first: it mostly still is. */
function watchPath(path: readonly number[], person: SyntheticLearner): PathWatch {
  let missing = 0;
  const has = (index: number, now: number) => person.mastery(path[index] as number, now) >= TRUE_MASTERY;
  return {
    complete(now) {
      for (let step = 0; step < path.length; step += 1) {
        const index = (missing + step) % path.length;
        if (has(index, now)) continue;
        missing = index;
        return false;
      }
      return true;
    },
    share: (now) => path.filter((_, index) => has(index, now)).length / path.length,
  };
}

type Ending = Omit<LearnerOutcome, 'learner' | 'goal'>;

function studySteadily(person: SyntheticLearner, tutor: Tutor, path: PathWatch): Ending {
  let [day, answers, minutes, sessions] = [0, 0, 0, 0];
  for (;;) {
    let now = day;
    sessions += 1;
    for (let inSession = 0; inSession < STEADY_ANSWERS; inSession += 1) {
      const seconds = step(person, tutor, now, inSession);
      now += seconds / 86_400;
      answers += 1;
      minutes += seconds / 60;
      const complete = path.complete(now);
      if (!complete && answers < STEADY_CAP) continue;
      const [answersToMastery, daysToMastery] = complete ? [answers, now] : [null, null];
      const finalMastery = path.share(now);
      return { answersToMastery, daysToMastery, answers, minutes, sessions, left: false, finalMastery };
    }
    person.leave(now);
    day += STEADY_GAPS[(sessions - 1) % STEADY_GAPS.length] as number;
  }
}

function studyFreely(person: SyntheticLearner, tutor: Tutor, path: PathWatch, horizon: number): Ending {
  let [answers, minutes, sessions, left] = [0, 0, 0, false];
  let [answersToMastery, daysToMastery]: [number | null, number | null] = [null, null];
  let day: number | null = 0;
  while (day !== null && day < horizon) {
    let now: number = day;
    sessions += 1;
    for (let inSession = 0; inSession === 0 || person.goesOn(); inSession += 1) {
      const seconds = step(person, tutor, now, inSession);
      now += seconds / 86_400;
      answers += 1;
      minutes += seconds / 60;
      if (answersToMastery === null && path.complete(now)) [answersToMastery, daysToMastery] = [answers, now];
    }
    day = person.leave(now);
    left = day === null;
  }
  const finalMastery = path.share(horizon);
  return { answersToMastery, daysToMastery, answers, minutes, sessions, left, finalMastery };
}

/** One question and its answer. @returns the seconds that it took */
function step(person: SyntheticLearner, tutor: Tutor, now: number, inSession: number): number {
  const moment = { now, inSession };
  const item = tutor.next(moment);
  const answer = person.answer(item, now);
  tutor.observe(item, answer, moment);
  return answer.seconds;
}
