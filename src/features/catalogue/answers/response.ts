import { z } from 'zod';
import { type Arrangement, arrange, type Placed } from '../arrangement.js';
import { type AnswerKey, Slug } from '../schema.js';
import { type Unreadable, unreadable } from './verdict.js';

/** Longer answers are refused unread. */
export const LONGEST_TEXT = 500;

const TypedText = z.string().max(LONGEST_TEXT);

/** What a learner answered, in the ids of the course. It is what the ledger keeps. */
export const Response = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single-choice'), option: Slug }),
  z.strictObject({ kind: z.literal('multiple-choice'), options: z.array(Slug).min(1) }),
  z.strictObject({ kind: z.literal('numeric'), text: TypedText }),
  z.strictObject({ kind: z.literal('text'), text: TypedText }),
  z.strictObject({ kind: z.literal('ordering'), order: z.array(Slug).min(2) }),
  z.strictObject({ kind: z.literal('matching'), pairs: z.record(Slug, Slug) }),
  z.strictObject({ kind: z.literal('expression'), text: TypedText }),
]);
export type Response = z.infer<typeof Response>;

/** The answer fields of a form as Express gives them. */
export type RawResponse = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads the fields of an answer form. The browser knows options by their places in the arrangement of `seed` (see
 * `questionOf`); here they get their ids back.
 *
 * Fields: `answer` is a place (single choice), one or more places (multiple choice), all places first to last (ordering)
 * or the typed text. Ordering may come as `place.<option's place> = 1…n` instead; matching comes as
 * `match.<left place> = <right place>`.
 */
export function parseResponse(key: AnswerKey, fields: RawResponse, { seed }: { seed: string }): Response | Unreadable {
  const arrangement = arrange(key, seed);
  switch (key.kind) {
    case 'single-choice':
      return readSingle(arrangement, values(fields.answer));
    case 'multiple-choice':
      return readMultiple(arrangement, values(fields.answer));
    case 'ordering':
      return readOrdering(arrangement, fields);
    case 'matching':
      return readMatching(arrangement, fields);
    case 'numeric':
    case 'text':
    case 'expression':
      return readTyped(key.kind, values(fields.answer)[0]);
  }
}

function values(field: string | readonly string[] | undefined): string[] {
  const list: readonly unknown[] = Array.isArray(field) ? field : [field];
  return list.filter((each): each is string => typeof each === 'string' && each !== '');
}

const idAt = (options: readonly Placed[], place: string | undefined): string | undefined =>
  options.find((each) => each.place === place)?.option.id;

function readSingle({ options }: Arrangement, chosen: string[]): Response | Unreadable {
  if (chosen.length === 0) return unreadable('nothing');
  const option = idAt(options, chosen[0]);
  return option === undefined || chosen.length > 1 ? unreadable('choice') : { kind: 'single-choice', option };
}

function readMultiple({ options }: Arrangement, chosen: string[]): Response | Unreadable {
  if (chosen.length === 0) return unreadable('nothing');
  const ids = new Set(chosen.map((place) => idAt(options, place)));
  const known = [...ids].filter((id) => id !== undefined);
  return known.length < ids.size ? unreadable('choice') : { kind: 'multiple-choice', options: known.sort() };
}

function readOrdering({ options }: Arrangement, fields: RawResponse): Response | Unreadable {
  const listed = values(fields.answer);
  const places = listed.length > 0 ? listed : byRank(options, fields);
  if (places.length === 0) return unreadable('nothing');
  const order = places.map((place) => idAt(options, place)).filter((id) => id !== undefined);
  const whole = places.length === options.length && new Set(order).size === options.length;
  return whole ? { kind: 'ordering', order } : unreadable('incomplete');
}

function byRank(options: readonly Placed[], fields: RawResponse): string[] {
  const ranked = options
    .map(({ place }) => ({ place, rank: values(fields[`place.${place}`])[0] ?? '' }))
    .filter(({ rank }) => /^\d{1,3}$/.test(rank));
  if (new Set(ranked.map(({ rank }) => Number(rank))).size < ranked.length) return ['0'];
  return ranked.sort((a, b) => Number(a.rank) - Number(b.rank)).map(({ place }) => place);
}

function readMatching({ left, right }: Arrangement, fields: RawResponse): Response | Unreadable {
  const pairs: Record<string, string> = Object.create(null);
  let filled = 0;
  for (const { place, option } of left) {
    const chosen = values(fields[`match.${place}`])[0];
    if (chosen === undefined) continue;
    const partner = idAt(right, chosen);
    if (partner === undefined) return unreadable('choice');
    pairs[option.id] = partner;
    filled++;
  }
  if (filled === 0) return unreadable('nothing');
  return filled < left.length ? unreadable('incomplete') : { kind: 'matching', pairs: { ...pairs } };
}

function readTyped(kind: 'numeric' | 'text' | 'expression', typed: string | undefined): Response | Unreadable {
  if (typed === undefined || typed.trim() === '') return unreadable('nothing');
  return typed.length > LONGEST_TEXT ? unreadable('too-long') : { kind, text: typed };
}
