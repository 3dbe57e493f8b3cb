import type { FactMetrics } from '../facts.js';
import type { Projection } from '../projection.js';
import { foldCompletion, foldHour, foldShown, foldWork } from './habits.js';
import { latest, own, put, putAmong } from './records.js';

/** From this share on, content that was viewed counts as completed. */
const VIEWED_WHOLE = 0.9;
const LESSONS = 2_000;
const byTime = { most: LESSONS, rank: (at: Date) => at.getTime() };

export function foldLessonOpened(
  profile: Projection,
  lesson: string,
  { modality }: FactMetrics<'lesson-opened'>,
  at: Date,
): void {
  const { behavioral_metrics: behaviour } = profile;
  if (own(behaviour.lessons, lesson) === undefined) foldCompletion(behaviour, 'lesson', 'started');
  putAmong(behaviour.lessons, lesson, at, byTime);
  if (modality) foldShown(profile, modality, { opened: 1, completed: 0, seconds: 0 });
}

export function foldLessonCompleted(
  profile: Projection,
  lesson: string,
  { modality, seconds }: FactMetrics<'lesson-completed'>,
  at: Date,
): void {
  const { behavioral_metrics: behaviour } = profile;
  foldShown(profile, modality, { opened: 0, completed: 1, seconds: seconds ?? 0 });
  foldWork(behaviour, at, { seconds: seconds ?? 0 });
  if (own(behaviour.lessons_completed, lesson)) return;
  // Completed without a word of its opening, by another program's account: it was begun all the same.
  if (own(behaviour.lessons, lesson) === undefined) {
    foldCompletion(behaviour, 'lesson', 'started');
    putAmong(behaviour.lessons, lesson, at, byTime);
  }
  foldCompletion(behaviour, 'lesson', 'completed');
  putAmong(behaviour.lessons_completed, lesson, at, byTime);
}

export function foldViewed(
  profile: Projection,
  { modality, seconds, share }: FactMetrics<'content-viewed'>,
  at: Date,
): void {
  const whole = share !== null && share >= VIEWED_WHOLE;
  foldShown(profile, modality, { opened: 1, completed: whole ? 1 : 0, seconds: seconds ?? 0 });
  foldWork(profile.behavioral_metrics, at, { seconds: seconds ?? 0 });
  foldCompletion(profile.behavioral_metrics, 'content', 'started');
  if (whole) foldCompletion(profile.behavioral_metrics, 'content', 'completed');
}

/** What was done elsewhere is time and habit, but no session of ours and no answer. */
export function foldActivity(profile: Projection, activity: FactMetrics<'activity'>, at: Date): void {
  const { behavioral_metrics: behaviour } = profile;
  const { source, modality, completed } = activity;
  const seconds = activity.seconds ?? 0;
  const done = completed === true ? 1 : 0;
  foldShown(profile, modality, { opened: 1, completed: done, seconds });
  foldHour(behaviour, at, seconds);
  foldCompletion(behaviour, 'activity', 'started');
  if (done) foldCompletion(behaviour, 'activity', 'completed');
  const before = own(behaviour.activities, source);
  put(behaviour.activities, source, {
    times: (before?.times ?? 0) + 1,
    completed: (before?.completed ?? 0) + done,
    seconds: (before?.seconds ?? 0) + seconds,
    last_at: latest(before?.last_at ?? null, at),
  });
}
