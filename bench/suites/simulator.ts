import { KEPT_MODEL, LEARNER_MODELS } from '../../src/engine/simulator/learners/index.js';
import type { LearnerModel } from '../../src/engine/simulator/learners/synthetic-learner.js';
import { tutorPolicy } from '../../src/engine/simulator/policies/index.js';
import { type Attendance, simulate } from '../../src/engine/simulator/simulate.js';
import { standardCourse } from '../../src/engine/simulator/standard-course.js';
import { type Estimate, type SimulationSummary, summarise } from '../../src/engine/simulator/summary.js';
import { type Row, rowOf, type Suite } from '../measure.js';

const LEARNERS = 1_000;
/** Of no training and no tuning. */
const SEED = 2026;
const BASELINES = ['fixed', 'fixed-goal'];

type Taught = Record<Attendance, SimulationSummary>;

/** The engine's policy beside the order of the course, on the same people. */
export const simulator: Suite = {
  name: 'simulator',
  about: 'synthetic learners taught by the engine, beside the same learners in a course of fixed order',
  async run() {
    return LEARNER_MODELS.flatMap((model) => {
      const ours = taught(model, 'engine');
      return BASELINES.flatMap((name) => rowsOf(model, ours, taught(model, name), name));
    });
  },
};

function taught(model: LearnerModel, policy: string): Taught {
  const of = (attendance: Attendance) =>
    summarise(
      simulate({
        ...{ learners: LEARNERS, seed: SEED, model, attendance },
        ...{ policy: tutorPolicy(policy), course: standardCourse() },
      }),
    );
  return { steady: of('steady'), voluntary: of('voluntary') };
}

function rowsOf(model: LearnerModel, ours: Taught, theirs: Taught, peerName: string): Row[] {
  const kept = model === KEPT_MODEL ? ' (kept)' : '';
  /** Bars are for the order of the course; beside the cut course the figures are shown without one. */
  const row = (what: string, metric: string, figure: (taught: Taught) => Estimate, better: boolean, bar?: number) => {
    const [mine, peer] = [figure(ours), figure(theirs)];
    const limit = bar !== undefined && peerName === 'fixed' ? { bar: Number((bar * peer.mean).toPrecision(4)) } : {};
    return rowOf({
      ...{ name: `${model.name}${kept}: ${what}`, metric: `${metric} (95 %: ${plusMinus(mine)}, ${plusMinus(peer)})` },
      ...{ ours: mine.mean, peer: peer.mean, peerName, higherIsBetter: better, ...limit },
    });
  };
  return [
    row('answers to true mastery', 'answers', ({ steady }) => steady.answersToMastery, false, 0.75),
    row('paths completed', 'share', ({ voluntary }) => voluntary.completed, true, 1.7),
    row('engagement', 'minutes', ({ voluntary }) => voluntary.minutes, true, 1.4),
    row('sessions', 'sessions', ({ voluntary }) => voluntary.sessions, true),
    row('final true mastery', 'share of skills', ({ voluntary }) => voluntary.finalMastery, true),
  ];
}

function plusMinus({ mean, high }: Estimate): string {
  return `±${Number((high - mean).toPrecision(2))}`;
}
