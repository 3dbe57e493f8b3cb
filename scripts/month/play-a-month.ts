import { type Findings, findingsOf } from './findings.js';
import { Person, taughtCourse } from './person.js';
import { openSchool } from './school.js';
import { type Diary, studyAMonth } from './study.js';

export interface MonthOptions {
  readonly url: string;
  readonly key: string;
  readonly learners: number;
  readonly days: number;
  readonly seed: string;
  /** How many learn at the same time. */
  readonly atOnce: number;
  /** When the month ended; it lies in the past, so that nothing in it is yet to come. */
  readonly end: Date;
  readonly say: (line: string) => void;
}

const DAY_MS = 86_400_000;

/** Plays the month of all learners through the API alone. */
export async function playAMonth(options: MonthOptions): Promise<Findings> {
  const { url, key, learners, days, seed, atOnce, end, say } = options;
  const start = new Date(end.getTime() - days * DAY_MS);
  const school = await openSchool(url, key, new Date(start.getTime() - DAY_MS).toISOString());
  const course = taughtCourse(school.skills, school.items);
  const waiting = Array.from({ length: learners }, (_, number) => new Person(number, course, start, seed));
  const diaries: Diary[] = [];
  const teachOn = async (): Promise<void> => {
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      diaries.push(await studyAMonth(school, person, { start, days, seed }));
      if (diaries.length % 10 === 0) say(`${diaries.length} of ${learners} have played their month`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, teachOn));
  return findingsOf(school, diaries, end);
}
