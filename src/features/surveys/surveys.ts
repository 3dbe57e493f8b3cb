import { oneSampleTest } from '../../engine/inference/means.js';
import { momentsOf } from '../../engine/inference/moments.js';
import { AppError } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { listFactsByKey, listFactsOfKind, type Owner, recordFact, selectProfile } from '../learners/index.js';
import { surveyDue } from './due.js';

export interface SurveyDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

export type SurveyReply = { readonly useful: number; readonly enjoyable: number } | 'dismissed';

/** The answers of fewer people would tell who said what, however often each of them answered. */
const LEAST_PEOPLE = 5;
/** The newest answers of a large course say enough. */
const MOST_ANSWERS = 5_000;

/** The question that a learner may be asked now, or null. Only reads. Test students are never asked. */
export async function surveyFor(scope: Scope, owner: Owner, now: Date): Promise<string | null> {
  const profile = await selectProfile(scope, owner);
  if (profile.synthetic) return null;
  const facts = await listFactsByKey(scope, owner, 'survey:');
  const history = {
    reactedAt: facts.map(({ timestamp }) => timestamp),
    dismissed: facts.filter(({ interaction_type }) => interaction_type === 'survey-dismissed').length,
  };
  return surveyDue(profile.behavioral_metrics.sessions, owner.userId, history, now);
}

/**
 * What the learner said, or that they would rather not: once for each question.
 *
 * @throws AppError `gone` when that question is not asked, or not any more
 */
export async function replyToSurvey(
  { storage, newId }: SurveyDependencies,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  survey: string,
  reply: SurveyReply,
  now: Date,
): Promise<void> {
  await storage.scope(tenant).transaction(async (tx) => {
    if ((await surveyFor(tx, owner, now)) !== survey) throw new AppError('gone', 'errors.survey-over');
    const shared = { key: `survey:${survey}`, contentId: null, at: now };
    const draft =
      reply === 'dismissed'
        ? ({ ...shared, type: 'survey-dismissed', metrics: { survey } } as const)
        : ({ ...shared, type: 'survey-answered', metrics: { survey, ...reply } } as const);
    await recordFact(tx, owner, draft, { id: newId(), now });
  });
}

export interface MeanWithInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface SurveySummary {
  readonly answers: number;
  /** Null below five people. */
  readonly useful: MeanWithInterval | null;
  readonly enjoyable: MeanWithInterval | null;
}

/** How the learners of a course find it: means of 1 to 5 with their 95 % intervals (Student's t). */
export async function summariseSurveys(scope: Scope, courseId: string): Promise<SurveySummary> {
  const facts = await listFactsOfKind(scope, courseId, { type: 'survey-answered', limit: MOST_ANSWERS });
  const people = new Set(facts.map(({ user_id }) => user_id));
  const meanOf = (name: 'useful' | 'enjoyable'): MeanWithInterval | null => {
    if (people.size < LEAST_PEOPLE) return null;
    const values = facts.map(({ performance_metrics }) => Number(performance_metrics[name]));
    const { effect, low, high } = oneSampleTest(momentsOf(values));
    return { mean: effect, low: Math.max(1, low), high: Math.min(5, high) };
  };
  return { answers: facts.length, useful: meanOf('useful'), enjoyable: meanOf('enjoyable') };
}
