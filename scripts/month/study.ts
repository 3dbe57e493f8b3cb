import { clamp } from '../../src/engine/numerics/logistic.js';
import { type RandomSource, seededRandom } from '../../src/engine/numerics/random.js';
import type { Person } from './person.js';
import { answered, type School, stepId } from './school.js';

/** What one learner's month left behind besides the facts. */
export interface Diary {
  readonly userId: string;
  readonly person: Person;
  answers: number;
  reviews: number;
  sessions: number;
  /** Stored decisions that came without a reason. */
  unexplained: number;
  decisions: number;
  /** Foretold chances of the answers and what became of them. */
  readonly forecasts: { readonly chance: number; readonly correct: boolean }[];
  /** Reviews that were due when a session began, and those of them that were done in it. */
  due: number;
  done: number;
  readonly completedPaths: Set<string>;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** On so many days of ten somebody studies. */
const DAYS_IN_TEN = 7;
const LEAST_ANSWERS = 12;
const MORE_ANSWERS = 6;
const FEEDBACK_SECONDS = 8;
const LESSON_MINUTES = 4;
/** Sessions from one time that a learner has the path brought up to date to the next. */
const PATH_EVERY = 2;
/** So many steps of practice along the path are worked on in turns, and for this share of a session. */
const STEPS_AT_ONCE = 3;
const SHARE_ON_PATH = 0.8;
const TARGET = 0.85;
/** What one learner is after: so many of the course's skills, in its order, from a place of their own. */
const GOAL_SKILLS = 8;

/** Plays one learner's month, in their own time. */
export async function studyAMonth(
  school: School,
  person: Person,
  { start, days, seed }: { start: Date; days: number; seed: string },
): Promise<Diary> {
  const random = seededRandom(`${seed}:habits:${person.number}`);
  const enrolledAt = new Date(start.getTime() - MINUTE_MS);
  const { userId } = await answered(
    school.attune.POST('/api/learners', {
      params: { query: { at: enrolledAt.toISOString() } },
      body: { externalId: `learner ${person.number}`, course: school.course },
    }),
  );
  const diary: Diary = {
    ...{ userId, person, answers: 0, reviews: 0, sessions: 0, unexplained: 0, decisions: 0 },
    ...{ forecasts: [], due: 0, done: 0, completedPaths: new Set() },
  };
  const skills = school.skills.map(({ id }) => id);
  const from = Math.floor(random.next() * (skills.length - GOAL_SKILLS + 1));
  await answered(
    school.attune.POST('/api/users/{userId}/goals', {
      params: { path: { userId }, query: { at: enrolledAt.toISOString() } },
      body: {
        target_skill_level: TARGET,
        timeline: new Date(start.getTime() + days * DAY_MS).toISOString(),
        priority_areas: skills.slice(from, from + GOAL_SKILLS),
        motivation_type: null,
      },
    }),
  );
  const hour = 15 + 6 * random.next();
  for (let day = 0; day < days; day += 1) {
    if (day > 0 && random.next() * 10 >= DAYS_IN_TEN) continue;
    const at = new Date(start.getTime() + day * DAY_MS + (hour + random.next()) * 60 * MINUTE_MS);
    await new Session(school, diary, at, random).run();
  }
  // What the last session did for the path shows at the end.
  await new Session(school, diary, new Date(start.getTime() + days * DAY_MS), random).followPath(true);
  return diary;
}

/** One sitting: a look at what is suggested, the reviews of the day, then practice along the path and beside it. */
class Session {
  #now: number;
  #left: number;

  constructor(
    private readonly school: School,
    private readonly diary: Diary,
    at: Date,
    random: RandomSource,
  ) {
    this.#now = at.getTime();
    this.#left = LEAST_ANSWERS + Math.floor(MORE_ANSWERS * random.next());
  }

  async run(): Promise<void> {
    const { diary } = this;
    diary.sessions += 1;
    await this.readSuggestion();
    const along = await this.followPath(diary.sessions % PATH_EVERY === 1);
    const due = await this.countDue();
    diary.due += due;
    let done = 0;
    while (this.#left > 0 && (await this.question('review'))) done += 1;
    diary.done += Math.min(due, done);
    diary.reviews += done;
    const beside = this.#left * (1 - SHARE_ON_PATH);
    while (along.length > 0 && this.#left > beside && (await this.question('practice', along)));
    while (this.#left > 0 && (await this.question('practice')));
    diary.person.endSession(new Date(this.#now));
  }

  private get at(): string {
    return new Date(this.#now).toISOString();
  }

  /** Takes one question to its end. @returns false when none came */
  private async question(mode: 'practice' | 'review', skills: readonly string[] = []): Promise<boolean> {
    const { attune } = this.school;
    const { diary } = this;
    const user = diary.userId;
    const next = await answered(
      attune.POST('/api/practice/next', {
        params: { query: { at: this.at } },
        body: { user, mode, skills: [...skills] },
      }),
    );
    if (next.decision === null || next.question === null) return false;
    this.explained(next.reasons);
    let question: typeof next.question | null = next.question;
    while (question) {
      const shown: typeof next.question = question;
      const { correct, seconds, hinted } = diary.person.answer(stepId(shown.item, shown.step), new Date(this.#now));
      const which = { user, decision: next.decision, step: shown.step };
      if (hinted && shown.hints.allowed) {
        await answered(attune.POST('/api/practice/hints', { params: { query: { at: this.at } }, body: which }));
      }
      this.#now += clamp(seconds, 2, 600) * 1_000;
      const answer = await answered(
        attune.POST('/api/practice/answers', {
          params: { query: { at: this.at } },
          body: { ...which, attempt: shown.attempt, result: { correct, seconds } },
        }),
      );
      if (shown.foretold && !hinted) diary.forecasts.push({ chance: shown.foretold.chance, correct });
      diary.answers += 1;
      this.#left -= 1;
      this.#now += FEEDBACK_SECONDS * 1_000;
      question = answer.next.action === 'next-step' ? answer.next.question : null;
    }
    return true;
  }

  /** Looks at what is suggested and takes up the first; a lesson is read at once. */
  private async readSuggestion(): Promise<void> {
    const { attune } = this.school;
    const user = this.diary.userId;
    const set = await answered(
      attune.POST('/api/ml/recommendations/generate', {
        params: { query: { at: this.at } },
        body: { user_id: user, limit: 3 },
      }),
    );
    for (const { reasons } of set.items) this.explained(reasons);
    const [first] = set.items;
    if (!first) return;
    const say = (body: { action: 'accepted' | 'completed'; score?: number }) =>
      answered(
        attune.POST('/api/users/{userId}/recommendations/{recommendationId}/feedback', {
          params: { path: { userId: user, recommendationId: first.id }, query: { at: this.at } },
          body,
        }),
      );
    await say({ action: 'accepted' });
    if (first.content_type !== 'course') return;
    await this.readLesson(first.content_id, first.id);
    await say({ action: 'completed', score: 4 });
  }

  /**
   * Looks at the path and reads the lesson that is next on it; now and then asks for it to be brought up to date, which
   * between times a job does by what has happened.
   *
   * @returns the skills of the next steps of practice
   */
  async followPath(asks: boolean): Promise<string[]> {
    const { diary } = this;
    const params = { path: { userId: diary.userId }, query: { at: this.at } };
    const { attune } = this.school;
    const path = await answered(
      asks
        ? attune.POST('/api/users/{userId}/learning-path', { params, body: {} })
        : attune.GET('/api/users/{userId}/learning-path', { params }),
    );
    const ahead = path.steps.filter(({ state }) => state !== 'done');
    if (asks) for (const { reasons } of ahead) this.explained(reasons);
    if (path.state === 'completed') diary.completedPaths.add(path.id);
    const [next] = ahead;
    if (next?.kind === 'lesson') await this.readLesson(next.contentId, `path ${diary.sessions}`);
    const practice = ahead.filter(({ kind }) => kind === 'practice');
    return practice.slice(0, STEPS_AT_ONCE).map(({ contentId }) => contentId);
  }

  /** @param occasion  names the reading, so that told twice it is one */
  private async readLesson(lesson: string, occasion: string): Promise<void> {
    const { attune, course } = this.school;
    const user = this.diary.userId;
    const event = (name: string) => ({ key: `${user}:${occasion}:${name}`, userId: user, course, content: lesson });
    const opened = { ...event('opened'), type: 'lesson-opened' as const, at: this.at, data: {} };
    this.#now += LESSON_MINUTES * MINUTE_MS;
    const read = { modality: 'text' as const, seconds: LESSON_MINUTES * 60 };
    const closed = { ...event('closed'), type: 'lesson-completed' as const, at: this.at, data: read };
    await answered(
      attune.POST('/api/events', { params: { query: { at: this.at } }, body: { events: [opened, closed] } }),
    );
  }

  private async countDue(): Promise<number> {
    const { today } = await answered(
      this.school.attune.GET('/api/users/{userId}/reviews', {
        params: { path: { userId: this.diary.userId }, query: { at: this.at } },
      }),
    );
    return today.length;
  }

  private explained(reasons: readonly unknown[]): void {
    this.diary.decisions += 1;
    if (reasons.length === 0) this.diary.unexplained += 1;
  }
}
