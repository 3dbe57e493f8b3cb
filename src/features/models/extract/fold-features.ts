import { OUTCOME } from '../../../training/index.js';
import { AnswerMetrics, type Signal } from '../../learners/index.js';
import type { LearnerFeatures, SumsDocument } from '../model.js';
import type { ExtractedFact } from './extracted-fact.js';
import { foldActivity, foldOffer } from './fold-habits.js';
import type { SequenceAnswer } from './pack-answers.js';

/** What is added to the sums of a course. */
export type SumsChange = Pick<SumsDocument, 'subject' | 'subject_id'> & SumsCounts;
type SumsCounts = Pick<SumsDocument, 'count' | 'right' | 'timed' | 'milliseconds' | 'opened' | 'completed'>;

export interface Extracted {
  readonly features: LearnerFeatures;
  readonly answers: readonly SequenceAnswer[];
  readonly sums: readonly SumsChange[];
}

export function emptyFeatures(): LearnerFeatures {
  return {
    watermark: 0,
    answers: 0,
    chunks: 0,
    contents: [],
    habits: {
      first_at: null,
      last_at: null,
      days: [],
      active_days: 0,
      seconds: 0,
      sitting: null,
      sittings: 0,
      modalities: {},
      offers: {},
    },
    moments: { rows: [], taken: [], offers: [] },
  };
}

/** A learner who takes up more than this has shown what they like. */
const MOST_CONTENTS = 2_000;

/** Of these we keep nothing when the learner has switched them off; of their answers, what every model of the course needs. */
const KEPT_BY_SIGNAL: readonly Signal[] = ['habits', 'similar-learners'];

/** Features without what their learner has switched off. */
function without(features: LearnerFeatures, off: ReadonlySet<Signal>): LearnerFeatures {
  const { contents, habits, moments } = emptyFeatures();
  return {
    ...features,
    ...(off.has('similar-learners') && { contents }),
    ...(off.has('habits') && { habits, moments }),
    left_out: KEPT_BY_SIGNAL.filter((signal) => off.has(signal)),
  };
}

const NONE: ReadonlySet<Signal> = new Set();

/**
 * What a learner's next facts add to what is known of them, and to the sums of the course. Facts that are in already are
 * passed over, so the same facts twice change nothing. Pure.
 *
 * @param off  what the learner has switched off: nothing is gathered by it, and what was gathered goes
 */
export function foldFeatures(before: LearnerFeatures, facts: readonly ExtractedFact[], off = NONE): Extracted {
  const features = structuredClone(without(before, off));
  const [withHabits, withContents] = [!off.has('habits'), !off.has('similar-learners')];
  const known = new Set(features.contents.map(({ id }) => id));
  const answers: SequenceAnswer[] = [];
  const sums = new Map<string, SumsChange>();
  const takeUp = (id: string, at: Date): boolean => {
    if (!withContents || known.has(id) || features.contents.length >= MOST_CONTENTS) return false;
    known.add(id);
    features.contents.push({ id, at });
    return true;
  };
  for (const fact of facts) {
    if (fact.sequence <= features.watermark) continue;
    features.watermark = fact.sequence;
    const { interaction_type: type, content_id: content, timestamp: at } = fact;
    if (type === 'answer') {
      const answer = AnswerMetrics.parse(fact.performance_metrics);
      if (withHabits) foldActivity(features.habits, at, answer.seconds);
      if (answer.attempt > 1) continue;
      const entry = answerOf(answer, content ?? '', at);
      answers.push(entry);
      addAnswer(sums, 'item', entry.item, entry);
      for (const skill of entry.skills) {
        addAnswer(sums, 'skill', skill, entry);
        takeUp(`skill:${skill}`, at);
      }
    } else if ((type === 'lesson-opened' || type === 'lesson-completed') && content !== null) {
      if (withHabits) foldActivity(features.habits, at, 0);
      const id = `course:${content}`;
      if (withContents) addContent(sums, takeUp(id, at), id, type === 'lesson-completed');
    } else {
      const other = otherContent(fact);
      if (other && withContents)
        addContent(sums, takeUp(other, at), other, type === 'suggestion-completed' || type === 'round-finished');
    }
    if (withHabits) foldOffer(features, fact);
  }
  features.answers += answers.length;
  return { features, answers, sums: [...sums.values()] };
}

/** A round of an assignment, or something that was suggested and taken. */
function otherContent({
  interaction_type: type,
  content_id,
  performance_metrics: metrics,
}: ExtractedFact): string | null {
  if (type === 'round-started' || type === 'round-finished') return `assessment:${metrics.placement}`;
  const taken = type === 'suggestion-accepted' || type === 'suggestion-completed';
  return taken && content_id !== null ? `${metrics.content_type}:${content_id}` : null;
}

function addContent(sums: Map<string, SumsChange>, first: boolean, id: string, completed: boolean): void {
  const change = changeOf(sums, 'content', id);
  change.opened += first ? 1 : 0;
  change.completed += completed ? 1 : 0;
}

function answerOf(metrics: AnswerMetrics, content: string, at: Date): SequenceAnswer {
  const { correct, weight, step, skills, seconds } = metrics;
  const right = weight < 1 ? OUTCOME.aided : OUTCOME.alone;
  return {
    item: `${content}/${step}`,
    skills: [...new Set(skills.map(({ id }) => id))].sort(),
    outcome: correct ? right : OUTCOME.wrong,
    weight: Math.fround(weight),
    at,
    seconds: Math.fround(seconds),
  };
}

function addAnswer(
  sums: Map<string, SumsChange>,
  subject: 'item' | 'skill',
  id: string,
  { outcome, seconds }: SequenceAnswer,
): void {
  const change = changeOf(sums, subject, id);
  change.count += 1;
  change.right += outcome === OUTCOME.alone ? 1 : 0;
  change.timed += seconds > 0 ? 1 : 0;
  change.milliseconds += Math.round(seconds * 1_000);
}

function changeOf(sums: Map<string, SumsChange>, subject: SumsChange['subject'], subjectId: string): SumsChange {
  const key = `${subject} ${subjectId}`;
  const none = { count: 0, right: 0, timed: 0, milliseconds: 0, opened: 0, completed: 0 };
  const change = sums.get(key) ?? { subject, subject_id: subjectId, ...none };
  sums.set(key, change);
  return change;
}
