import { Schema } from 'mongoose';
import type { PathProblem } from '../../engine/paths/path-problem.js';
import type { PathPlan } from '../../engine/paths/replan/path-plan.js';
import type { Adaptation, ReplanOptions } from '../../engine/paths/replan/replan.js';
import type { PathProgress, ReplanTrigger } from '../../engine/paths/replan/triggers.js';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { ModuleInfo } from './modules.js';
import type { PathWarning, PathWishes, StoredPin } from './schema.js';

/** Why a path was looked at anew, besides what the engine finds by itself. */
export type PathTrigger =
  | Exclude<ReplanTrigger, { kind: 'asked' }>
  | { readonly kind: 'first-path' }
  | { readonly kind: 'catalogue-changed'; readonly from: number; readonly to: number }
  | { readonly kind: 'goals-changed' }
  | { readonly kind: 'wishes-changed' }
  | { readonly kind: 'policy-changed' }
  /** Reviews that are due and were not in the path. */
  | { readonly kind: 'review-due'; readonly modules: readonly string[] };

/** What a decision about a path looked at. */
export interface PathSaw {
  /** The last fact that the profile held. */
  readonly sequence: number;
  readonly catalogue: string;
  readonly revision: number;
  /** Version of the instructor's pins; 0 while there are none. */
  readonly pins: number;
  readonly goals: string | null;
  readonly weeklyMinutes: number;
  readonly weeklyMinutesFrom: 'wish' | 'habits' | 'default';
}

/** One decision about the rest of the path: what changed, why, and what was seen. */
export interface PathAdaptation extends Omit<Adaptation, 'triggers'>, PathSaw {
  readonly at: Date;
  readonly triggers: readonly PathTrigger[];
  readonly seed: string;
  readonly parameters: string;
}

export interface DoneStep {
  readonly module: string;
  readonly minutes: number;
  readonly done_at: Date;
}

/** Everything by which a path explains itself and can be decided again. */
export interface PathConfig {
  /** Steps that are behind the learner, in the order in which they were done. */
  readonly done: readonly DoneStep[];
  /** The plan that is in force: its steps, and what was known when it was made. */
  readonly plan: PathPlan;
  /** Ids of the skills, in the order in which levels, weights and gains are counted. */
  readonly skills: readonly string[];
  /** Title and kind of every module that the path names now. */
  readonly modules: Readonly<Record<string, ModuleInfo>>;
  readonly policy: 'engine' | 'course-order';
  readonly wishes: PathWishes;
  /** Until when the time counts. */
  readonly until: Date;
  readonly warnings: readonly PathWarning[];
  /** Modules whose due date cannot be kept any more: they are planned without it. */
  readonly late: readonly string[];
  readonly minutesPerWeek: number;
  readonly completion: { readonly median: Date | null; readonly low: Date | null; readonly high: Date | null };
  /** The newest decision: the same inputs give the same path. */
  readonly decided: PathInputs;
  readonly saw: PathSaw;
  readonly parameters: string;
}

/** What the engine was asked. `former` is null for a first path. */
export interface PathInputs {
  readonly seed: string;
  readonly problem: StoredProblem;
  readonly former: PathPlan | null;
  readonly progress: PathProgress;
  readonly options: ReplanOptions;
}

/** A problem with its gains as pairs of skill and gain: most modules are about one skill. */
export type StoredProblem = Omit<PathProblem, 'modules'> & {
  readonly modules: readonly (Omit<PathProblem['modules'][number], 'gain'> & {
    readonly gain: readonly (readonly [skill: number, gain: number])[];
  })[];
};

/** A path of one learner in one course. At most one is active; the others are history. */
export interface LearningPathDocument extends Owned {
  user_id: string;
  course_id: string;
  path_config: PathConfig;
  /** Steps done; 0-based place of the current one. */
  current_position: number;
  /** The median of `path_config.completion`. */
  estimated_completion: Date | null;
  adaptation_history: PathAdaptation[];
  state: 'active' | 'completed' | 'replaced';
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** What staff pinned in a course. `_id` is the course. */
export interface PathPinsDocument extends Owned {
  version: number;
  pins: StoredPin[];
  updated_at: Date;
}

const id = { type: String, required: true };
const { Mixed } = Schema.Types;

export const pathCollection = defineCollection<LearningPathDocument>(
  'learning_paths',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    path_config: Mixed,
    current_position: Number,
    estimated_completion: Date,
    adaptation_history: [Mixed],
    state: String,
    version: Number,
    created_at: Date,
    updated_at: Date,
  }),
);

export const pinsCollection = defineCollection<PathPinsDocument>(
  'path_pins',
  new Schema({ _id: id, tenant: id, version: Number, pins: [Mixed], updated_at: Date }),
);
