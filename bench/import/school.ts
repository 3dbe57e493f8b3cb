import { pokerCourse } from '../../content/poker/course.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import type { Item } from '../../src/features/catalogue/index.js';

/** One event as POST /api/events takes it. */
export type SentEvent = Readonly<Record<string, unknown>> & { readonly userId: string };

export const COURSE = pokerCourse({ seed: 'bench', variants: 4 });
const BEGIN = Date.UTC(2026, 0, 5, 16);
const [DAY_MS, MINUTE_MS] = [86_400_000, 60_000];
/** Answers of one learner on one day. */
const SITTING = 20;

/** One learner who practises: an ability that grows, and a place in time. */
interface Pupil {
  readonly userId: string;
  ability: number;
  told: number;
}

/**
 * A school whose history is to be imported. Of twenty events seventeen are answers, right by a logistic curve of an
 * ability that grows; the others are lessons, films, other activity and grades.
 */
export class School {
  private readonly random = seededRandom('school');
  private readonly pupils: Pupil[];
  private readonly items: readonly Item[] = COURSE.items;

  constructor(
    userIds: readonly string[],
    private readonly course: string,
  ) {
    this.pupils = userIds.map((userId) => ({ userId, ability: 2 * this.random.next() - 1.5, told: 0 }));
  }

  /** The next events of one learner. */
  history(place: number, count: number): SentEvent[] {
    const pupil = this.at(place);
    return Array.from({ length: count }, () => this.nextOf(pupil));
  }

  /** What a log of the school has, in the order of time: so many learners at once, one event of each in turn. */
  log(first: number, atOnce: number, count: number): SentEvent[] {
    return Array.from({ length: count }, (_, index) => this.nextOf(this.at(first + (index % atOnce))));
  }

  /** Events of anybody. */
  mixed(count: number): SentEvent[] {
    return Array.from({ length: count }, () =>
      this.nextOf(this.at(Math.floor(this.random.next() * this.pupils.length))),
    );
  }

  private at(place: number): Pupil {
    const pupil = this.pupils[place % this.pupils.length];
    if (!pupil) throw new Error('The school is empty.');
    return pupil;
  }

  private nextOf(pupil: Pupil): SentEvent {
    const index = pupil.told;
    pupil.told += 1;
    const at = BEGIN + Math.floor(index / SITTING) * DAY_MS + (index % SITTING) * MINUTE_MS;
    const common = { key: `${index}`, userId: pupil.userId, course: this.course, at: new Date(at).toISOString() };
    const dice = this.random.next();
    if (dice < 0.85) return { ...common, type: 'answer', data: this.answerOf(pupil) };
    const seconds = Math.round(30 + 300 * this.random.next());
    const content = this.pick(COURSE.lessons).id;
    if (dice < 0.9) return { ...common, type: 'lesson-opened', content, data: {} };
    if (dice < 0.94) return { ...common, type: 'lesson-completed', content, data: { modality: 'text', seconds } };
    if (dice < 0.97) {
      return { ...common, type: 'content-viewed', content: 'film-1', data: { modality: 'video', seconds, share: 0.8 } };
    }
    const data = { verb: 'completed', object: 'forum', modality: 'other', seconds, skills: [] };
    return { ...common, type: 'activity', data };
  }

  private answerOf(pupil: Pupil): object {
    const item = this.pick(this.items);
    const step = this.pick(item.steps);
    const { difficulty, discrimination } = step.parameters;
    pupil.ability += 0.002;
    const correct = this.random.next() < 1 / (1 + Math.exp(-discrimination * (pupil.ability - difficulty)));
    const hints = this.random.next() < 0.1 ? 1 : 0;
    return { item: item.id, step: step.id, correct, hints, seconds: Math.round(5 + 60 * this.random.next()) };
  }

  private pick<T>(all: readonly T[]): T {
    const found = all[Math.floor(this.random.next() * all.length)];
    if (found === undefined) throw new Error('There is nothing to pick from.');
    return found;
  }
}
