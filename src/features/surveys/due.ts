import { seededRandom } from '../../engine/numerics/random.js';

/** A stretch of work, as the profile knows it. */
export interface SurveyedSession {
  readonly started_at: Date;
  readonly last_at: Date;
  readonly answers: number;
}

/** What the learner said to earlier questions. */
export interface SurveyHistory {
  /** When they answered or put one off. */
  readonly reactedAt: readonly Date[];
  readonly dismissed: number;
}

/** One session in so many is asked about. */
const ONE_IN = 10;
const DAY = 86_400_000;
/** Nobody is asked twice in so many days. */
const REST_DAYS = 7;
/** Later than this, nobody remembers how it was. */
const FRESH_MS = DAY;
/** Whoever put it off so often is not asked again. */
const MOST_DISMISSED = 2;

/** Names the question about one session for ever. */
export const surveyIdOf = ({ started_at }: Pick<SurveyedSession, 'started_at'>): string =>
  `session-${started_at.getTime()}`;

/**
 * Whether the newest session is asked about: it is drawn by a hash of learner and session, no session of the seven days
 * before was, and nothing was answered or put off in them. Pure, so that asking twice gives the same, and no matter
 * whether anybody looked.
 *
 * @param sessions  in order of time
 * @param learner   id that never changes
 * @returns         the id of the question, or null
 */
export function surveyDue(
  sessions: readonly SurveyedSession[],
  learner: string,
  { reactedAt, dismissed }: SurveyHistory,
  now: Date,
): string | null {
  const newest = sessions.at(-1);
  if (!newest || newest.answers === 0 || dismissed >= MOST_DISMISSED) return null;
  if (now.getTime() - newest.last_at.getTime() > FRESH_MS) return null;
  const asked = askedAbout(sessions, learner);
  if (asked.at(-1) !== newest) return null;
  const restsFrom = now.getTime() - REST_DAYS * DAY;
  return reactedAt.some((at) => at.getTime() > restsFrom) ? null : surveyIdOf(newest);
}

/** The sessions that were drawn, without those within seven days of one before. */
function askedAbout(sessions: readonly SurveyedSession[], learner: string): SurveyedSession[] {
  const asked: SurveyedSession[] = [];
  for (const session of sessions) {
    if (session.answers === 0 || !isDrawn(session, learner)) continue;
    const last = asked.at(-1);
    const rest = last ? session.started_at.getTime() - last.started_at.getTime() : Number.POSITIVE_INFINITY;
    if (rest >= REST_DAYS * DAY) asked.push(session);
  }
  return asked;
}

const isDrawn = (session: SurveyedSession, learner: string): boolean =>
  seededRandom(`survey:${learner}:${surveyIdOf(session)}`).next() < 1 / ONE_IN;
