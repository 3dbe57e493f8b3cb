/** One thing that can be studied: a lesson, a video, a practice set. */
export interface PathModule {
  readonly id: string;
  /** Study time, above 0. */
  readonly minutes: number;
  /** In [0, 1]. */
  readonly difficulty: number;
  /** Ids that must come earlier in the path or be done already. */
  readonly prerequisites: readonly string[];
  /** Share of the gap to full mastery that it closes, per skill, in [0, 1). */
  readonly gain: readonly number[];
  /** Video, text, practice …; counts only when a mix is asked for. */
  readonly modality?: string;
  /** Cannot be started before this many days from now. */
  readonly availableDay?: number;
  /** Must be finished within this many days from now, when it is in the path. */
  readonly dueDay?: number;
}

/** What an instructor has decided; it goes before everything that the optimiser finds better. */
export interface PathPins {
  /** Must be in the path; what they need comes with them. */
  readonly must?: readonly string[];
  /** Open the path in this order, each after what it needs. */
  readonly first?: readonly string[];
  /** Never in the path, and so nothing that needs them. */
  readonly never?: readonly string[];
}

/** Wanted share of study time per modality; the shares sum to 1 at most. */
export interface ModalityMix {
  readonly shares: Readonly<Record<string, number>>;
  /** What the objective loses when the mix is wholly off, at least 0. */
  readonly penalty: number;
}

/** A path that the learner knows already, and how much a change of it must gain to be worth it. */
export interface KnownPath {
  /** Ids in order; those that are done or barred count for nothing. */
  readonly steps: readonly string[];
  /** Loss for each module that is added, left out or moved against the others, at least 0. */
  readonly changePenalty: number;
}

/**
 * Choose an ordered subset x of the modules that brings the learner closest to the goal within the time:
 *
 *   L_k  = 1 - (1 - s_k) * product over j of (1 - g_jk)                           final level of skill k
 *   F(x) = sum over k of w_k L_k - c * sum over j of |d_j - d_(j-1)| - p * M(x)   to be maximised
 *
 * with start levels s, gains g, goal weights w, difficulties d, c = `jumpPenalty`, p = `mix.penalty`, and M(x) half the sum of
 * |share of minutes - wanted share| over the modalities, in [0, 1]. The model of levels is noisy-or: each module closes
 * its own share of what is still missing. With a `known` path the search maximises F(x) - q C(x), where C(x) is the least
 * number of modules to add, leave out and move to make x of it, and q = `known.changePenalty`; F is still what is told.
 */
export interface PathProblem {
  readonly modules: readonly PathModule[];
  /** Level of each skill now, in [0, 1]. */
  readonly startLevels: readonly number[];
  /** How much each skill counts, at least 0. */
  readonly goalWeights: readonly number[];
  /** Study time that the learner has, at least 0. */
  readonly budgetMinutes: number;
  /** Loss per unit of difficulty between neighbours, at least 0. */
  readonly jumpPenalty: number;
  /** Modules that the learner has done: never planned again, and no longer missing as prerequisites. */
  readonly done?: readonly string[];
  readonly pins?: PathPins;
  readonly mix?: ModalityMix;
  readonly known?: KnownPath;
  /** Study minutes a day, which turn days into study time; needed when a module has a date. */
  readonly minutesPerDay?: number;
}

/** What pins clash with, for whoever has to put it into words. */
export type PinConflict =
  /** The last one is barred, or rests on what is; it is pinned itself or needed by those before it, which are. */
  | { readonly kind: 'barred'; readonly modules: readonly string[] }
  /** Minutes that the pinned modules take, with what they need, and minutes that there are. */
  | { readonly kind: 'no-time'; readonly modules: readonly string[]; readonly minutes: number; readonly budget: number }
  /** They cannot all be finished when they are due. */
  | { readonly kind: 'dates'; readonly modules: readonly string[] };

/** Thrown when no path can keep what was asked: what an instructor pinned does not fit, or rests on what is barred. */
export class InfeasiblePathError extends RangeError {
  override readonly name = 'InfeasiblePathError';
  constructor(
    message: string,
    readonly conflict: PinConflict,
  ) {
    super(message);
  }
}
