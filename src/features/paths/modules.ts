import type { MemoryModel } from '../../engine/memory/memory-model.js';
import { clamp, logistic } from '../../engine/numerics/logistic.js';
import type { PathModule } from '../../engine/paths/path-problem.js';
import { ENOUGH_EVIDENCE } from '../../engine/tracing/mastery.js';
import type { CatalogueView, Lesson, Skill } from '../catalogue/index.js';
import type { PlacementDocument } from '../courses/index.js';
import { levelOf, MASTERED, type ProfileDocument, type SkillLevel } from '../learners/index.js';
import { assignedSkills, isClosed } from '../practice/index.js';
import { daysOf, memoryOf, planReviews, WANTED_RECALL } from '../reviews/index.js';
import type { PathKind, PathModality } from './schema.js';
import { type PathSignals, SECONDS_PER_QUESTION } from './signals.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Share of what is missing of a skill that its lesson closes; a second lesson on it, in another form, closes less. */
const [LESSON_GAIN, SECOND_LESSON_GAIN] = [0.2, 0.05];
/** Whoever knows that much of a skill goes to its practice at once. */
const LESSON_BELOW = 0.6;
/** A prerequisite that counts for at least this much comes first. */
const STRONG = 0.5;
/** Questions of one practice step, at the least and at the most. */
const [LEAST_QUESTIONS, MOST_QUESTIONS] = [3, 30];
/** Practice that reaches its goal leaves this share of the rest. */
const BEYOND = 0.5;
const REVIEW_QUESTIONS = 3;
/** An assignment without a length of its own, and what it adds to each of its skills. */
const ASSESSMENT_QUESTIONS = 10;
const ASSESSMENT_GAIN = 0.1;
/** An assignment on more skills than this waits for none of them. */
const FEW_SKILLS = 6;

/** What a module is, for whoever shows it. */
export interface ModuleInfo {
  readonly kind: PathKind;
  readonly contentId: string;
  readonly title: string;
  readonly modality: PathModality;
  readonly skills: readonly string[];
}

/** All that can stand in a path of this learner now, with what is behind them already. */
export interface Offered {
  readonly modules: readonly PathModule[];
  readonly info: Readonly<Record<string, ModuleInfo>>;
  readonly done: readonly string[];
  readonly startLevels: readonly number[];
}

export interface OfferInput {
  readonly profile: ProfileDocument;
  readonly catalogue: CatalogueView;
  readonly memory: MemoryModel;
  readonly placements: readonly PlacementDocument[];
  /** Placements of which a round was finished. */
  readonly finished: ReadonlySet<string>;
  readonly signals: PathSignals;
  /** Reviews that stand in the path already: they stay known when they are done. */
  readonly reviewsPlanned: readonly string[];
  readonly now: Date;
}

/** Lessons, practice, reviews and assignments as the engine takes them, in the order of the course. Pure. */
export function modulesOffered(input: OfferInput): Offered {
  const { catalogue, signals, profile } = input;
  const target = Math.max(signals.goals?.target ?? MASTERED, 0.5);
  const reviewDays = reviewDaysOf(input);
  const standing = catalogue.skills.map((skill) => standingOf(input, skill, { target, reviewDays }));
  const offer = new Offer(catalogue.skills.map(({ id }) => id));
  for (const [index, skill] of catalogue.skills.entries()) {
    const own = standing[index] as SkillStanding;
    const before = prerequisitesOf(input, skill);
    const lessons = lessonsInOrder(catalogue.lessonsOn(skill.id), signals.prefer);
    for (const [at, lesson] of lessons.entries()) {
      offer.add(`lesson:${lesson.id}`, lessonInfo(lesson), {
        minutes: lesson.minutes,
        difficulty: own.difficulty,
        prerequisites: before,
        gain: lesson.skills.map((each) => [each, at === 0 ? LESSON_GAIN : SECOND_LESSON_GAIN]),
        done: Object.hasOwn(profile.behavioral_metrics.lessons_completed, lesson.id),
        left: own.known >= LESSON_BELOW,
      });
    }
    if (catalogue.itemsOn(skill.id).length === 0) continue;
    const first = own.known < LESSON_BELOW ? lessons.slice(0, 1).map(({ id }) => `lesson:${id}`) : [];
    offer.add(`practice:${skill.id}`, infoOf('practice', skill.id, skill.title, [skill.id]), {
      minutes: minutesOf(own.questions),
      difficulty: own.difficulty,
      prerequisites: [...before, ...first],
      gain: [[skill.id, own.gain]],
      done: own.mastered,
      left: false,
    });
    offerReviews(offer, input, skill, own);
  }
  offerAssessments(offer, input);
  return offer.made(standing.map(({ planned }) => planned));
}

/** Collects modules; what is left out is known to nobody, what is done stays known. */
class Offer {
  private readonly modules = new Map<string, PathModule>();
  private readonly info: Record<string, ModuleInfo> = {};
  private readonly done: string[] = [];

  constructor(private readonly skills: readonly string[]) {}

  add(
    id: string,
    info: ModuleInfo,
    module: Pick<PathModule, 'minutes' | 'difficulty' | 'prerequisites' | 'availableDay' | 'dueDay'> & {
      readonly gain: readonly (readonly [skill: string, share: number])[];
      readonly done: boolean;
      readonly left: boolean;
    },
  ): void {
    const { gain, done, left, ...rest } = module;
    if (this.modules.has(id) || (left && !done)) return;
    const gains = new Map(gain);
    const dense = this.skills.map((skill) => gains.get(skill) ?? 0);
    this.modules.set(id, { id, modality: info.modality, ...rest, gain: dense });
    this.info[id] = info;
    if (done) this.done.push(id);
  }

  made(startLevels: readonly number[]): Offered {
    const modules = [...this.modules.values()].map((module) => ({
      ...module,
      prerequisites: [...new Set(module.prerequisites)].filter((each) => each !== module.id && this.modules.has(each)),
    }));
    return { modules, info: this.info, done: this.done, startLevels };
  }
}

interface SkillStanding {
  readonly known: number;
  readonly mastered: boolean;
  /** The level that the plan starts from: without what will be forgotten by the day of the review. */
  readonly planned: number;
  readonly questions: number;
  readonly gain: number;
  readonly difficulty: number;
  readonly review: { readonly day: number; readonly gain: number; readonly after: number } | null;
  /** The hour of the last review since 1970, which names the one that follows it. */
  readonly reviewedAt: number | null;
}

interface Measures {
  readonly target: number;
  readonly reviewDays: ReadonlyMap<string, number>;
}

function standingOf(input: OfferInput, skill: Skill, { target, reviewDays }: Measures): SkillStanding {
  const { signals, profile, catalogue } = input;
  const level = signals.usesLevels ? levelOf(profile, skill.id) : undefined;
  const { prior, learn } = skill.parameters;
  const known = level?.known ?? prior;
  const mastered = level !== undefined && isReached(level, target);
  // What is still practised needs no review beside that.
  const review = mastered ? reviewOf(level, reviewDays.get(skill.id), input) : null;
  // It closes what is left between what is known at first and somewhat beyond the goal, so that it leads there.
  const goal = target + BEYOND * (1 - target);
  return {
    known,
    mastered,
    planned: review ? known * review.retention : known,
    questions: questionsTo(target, known, learn, ENOUGH_EVIDENCE - (level?.evidence ?? 0)),
    gain: clamp(1 - (1 - goal) / (1 - prior), 0, 0.99),
    difficulty: difficultyOf(catalogue, skill.id),
    review: review && { day: review.day, after: review.after, gain: regained(known, review.retention) },
    reviewedAt: hourOf(levelOf(profile, skill.id)),
  };
}

/** A goal is a level, here as on the page of goals; how sure it is that a skill is mastered stands beside it there. */
const isReached = ({ known, evidence }: SkillLevel, target: number): boolean =>
  known >= target && evidence >= ENOUGH_EVIDENCE;

/** Chances to learn until P(known) is expected to be at the target: (1 - known)(1 - learn)^n = 1 - target. */
function questionsTo(target: number, known: number, learn: number, leastEvidence: number): number {
  const least = Math.max(LEAST_QUESTIONS, Math.ceil(leastEvidence));
  if (known >= target) return least;
  const needed = learn > 0 ? Math.ceil(Math.log((1 - target) / (1 - known)) / Math.log(1 - learn)) : MOST_QUESTIONS;
  return clamp(Number.isFinite(needed) ? needed : MOST_QUESTIONS, least, MOST_QUESTIONS);
}

/** The days for which the page of reviews plans them, as days since 1970. */
function reviewDaysOf({ signals, profile, catalogue, memory: model, now }: OfferInput): Map<string, number> {
  if (!signals.usesForgetting) return new Map();
  const { today, later } = planReviews({ profile, catalogue, model, now });
  return new Map(
    [...today, ...later].flatMap(({ skill, plannedAt }) => (plannedAt ? [[skill, daysOf(plannedAt)]] : [])),
  );
}

/** When a learned skill is to be reviewed, in days from now (0: today); null when nothing is planned for it yet. */
function reviewOf(level: SkillLevel, planned: number | undefined, { memory: model, now }: OfferInput) {
  const memory = memoryOf(level, model);
  if (!memory || planned === undefined) return null;
  const day = Math.max(0, planned - daysOf(now));
  return { day, retention: WANTED_RECALL, after: Math.floor(memory.lastAt.getTime() / HOUR) };
}

function hourOf(level: SkillLevel | undefined): number | null {
  const last = level?.reviews.at(-1);
  return last ? Math.floor(last.at.getTime() / HOUR) : null;
}

/** The share of the gap that a review closes when it brings back what was forgotten. */
const regained = (known: number, retention: number): number =>
  clamp(1 - (1 - known) / (1 - known * retention), 0, 0.99);

function offerReviews(offer: Offer, { reviewsPlanned }: OfferInput, { id, title }: Skill, own: SkillStanding): void {
  const module = { minutes: minutesOf(REVIEW_QUESTIONS), difficulty: own.difficulty, prerequisites: [] };
  const now = own.review && `review:${id}@${own.review.after}`;
  if (own.review && now) {
    offer.add(now, infoOf('review', id, title, [id]), {
      ...module,
      gain: [[id, own.review.gain]],
      done: false,
      left: false,
      ...(own.review.day > 0 && { availableDay: own.review.day }),
    });
  }
  // A review that stood in the path is done when something was recalled since.
  const prefix = `review:${id}@`;
  for (const earlier of reviewsPlanned.filter((each) => each !== now && each.startsWith(prefix))) {
    if (own.reviewedAt === null || own.reviewedAt <= Number(earlier.slice(prefix.length))) continue;
    offer.add(earlier, infoOf('review', id, title, [id]), { ...module, gain: [], done: true, left: false });
  }
}

/** Assignments with an end of their own: a length or a due date. */
function offerAssessments(offer: Offer, { catalogue, placements, finished, now }: OfferInput): void {
  for (const { _id, kind, title, settings } of placements) {
    if (kind !== 'practice' || (settings.length === null && settings.dueAt === null)) continue;
    const skills = assignedSkills(catalogue, settings.skills);
    const due = settings.dueAt === null ? null : (settings.dueAt.getTime() - now.getTime()) / DAY;
    const isOver = due !== null && due <= 0;
    const info = infoOf('assessment', _id, title || catalogue.title, skills);
    const mean = skills.reduce((sum, skill) => sum + difficultyOf(catalogue, skill), 0) / skills.length;
    offer.add(`assessment:${_id}`, info, {
      minutes: minutesOf(settings.length ?? ASSESSMENT_QUESTIONS),
      difficulty: mean,
      prerequisites: skills.length > FEW_SKILLS ? [] : skills.map((skill) => `practice:${skill}`),
      gain: skills.map((skill) => [skill, ASSESSMENT_GAIN]),
      done: finished.has(_id),
      left: isClosed(settings, now),
      ...(due !== null && !isOver && { dueDay: due }),
    });
  }
}

function prerequisitesOf({ catalogue }: OfferInput, { prerequisites }: Skill): string[] {
  return prerequisites
    .filter(({ skill, weight }) => weight >= STRONG && catalogue.itemsOn(skill).length > 0)
    .map(({ skill }) => `practice:${skill}`);
}

/** The form that is rather wanted first, else the order of the course. */
function lessonsInOrder(lessons: readonly Lesson[], prefer: PathModality | null): Lesson[] {
  const wanted = (lesson: Lesson): number => (prefer !== null && modalityOf(lesson) === prefer ? 0 : 1);
  return [...lessons].sort((a, b) => wanted(a) - wanted(b));
}

export function modalityOf(lesson: Lesson): PathModality {
  return lesson.media || lesson.modality === 'video' ? 'video' : 'text';
}

const lessonInfo = (lesson: Lesson): ModuleInfo => ({
  kind: 'lesson',
  contentId: lesson.id,
  title: lesson.title,
  modality: modalityOf(lesson),
  skills: lesson.skills,
});

const infoOf = (kind: PathKind, contentId: string, title: string, skills: readonly string[]): ModuleInfo => ({
  kind,
  contentId,
  title,
  modality: 'practice',
  skills,
});

const minutesOf = (questions: number): number => Math.max(1, Math.round((questions * SECONDS_PER_QUESTION) / 60));

/** In [0, 1], from the mean difficulty of the questions on the latent scale. */
function difficultyOf(catalogue: CatalogueView, skill: string): number {
  const items = catalogue.itemsOn(skill);
  if (items.length === 0) return 0.5;
  return logistic(items.reduce((sum, { difficulty }) => sum + difficulty, 0) / items.length);
}
