import { createHash } from 'node:crypto';
import type { FactSource } from '../learners/index.js';

/** Ids of ours travel in addresses and name fields: letters, digits, `:`, `_` and `-` only, at most so many. */
const LONGEST = 120;
const READABLE = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * The name of a column or of what was acted on, within its course: `canvas:assignment:12`, or the source with a digest
 * where the other system's own name is an address or a sentence. The same name always gives the same id.
 */
export function activityId(source: FactSource, ...parts: readonly string[]): string {
  const readable = [source, ...parts].join(':');
  if (parts.every((part) => READABLE.test(part)) && readable.length <= LONGEST) return readable;
  return `${source}:${digestOf(...parts)}`;
}

/** 22 characters that stand for these texts; in all practice no other texts have the same. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** A share of full marks as the ledger takes it: extra credit counts as full marks, and less than nothing as nothing. */
export const shareOf = (score: number): number => Math.min(1, Math.max(0, score));

/** A text that people gave, shortened to what the ledger takes. */
export const labelOf = (text: string): string => text.trim().slice(0, 255);
