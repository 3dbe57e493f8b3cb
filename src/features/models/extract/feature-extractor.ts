import type { Scope } from '../../../storage/index.js';
import { listFactsAfter, listProgress, listSignalsOff, type Owner, type Signal } from '../../learners/index.js';
import {
  type FeaturesDocument,
  featuresCollection,
  type LearnerFeatures,
  modelCourseCollection,
  sequenceCollection,
  sumsCollection,
} from '../model.js';
import { emptyFeatures, foldFeatures, type SumsChange } from './fold-features.js';
import { packAnswers, type SequenceAnswer, unpackAnswers } from './pack-answers.js';

/** What a reading of the ledger found. */
export interface ExtractionResult {
  readonly learners: number;
  readonly facts: number;
  readonly answers: number;
}

const CHUNK = 512;
/** Learners in one transaction, and facts of each at a time. */
const BATCH = 20;
const MOST_FACTS = 2_000;

/**
 * Reads what is new in the ledger into compact sequences and sums, learner by learner, each fact once. What was read so
 * far stands beside what it came to, in one transaction; so a reading that is cut off, or done twice, changes nothing.
 * Test students and previews are never read, and of nobody what stands for a signal that they have switched off.
 */
export class FeatureExtractor {
  constructor(private readonly clock: () => Date) {}

  /** All that is new in a course. */
  async extractCourse(scope: Scope, courseId: string): Promise<ExtractionResult> {
    const found = { learners: 0, facts: 0, answers: 0 };
    for (;;) {
      const behind = await this.behind(scope, courseId);
      if (behind.length === 0) break;
      const before = found.facts;
      for (let start = 0; start < behind.length; start += BATCH) {
        const batch = behind.slice(start, start + BATCH);
        const { learners, facts, answers } = await this.extractBatch(scope, courseId, batch);
        found.learners += learners;
        found.facts += facts;
        found.answers += answers;
      }
      // Profiles that are ahead of their facts, after a restore, say, are behind for ever.
      if (found.facts === before) break;
    }
    await this.noteCourse(scope, courseId);
    return found;
  }

  /** All that is new of one learner. */
  async extractLearner(scope: Scope, { userId, courseId }: Owner): Promise<ExtractionResult> {
    const progress = (await listProgress(scope, courseId)).some((each) => each.userId === userId);
    const found = { learners: 0, facts: 0, answers: 0 };
    while (progress) {
      const { facts, answers } = await this.extractBatch(scope, courseId, [userId]);
      if (facts === 0) break;
      found.learners = 1;
      found.facts += facts;
      found.answers += answers;
    }
    return found;
  }

  /** Forgets what was read of a course and reads the whole ledger again; it comes to the same. */
  async rebuildCourse(scope: Scope, courseId: string): Promise<ExtractionResult> {
    await scope.transaction(async (tx) => {
      await tx.collection(featuresCollection).deleteMany({ course_id: courseId });
      await tx.collection(sequenceCollection).deleteMany({ course_id: courseId });
      await tx.collection(sumsCollection).deleteMany({ course_id: courseId });
    });
    return this.extractCourse(scope, courseId);
  }

  private async behind(scope: Scope, courseId: string): Promise<string[]> {
    const read = await scope
      .collection(featuresCollection)
      .aggregate<{ user_id: string; watermark: number }>([
        { $match: { course_id: courseId } },
        { $project: { _id: 0, user_id: 1, watermark: 1 } },
      ]);
    const watermarks = new Map(read.map(({ user_id, watermark }) => [user_id, watermark]));
    const progress = await listProgress(scope, courseId);
    return progress
      .filter(({ userId, sequence }) => sequence > (watermarks.get(userId) ?? 0))
      .map(({ userId }) => userId);
  }

  private extractBatch(scope: Scope, courseId: string, userIds: readonly string[]) {
    return scope.transaction(async (tx) => {
      const sums = new Map<string, SumsChange>();
      const found = { learners: 0, facts: 0, answers: 0 };
      const switchedOff = await listSignalsOff(tx, courseId, userIds);
      for (const userId of userIds) {
        const _id = `${courseId}:${userId}`;
        const off = switchedOff.get(userId) ?? new Set<Signal>();
        const stored = await tx.collection(featuresCollection).findOne({ _id });
        const before = stored ? await madeGood(tx, stored, off) : emptyFeatures();
        const facts = await listFactsAfter(tx, { userId, courseId }, before.watermark, MOST_FACTS);
        if (facts.length === 0) continue;
        const { features, answers, sums: changes } = foldFeatures(featuresOf(before), facts, off);
        const chunks = await appendAnswers(tx, { userId, courseId }, before.chunks, answers);
        const owner = { _id, user_id: userId, course_id: courseId };
        await tx.collection(featuresCollection).replace({ ...owner, ...features, chunks, updated_at: this.clock() });
        for (const change of changes) merge(sums, change);
        found.learners += 1;
        found.facts += facts.length;
        found.answers += answers.length;
      }
      await addSums(tx, courseId, [...sums.values()]);
      return found;
    });
  }

  private async noteCourse(scope: Scope, courseId: string): Promise<void> {
    const [total] = await scope
      .collection(featuresCollection)
      .aggregate<{ answers: number; learners: number }>([
        { $match: { course_id: courseId } },
        { $group: { _id: null, answers: { $sum: '$answers' }, learners: { $sum: 1 } } },
      ]);
    const { answers = 0, learners = 0 } = total ?? {};
    await scope.collection(modelCourseCollection).updateOne(
      { _id: courseId },
      {
        $set: { extracted_at: this.clock(), answers, learners },
        $setOnInsert: { trained_at: null, trained_answers: 0 },
      },
      { upsert: true },
    );
  }
}

function featuresOf({ watermark, answers, chunks, contents, habits, moments }: LearnerFeatures): LearnerFeatures {
  return { watermark, answers, chunks, contents, habits, moments };
}

/** What was left out while a signal was switched off is gathered from the whole ledger once the learner allows it again. */
async function madeGood(tx: Scope, stored: FeaturesDocument, off: ReadonlySet<Signal>): Promise<LearnerFeatures> {
  const { left_out: leftOut = [], watermark, user_id: userId, course_id: courseId } = stored;
  if (leftOut.every((signal) => off.has(signal))) return stored;
  let features = emptyFeatures();
  for (;;) {
    const facts = await listFactsAfter(tx, { userId, courseId }, features.watermark, MOST_FACTS);
    const earlier = facts.filter(({ sequence }) => sequence <= watermark);
    if (earlier.length === 0) break;
    ({ features } = foldFeatures(features, earlier, off));
  }
  const { contents, habits, moments } = features;
  return { ...stored, contents, habits, moments };
}

/** Fills the last chunk, then begins new ones. @returns how many chunks there are then */
async function appendAnswers(
  tx: Scope,
  { userId, courseId }: Owner,
  chunks: number,
  fresh: readonly SequenceAnswer[],
): Promise<number> {
  if (fresh.length === 0) return chunks;
  const sequences = tx.collection(sequenceCollection);
  const idOf = (chunk: number) => `${courseId}:${userId}:${chunk}`;
  let chunk = Math.max(0, chunks - 1);
  const last = chunks > 0 ? await sequences.findOne({ _id: idOf(chunk) }) : null;
  const held = last ? unpackAnswers({ ...last, columns: bytesOf(last.columns) }) : [];
  const waiting = [...held, ...fresh];
  for (let start = 0; start < waiting.length; start += CHUNK, chunk++) {
    const answers = waiting.slice(start, start + CHUNK);
    const times = answers.map(({ at }) => at.getTime());
    await sequences.replace({
      ...{ _id: idOf(chunk), user_id: userId, course_id: courseId, chunk, count: answers.length },
      first_at: new Date(Math.min(...times)),
      last_at: new Date(Math.max(...times)),
      ...packAnswers(answers),
    });
  }
  return chunk;
}

async function addSums(tx: Scope, courseId: string, changes: readonly SumsChange[]): Promise<void> {
  await tx.collection(sumsCollection).updateEach(
    changes.map(({ subject, subject_id, ...counts }) => ({
      filter: { course_id: courseId, subject, subject_id },
      update: { $inc: counts, $setOnInsert: { _id: `${courseId}:${subject}:${subject_id}` } },
    })),
    { upsert: true },
  );
}

function merge(sums: Map<string, SumsChange>, change: SumsChange): void {
  const key = `${change.subject} ${change.subject_id}`;
  const known = sums.get(key);
  if (!known) {
    sums.set(key, { ...change });
    return;
  }
  for (const name of ['count', 'right', 'timed', 'milliseconds', 'opened', 'completed'] as const) {
    known[name] += change[name];
  }
}

/** What lean queries give for binary fields. */
export function bytesOf(stored: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer);
}
