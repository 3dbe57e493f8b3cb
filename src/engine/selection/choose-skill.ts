import { requireNonNegative, requireProbability, requireSome } from '../numerics/guards.js';
import { pickWeighted, type RandomSource } from '../numerics/random.js';
import { softmax } from '../numerics/softmax.js';
import { ENOUGH_EVIDENCE } from '../tracing/mastery.js';
import { type Prerequisite, READY, readinessOf, weakestPrerequisite } from './readiness.js';
import type { SkillReason } from './reasons.js';

/** An assigned skill as the profile knows it now. */
export interface PracticeSkill {
  readonly id: string;
  /** P(known), in [0, 1]. */
  readonly known: number;
  /** The level to reach, in (0, 1]. */
  readonly target: number;
  /** Sum of the weights of the answers so far. */
  readonly evidence: number;
  readonly prerequisites: readonly Prerequisite[];
  /** Minutes since the last answer on this skill; absent when there was none. */
  readonly minutesSinceLastAnswer?: number | undefined;
}

/** All that the choice of a skill rests on. */
export interface SkillChoiceInput {
  readonly skills: readonly PracticeSkill[];
  /** P(known) of prerequisites that are not among `skills`. */
  readonly knownElsewhere?: ReadonlyMap<string, number>;
  /** The ids that may be chosen; all of `skills` when absent. */
  readonly mayStand?: ReadonlySet<string>;
  /** The skills of the last questions, oldest first. */
  readonly recentSkills?: readonly string[];
  readonly random: RandomSource;
}

/** A skill that could have been chosen, with its chance of that (propensity, in [0, 1]). */
export interface SkillCandidate {
  readonly skill: string;
  readonly score: number;
  readonly propensity: number;
  /** How far the prerequisites are there, in [0, 1]. */
  readonly readiness: number;
  /** How far below the target, as a share of it, in [0, 1]. */
  readonly gap: number;
}

/** The skill that was drawn, how likely that was, and what else could have been. */
export interface SkillChoice {
  readonly chosen: string;
  readonly propensity: number;
  /** All skills that could have been chosen, best score first; the propensities sum to 1. */
  readonly candidates: readonly SkillCandidate[];
  readonly reasons: readonly SkillReason[];
}

/** A skill is not asked more often than this in a row while another one is due and ready. */
export const LONGEST_RUN = 3;
/** What not knowing the level, and time away, add to a gap of at most 1. */
const WORTH_OF_A_FIRST_LOOK = 0.2;
const WORTH_OF_A_REST = 0.15;
/** Each question in a row on the skill makes the next one less likely. */
const COST_OF_A_REPEAT = 0.25;
const MINUTES_PER_DAY = 24 * 60;
/** Low: a score that is 0.1 better is chosen seven times as often. */
const TEMPERATURE = 0.05;

/** Below its target: there is something left to learn for this assignment. */
export function isDue({ known, target }: Pick<PracticeSkill, 'known' | 'target'>): boolean {
  return known < target;
}

/**
 * Chooses the skill of the next question among those that may stand: the ones below target, or all once none is.
 *
 *   score = readiness (gap + 0.2 / (1 + evidence) + 0.15 rest) (1 - 0.25 run)
 *   gap   = max(0, target - known) / target,   rest = 1 - e^(-days since the last answer) (0 if never asked)
 *
 * run counts the questions in a row on the skill just now; at three it steps aside for another that is due and ready
 * (interleaving: Rohrer & Taylor 2007). The choice is drawn with softmax(score / 0.05), so it can be audited and
 * replayed; see `readinessOf` for the prerequisites.
 *
 * @throws RangeError when no skill may stand, an id comes twice, a number is out of range, or the level of a
 *   prerequisite is neither in `skills` nor in `knownElsewhere`
 */
export function chooseSkill(input: SkillChoiceInput): SkillChoice {
  const { skills, random, recentSkills = [] } = input;
  requireSome('skills', skills);
  const levels = levelsOf(skills, input.knownElsewhere);
  const last = recentSkills.at(-1);
  const run = runLength(recentSkills);
  const all = skills.map((skill) => ({
    skill,
    readiness: readinessOf(skill, levels),
    gap: Math.max(0, skill.target - skill.known) / skill.target,
  }));
  const standing = requireSome(
    'skills that may stand',
    all.filter(({ skill }) => input.mayStand?.has(skill.id) ?? true),
  );
  const due = standing.filter(({ skill }) => isDue(skill));
  const open = due.length > 0 ? due : standing;
  const stepsAside = run >= LONGEST_RUN && open.some((one) => one.skill.id !== last && one.readiness >= READY);
  const pool = open
    .filter((one) => !(stepsAside && one.skill.id === last))
    .map((one) => ({ ...one, score: scoreOf(one, one.skill.id === last ? run : 0) }));
  const propensities = softmax(
    pool.map(({ score }) => score),
    TEMPERATURE,
  );
  const index = pickWeighted(propensities, random);
  const chosen = pool[index] as (typeof pool)[number];
  const candidates = pool
    .map(({ skill, score, readiness, gap }, at) => {
      return { skill: skill.id, score, propensity: propensities[at] as number, readiness, gap };
    })
    .sort((a, b) => b.score - a.score);
  const reasons = reasonsFor(chosen, all);
  if (last !== undefined && last !== chosen.skill.id && run > 1) {
    reasons.push({ code: 'change-of-skill', skill: chosen.skill.id, from: last, run });
  }
  const weakest = chosen.readiness < READY ? weakestPrerequisite(chosen.skill, levels) : undefined;
  if (weakest) reasons.push({ code: 'needs-first', skill: chosen.skill.id, ...weakest });
  return { chosen: chosen.skill.id, propensity: propensities[index] as number, candidates, reasons };
}

interface Scored {
  readonly skill: PracticeSkill;
  readonly readiness: number;
  readonly gap: number;
}

function scoreOf({ skill, readiness, gap }: Scored, run: number): number {
  const { evidence, minutesSinceLastAnswer: minutes } = skill;
  const rest = minutes === undefined ? 0 : 1 - Math.exp(-minutes / MINUTES_PER_DAY);
  const worth = gap + WORTH_OF_A_FIRST_LOOK / (1 + evidence) + WORTH_OF_A_REST * rest;
  return readiness * worth * Math.max(0, 1 - COST_OF_A_REPEAT * run);
}

function reasonsFor(chosen: Scored, all: readonly Scored[]): SkillReason[] {
  const { id: skill, known, target, evidence } = chosen.skill;
  if (!isDue(chosen.skill)) return [{ code: 'keep-fresh', skill, known, target }];
  const reasons: SkillReason[] = [];
  const furthest = all.every((other) => other.readiness < READY || other.gap <= chosen.gap);
  const alone = all.every((other) => other.skill.id === skill || !isDue(other.skill));
  if (alone) reasons.push({ code: 'only-skill-left', skill, known, target });
  else if (furthest && chosen.readiness >= READY) reasons.push({ code: 'weakest-ready-skill', skill, known, target });
  else reasons.push({ code: 'below-target', skill, known, target });
  if (evidence < ENOUGH_EVIDENCE) reasons.push({ code: 'not-enough-answers', skill, evidence });
  return reasons;
}

/** How many of the last questions in a row were on the last skill. */
function runLength(recentSkills: readonly string[]): number {
  const last = recentSkills.at(-1);
  const other = recentSkills.findLastIndex((skill) => skill !== last);
  return recentSkills.length - 1 - other;
}

function levelsOf(
  skills: readonly PracticeSkill[],
  knownElsewhere: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, { known: number; target?: number }> {
  const levels = new Map<string, { known: number; target?: number }>();
  for (const [skill, known] of knownElsewhere) {
    levels.set(skill, { known: requireProbability(`known of ${skill}`, known) });
  }
  const seen = new Set<string>();
  for (const { id, known, target, evidence, minutesSinceLastAnswer = 0 } of skills) {
    if (seen.has(id)) throw new RangeError(`skills must differ, but ${id} comes twice`);
    seen.add(id);
    requireProbability(`known of ${id}`, known);
    requireProbability(`target of ${id}`, target);
    if (target === 0) throw new RangeError(`target of ${id} must be above 0`);
    requireNonNegative(`evidence of ${id}`, evidence);
    requireNonNegative(`minutesSinceLastAnswer of ${id}`, minutesSinceLastAnswer);
    levels.set(id, { known, target });
  }
  return levels;
}
