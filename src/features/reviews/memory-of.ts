import { DEFAULT_MEMORY_MODEL, type MemoryModel } from '../../engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../engine/memory/memory-trace.js';
import type { SkillLevel } from '../learners/index.js';

/** The model of memory that is served in a course. The models of a course put theirs in its place once one is trained. */
export type MemoryModelFor = (tenant: string, courseId: string) => Promise<MemoryModel>;

/** What is served before there are data. */
export const untrainedMemory: MemoryModelFor = async () => DEFAULT_MEMORY_MODEL;

const DAY_MS = 86_400_000;

/** A time in days since 1970, UTC. */
export const daysOf = (at: Date): number => at.getTime() / DAY_MS;

/** What is kept in memory of a skill, and since when. */
export interface SkillMemory {
  readonly trace: MemoryTrace;
  readonly lastAt: Date;
}

/** Folds the reviews of a skill, oldest first; null before the first. */
export function memoryOf({ reviews }: Pick<SkillLevel, 'reviews'>, model: MemoryModel): SkillMemory | null {
  return reviews.reduce<SkillMemory | null>((memory, { at, rating }) => {
    const elapsed = memory ? Math.max(0, daysOf(at) - daysOf(memory.lastAt)) : 0;
    return { trace: recordReview(memory?.trace ?? null, elapsed, rating, model), lastAt: at };
  }, null);
}
