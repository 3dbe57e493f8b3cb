import type { CatalogueView } from '../catalogue/index.js';
import { isMastered, levelOf, type MotivationType, type Owner, type ProfileDocument } from '../learners/index.js';
import { type GoalProgress, UserProfileAnalyzer } from '../profiles/index.js';
import { untrainedMemory } from '../reviews/index.js';
import { type Amount, amountOf } from './amount.js';
import { TARGETS, type Target } from './choices.js';
import { targetNear } from './drafts.js';
import { type GoalGround, readGround } from './ground.js';
import type { GoalDependencies } from './ports.js';

/** A skill of the goal as meters show it. */
export interface GoalSkill {
  readonly id: string;
  readonly title: string;
  readonly known: number;
  readonly low: number;
  readonly high: number;
  readonly enough: boolean;
  readonly reached: boolean;
}

/** A goal and how far it is, for its page and for whoever else shows it. */
export interface GoalView {
  readonly state: 'none' | 'set' | 'reached';
  /** Null without a goal. */
  readonly goal: {
    readonly all: boolean;
    readonly target: Target;
    /** The level to reach, in [0, 1]. */
    readonly level: number;
    /** Where the meters of the skills mark it; null while goals are not to be looked at. */
    readonly mark: number | null;
    readonly until: string | null;
    /** The day is over, and it is not reached. */
    readonly over: boolean;
    readonly setAt: string;
    /** What drives the learner: the page speaks to them accordingly. */
    readonly motivation: MotivationType | null;
    /** Null while goals are switched off. */
    readonly progress: GoalProgress | null;
    /** Work that is expected to be left, as people would say it; null: none, or it cannot be said. */
    readonly left: Amount | null;
    readonly skills: readonly GoalSkill[];
  } | null;
  /** The learner has switched goals off, or paused everything: the goal is kept, and nothing follows it. */
  readonly ignored: boolean;
  /** When a goal was begun that is not confirmed yet; else null. */
  readonly begun: Date | null;
  /** What a next goal could be about: skills that are ready to be learned. */
  readonly next: readonly { readonly id: string; readonly title: string }[];
}

const analyzer = new UserProfileAnalyzer();
const MOST_NEXT = 3;
/** A prerequisite that counts for at least this much comes first, as in paths. */
const STRONG = 0.5;

/** @returns null while staff have bound the course to nothing */
export async function goalView(
  deps: Pick<GoalDependencies, 'storage' | 'clock' | 'inForce' | 'memoryModelFor'>,
  who: Owner & { readonly tenant: string },
): Promise<GoalView | null> {
  const ground = await readGround(deps, who);
  if (!ground) return null;
  const memory = await (deps.memoryModelFor ?? untrainedMemory)(who.tenant, who.courseId);
  return viewOf(ground, analyzer.goalProgress({ ...ground, memory }));
}

function viewOf({ catalogue, profile, draft, now }: GoalGround, progress: GoalProgress): GoalView {
  const { goals, controls } = profile;
  // Without goals the progress is that of the whole course, and says nothing of this one.
  const isOff = progress.mastery.unknown === 'switched-off';
  const reached = !isOff && goals !== null && progress.total > 0 && progress.reached === progress.total;
  const chosen = goals?.priority_areas ?? [];
  return {
    state: goals === null ? 'none' : reached ? 'reached' : 'set',
    goal: goals && {
      all: goals.priority_areas.length === 0,
      target: targetNear(goals.target_skill_level),
      level: goals.target_skill_level,
      mark: isOff ? null : goals.target_skill_level,
      until: goals.timeline,
      over: !reached && goals.timeline !== null && new Date(goals.timeline) <= now,
      setAt: goals.set_at.toISOString(),
      motivation: controls.signals_off.includes('preferences') ? null : goals.motivation_type,
      progress: isOff ? null : progress,
      left: reached || isOff || progress.minutes_left === null ? null : amountOf(progress.minutes_left),
      skills: progress.skills
        .filter(({ skill }) => chosen.length === 0 || chosen.includes(skill))
        .map(({ skill, title, known, reached: done }) => ({
          id: skill,
          title,
          known: known.value ?? 0,
          low: known.low ?? 0,
          high: known.high ?? 1,
          enough: known.value !== null,
          reached: done && !isOff,
        })),
    },
    ignored: controls.paused || controls.signals_off.includes('goals'),
    begun: draft?.started_at ?? null,
    next: reached ? nextSkills(catalogue, profile) : [],
  };
}

/** Skills that are not mastered and lean on nothing that is not; those that build on something mastered come first. */
function nextSkills(catalogue: CatalogueView, profile: ProfileDocument): GoalView['next'] {
  const isKnown = (skill: string): boolean => {
    const level = levelOf(profile, skill);
    return level !== undefined && (isMastered(level) || level.known >= TARGETS.well);
  };
  const ready = catalogue.skills.filter(
    ({ id, prerequisites }) =>
      !isKnown(id) &&
      catalogue.itemsOn(id).length > 0 &&
      prerequisites.every(({ skill, weight }) => weight < STRONG || isKnown(skill)),
  );
  const builds = ready.filter(({ prerequisites }) => prerequisites.some(({ skill }) => isKnown(skill)));
  const others = ready.filter((skill) => !builds.includes(skill));
  return [...builds, ...others].slice(0, MOST_NEXT).map(({ id, title }) => ({ id, title }));
}
