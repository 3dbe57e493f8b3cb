import { requireFinite, requireNonNegative, requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { type MemoryModel, recallChance } from './memory-model.js';
import { type MemoryTrace, recordReview } from './memory-trace.js';
import { intervalSlack, reviewInterval } from './review-interval.js';

/** A card, skill or item group that is to be kept in memory. */
export interface Reviewable {
  readonly id: string;
  readonly trace: MemoryTrace;
  /** Day of the last review, as a number of days from any fixed day. */
  readonly lastReview: number;
  /** How much it counts when not all fit in, at least 0; absent: 1. */
  readonly importance?: number;
}

/** A day on which the chance of recall is to be at least `retention`. */
export interface Exam {
  readonly day: number;
  readonly retention: number;
  /** What it asks for; absent: everything. */
  readonly ids?: readonly string[];
}

/** What a schedule must keep to. */
export interface SchedulePlan {
  /** The first day that is planned, a whole number. */
  readonly today: number;
  /** Days that are planned, at least 1. */
  readonly horizon: number;
  /** Reviews a day at most. */
  readonly dailyCap: number;
  /** Chance of recall at which a review is due, in (0, 1). */
  readonly retention: number;
  readonly exams?: readonly Exam[];
  readonly model: MemoryModel;
  readonly random: RandomSource;
}

/** Why a review lies where it does: its day has come, it is late, or an exam needs it. */
export type ReviewReason = 'due' | 'overdue' | 'exam';

/** One planned review. */
export interface PlannedReview {
  readonly id: string;
  readonly day: number;
  /** Day on which the chance has fallen to the wanted retention; it may lie before `day`. */
  readonly due: number;
  /** Chance of recall on `day`. */
  readonly chance: number;
  readonly reason: ReviewReason;
}

/** The next review of everything that has one inside the horizon. */
export interface ReviewSchedule {
  /** In order of day, and within a day what would lose most by waiting first. */
  readonly reviews: readonly PlannedReview[];
  /** What is due inside the horizon and found no room, what would lose most first. */
  readonly left: readonly string[];
  /** Reviews on each day of the horizon. */
  readonly load: readonly number[];
}

interface Wish {
  readonly item: Reviewable;
  readonly due: number;
  /** First and last day that would do. */
  readonly from: number;
  readonly to: number;
  readonly reason: ReviewReason;
  /** What one day's wait from today costs: importance times the chance of recall that is lost. */
  readonly loss: number;
}

/**
 * Plans the next review of each item. A review is due when the chance of recall has fallen to `retention`; it may move
 * within `intervalSlack` to a day with less load, days of equal load being drawn. An exam brings a review forward: to
 * the days after which, recalled and rated good, the chance on the exam's day is as wanted (the day before the exam when
 * no day gives that). No day has more than the cap; after an absence what would lose most by waiting one more day goes
 * first and the rest follows on the next days with room.
 *
 * @throws RangeError when a number of the plan or of an item is out of range
 */
export function scheduleReviews(items: readonly Reviewable[], plan: SchedulePlan): ReviewSchedule {
  requireFinite('today', plan.today);
  requireWhole('horizon', plan.horizon, 1);
  requireWhole('dailyCap', plan.dailyCap, 0);
  const end = plan.today + plan.horizon - 1;
  const wishes = items.map((item) => wishOf(item, plan)).filter(({ from }) => from <= end);
  const load = new Array<number>(plan.horizon).fill(0);
  const reviews: (PlannedReview & { loss: number })[] = [];
  const left: string[] = [];
  // What has least freedom is placed first, then what loses most; ids make the order the same everywhere.
  const ordered = wishes.sort((a, b) => a.to - b.to || b.loss - a.loss || (a.item.id < b.item.id ? -1 : 1));
  const late = ordered.filter(({ to }) => to <= plan.today).sort((a, b) => b.loss - a.loss);
  for (const wish of [...late, ...ordered.filter(({ to }) => to > plan.today)]) {
    const day = dayFor(wish, load, plan);
    if (day === null) {
      left.push(wish.item.id);
      continue;
    }
    load[day - plan.today] = (load[day - plan.today] as number) + 1;
    const chance = recallChance(wish.item.trace, day - wish.item.lastReview, plan.model);
    const reason = wish.reason === 'due' && day > wish.to ? 'overdue' : wish.reason;
    reviews.push({ id: wish.item.id, day, due: wish.due, chance, reason, loss: wish.loss });
  }
  const inOrder = reviews.sort((a, b) => a.day - b.day || b.loss - a.loss || (a.id < b.id ? -1 : 1));
  return { reviews: inOrder.map(({ loss, ...review }) => review), left, load };
}

/**
 * The whole day on which a review is due, a day or more after the last one.
 *
 * @param lastReview  whole day of the last review
 * @param retention   chance of recall at which a review is due, in (0, 1)
 */
export function dueDay(
  { trace, lastReview }: Pick<Reviewable, 'trace' | 'lastReview'>,
  retention: number,
  model: MemoryModel,
): number {
  return dayAfter(lastReview, reviewInterval(trace, retention, model));
}

const dayAfter = (lastReview: number, interval: number): number => lastReview + Math.max(1, Math.round(interval));

function wishOf(item: Reviewable, plan: SchedulePlan): Wish {
  const { trace, lastReview, importance = 1 } = item;
  requireNonNegative('importance', importance);
  const since = requireNonNegative('days since the last review', plan.today - requireFinite('lastReview', lastReview));
  const interval = reviewInterval(trace, plan.retention, plan.model);
  const due = dayAfter(lastReview, interval);
  const slack = Math.floor(intervalSlack(interval));
  const waits = recallChance(trace, since, plan.model) - recallChance(trace, since + 1, plan.model);
  const wish: Wish = {
    item,
    due,
    from: Math.max(plan.today, due - slack),
    to: Math.max(plan.today, due + slack),
    reason: due < plan.today ? 'overdue' : 'due',
    loss: importance * Math.max(0, waits),
  };
  const exams = (plan.exams ?? []).filter(({ day, ids }) => day > plan.today && (ids?.includes(item.id) ?? true));
  return exams.reduce((narrowed, exam) => forExam(narrowed, exam, plan), wish);
}

/** The wish with its days narrowed so that the exam finds what it wants. */
function forExam(wish: Wish, exam: Exam, { today, model, retention }: SchedulePlan): Wish {
  const { trace, lastReview } = wish.item;
  if (!(exam.retention > 0 && exam.retention < 1)) {
    throw new RangeError(`an exam's retention must be in (0, 1), not ${exam.retention}`);
  }
  const eve = exam.day - 1;
  const unreviewed = recallChance(trace, exam.day - lastReview, model);
  if (wish.from > eve && unreviewed >= exam.retention) return wish;
  const after = (day: number): number => {
    const reviewed = recordReview(trace, day - lastReview, 3, model);
    // A review that would itself fall due again before the exam is followed by another; it is on that one to hold.
    const next = reviewInterval(reviewed, retention, model);
    return day + next < exam.day ? 1 : recallChance(reviewed, exam.day - day, model);
  };
  if (wish.to <= eve && after(wish.to) >= exam.retention && after(wish.from) >= exam.retention) return wish;
  let from = eve;
  while (from > today && after(from - 1) >= exam.retention) from--;
  return { ...wish, from, to: eve, reason: 'exam' };
}

/** The day with least load among those that would do, else the first with room after them, else null. */
function dayFor({ from, to }: Wish, load: readonly number[], { today, dailyCap, random }: SchedulePlan): number | null {
  const last = today + load.length - 1;
  const room = (day: number) => (load[day - today] as number) < dailyCap;
  let best: number[] = [];
  for (let day = from; day <= Math.min(to, last); day++) {
    if (!room(day)) continue;
    const [first] = best;
    const lighter = first === undefined ? -1 : (load[day - today] as number) - (load[first - today] as number);
    if (lighter < 0) best = [day];
    else if (lighter === 0) best.push(day);
  }
  if (best.length > 0) return best[Math.floor(random.next() * best.length)] as number;
  for (let day = Math.max(from, to + 1); day <= last; day++) if (room(day)) return day;
  return null;
}
