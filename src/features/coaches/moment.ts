import { READY, readinessOf } from '../../engine/selection/readiness.js';
import type { CoachMoment, Skill } from '../catalogue/index.js';
import {
  goalsInUse,
  levelOf,
  MASTERED,
  type ProfileDocument,
  type Signal,
  type SkillLevel,
  statedInUse,
} from '../learners/index.js';

/** What a moment was seen by: the numbers that its sentence can use. */
export interface Evidence {
  readonly skill: string | null;
  /** Names the wrong idea as the facts do; its words are in the catalogue. */
  readonly misconception: string | null;
  readonly values: Readonly<Record<string, number>>;
}

export interface SeenMoment extends Evidence {
  readonly moment: CoachMoment;
}

type Profile = Pick<ProfileDocument, 'skill_profile' | 'behavioral_metrics' | 'learning_style' | 'goals' | 'controls'>;

export interface MomentInput {
  readonly profile: Profile;
  /** In the order of the course. */
  readonly skills: readonly Skill[];
  /** Skills to review today, what would lose most by waiting first; only asked for when it matters. */
  readonly reviewsToday: () => readonly string[];
  readonly now: Date;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Somebody whose last answer is older has left. */
const SESSION_MINUTES = 30;
const AWAY_DAYS = 3;
/** Longest sitting without a word about a break, unless the learner said how long they like to work. */
const LONG_MINUTES = 45;
const REPEATED = 2;
const STUCK_OF = 4;
const STUCK_WRONG = 3;
const EASY_RUN = 5;
/** Faster than this share of their own usual time is fast. */
const FAST = 0.5;
const FELT_EASY = 2;
const NEAR = 0.15;
const NEAR_EVIDENCE = 2;
const MANY_ANSWERS = 10;

/** Whether a moment is there; null: it is not. */
type Look = (input: MomentInput) => Evidence | null;

interface Rule {
  readonly moment: CoachMoment;
  /** What it looks at; it is not looked for when the learner has switched one of them off. */
  readonly signals: readonly Signal[];
  readonly look: Look;
}

/** The first that is there counts: what needs help now comes before what may be celebrated, and a plan is always there. */
const RULES: readonly Rule[] = [
  { moment: 'greeting', signals: [], look: ({ profile }) => when(profile.behavioral_metrics.answers === 0) },
  { moment: 'returning', signals: ['habits'], look: away },
  { moment: 'tired', signals: ['habits'], look: long },
  { moment: 'misconception', signals: ['skills'], look: sameIdea },
  { moment: 'stuck', signals: ['skills'], look: stuck },
  { moment: 'bored', signals: ['skills', 'habits'], look: easy },
  { moment: 'finished', signals: ['skills'], look: justMastered },
  { moment: 'nearly-there', signals: ['skills', 'goals'], look: near },
  { moment: 'effort', signals: ['habits'], look: worked },
  { moment: 'review-due', signals: ['skills', 'forgetting'], look: due },
];

/**
 * The moment that a learner is in, with what it was seen by. Thresholds: away for 3 days; sitting for 45 minutes, or as
 * long as they said; the same wrong idea twice and nothing right since, in this sitting; 3 of the last 4 answers on a
 * skill wrong; 5 right in a row in half of their usual time, or felt too easy twice; a skill mastered today, or within
 * 0.15 of the goal; 10 answers in this sitting; a review that is planned for today. Otherwise: what is next.
 */
export function coachMoment(input: MomentInput): SeenMoment {
  const { controls } = input.profile;
  if (!controls.paused) {
    for (const { moment, signals, look } of RULES) {
      if (signals.some((signal) => controls.signals_off.includes(signal))) continue;
      const evidence = look(input);
      if (evidence) return { moment, ...evidence };
    }
  }
  return { moment: 'plan', ...evidenceFor('plan', input) };
}

/** What can be said about a moment that somebody asks for, whether it is there or not. */
export function evidenceFor(moment: CoachMoment, input: MomentInput, skill: string | null = null): Evidence {
  const rule = RULES.find((one) => one.moment === moment);
  const { controls } = input.profile;
  const open =
    rule !== undefined && !controls.paused && !rule.signals.some((one) => controls.signals_off.includes(one));
  const found = (open ? rule.look(input) : null) ?? nothing();
  if (skill !== null) return { ...found, skill, misconception: found.skill === skill ? found.misconception : null };
  if (moment === 'plan') return { ...found, skill: nextSkill(input) };
  return { ...found, skill: found.skill ?? latestSkill(input.profile)?.id ?? null };
}

const nothing = (): Evidence => ({ skill: null, misconception: null, values: {} });
const when = (there: boolean): Evidence | null => (there ? nothing() : null);
const about = (skill: string, values: Evidence['values'] = {}): Evidence => ({ skill, misconception: null, values });

function away({ profile, now }: MomentInput): Evidence | null {
  const { last_active_at } = profile.behavioral_metrics;
  const days = last_active_at === null ? 0 : Math.floor((now.getTime() - last_active_at.getTime()) / DAY);
  if (days < AWAY_DAYS) return null;
  return { skill: latestSkill(profile)?.id ?? null, misconception: null, values: { days } };
}

/** The sitting that goes on now, if one does. */
function sitting({ profile, now }: MomentInput) {
  const session = profile.behavioral_metrics.sessions.at(-1);
  return session && minutesSince(session.last_at, now) <= SESSION_MINUTES ? session : null;
}

function long(input: MomentInput): Evidence | null {
  const session = sitting(input);
  if (!session) return null;
  const minutes = Math.floor(minutesSince(session.started_at, input.now));
  const most = statedInUse(input.profile).session_minutes ?? LONG_MINUTES;
  if (minutes < most) return null;
  return { skill: null, misconception: null, values: { minutes, count: session.answers } };
}

function sameIdea({ profile, now }: MomentInput): Evidence | null {
  const ideas = Object.entries(profile.skill_profile.misconceptions)
    .filter(([, idea]) => idea.times >= REPEATED && idea.right_since === 0)
    .filter(([, { last_at }]) => minutesSince(last_at, now) <= SESSION_MINUTES)
    .sort(([, a], [, b]) => b.last_at.getTime() - a.last_at.getTime());
  const [latest] = ideas;
  return latest ? { skill: latest[1].skill, misconception: latest[0], values: { count: latest[1].times } } : null;
}

function stuck({ profile, now }: MomentInput): Evidence | null {
  const latest = latestSkill(profile);
  if (!latest) return null;
  const last = latest.level.recent.slice(-STUCK_OF).filter(({ at }) => minutesSince(at, now) <= SESSION_MINUTES);
  const wrong = last.filter(({ correct }) => !correct).length;
  return wrong >= STUCK_WRONG ? about(latest.id, { count: wrong }) : null;
}

function easy({ profile, now }: MomentInput): Evidence | null {
  const { felt, seconds, answers } = profile.behavioral_metrics;
  const latest = latestSkill(profile);
  if (!latest || answers === 0) return null;
  const saying = felt.recent.slice(-FELT_EASY).filter(({ at }) => minutesSince(at, now) <= SESSION_MINUTES);
  if (saying.length === FELT_EASY && saying.every((one) => one.felt === 'too-easy')) return about(latest.id);
  const last = latest.level.recent.slice(-EASY_RUN).filter(({ at }) => minutesSince(at, now) <= SESSION_MINUTES);
  if (last.length < EASY_RUN || !last.every(({ correct, weight }) => correct && weight === 1)) return null;
  const mean = last.reduce((sum, one) => sum + one.seconds, 0) / last.length;
  return mean < FAST * (seconds / answers) ? about(latest.id, { count: last.length }) : null;
}

function justMastered({ profile, now }: MomentInput): Evidence | null {
  const latest = latestSkill(profile);
  if (!latest || minutesSince(latest.level.last_at, now) > SESSION_MINUTES) return null;
  if (!profile.skill_profile.mastered_concepts.includes(latest.id)) return null;
  const { trajectories } = profile.skill_profile;
  const line = Object.hasOwn(trajectories, latest.id) ? (trajectories[latest.id] ?? []) : [];
  const today = now.toISOString().slice(0, 10);
  const before = line.filter(({ day }) => day < today).at(-1)?.known ?? 0;
  return before < MASTERED ? about(latest.id) : null;
}

function near({ profile, now }: MomentInput): Evidence | null {
  const latest = latestSkill(profile);
  if (!latest || minutesSince(latest.level.last_at, now) > SESSION_MINUTES) return null;
  const { known, evidence } = latest.level;
  const goal = profile.goals?.target_skill_level ?? MASTERED;
  return known < goal && known >= goal - NEAR && evidence >= NEAR_EVIDENCE ? about(latest.id) : null;
}

function worked(input: MomentInput): Evidence | null {
  const session = sitting(input);
  if (!session || session.answers < MANY_ANSWERS) return null;
  return { skill: null, misconception: null, values: { count: session.answers } };
}

function due({ reviewsToday }: MomentInput): Evidence | null {
  const skills = reviewsToday();
  const [first] = skills;
  return first === undefined ? null : about(first, { count: skills.length });
}

/** The first skill of the course, or of what the learner wants to work on, that is not mastered and that they are ready for. */
function nextSkill({ profile, skills }: MomentInput): string | null {
  const { paused, signals_off: off } = profile.controls;
  const looks = !paused && !off.includes('skills');
  const wanted = paused ? [] : (goalsInUse(profile)?.priority_areas ?? []);
  const levels = new Map(
    skills.map(({ id, parameters }) => [id, { known: (looks && levelOf(profile, id)?.known) || parameters.prior }]),
  );
  const open = skills.filter(({ id, prerequisites }) => {
    const known = levels.get(id)?.known ?? 0;
    return known < MASTERED && readinessOf({ id, target: MASTERED, prerequisites }, levels) >= READY;
  });
  const chosen = open.find(({ id }) => wanted.includes(id)) ?? open[0] ?? skills[0];
  return chosen?.id ?? null;
}

function latestSkill({ skill_profile }: Profile): { readonly id: string; readonly level: SkillLevel } | null {
  let latest: { id: string; level: SkillLevel } | null = null;
  for (const [id, level] of Object.entries(skill_profile.current_levels)) {
    if (latest === null || level.last_at > latest.level.last_at) latest = { id, level };
  }
  return latest;
}

const minutesSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / MINUTE;
