import type { Hint } from '../schema.js';
import { keyOf } from './answer.js';
import type { OaHint } from './layout.js';
import { slugOf } from './slug.js';
import { type TextPlace, toMarkdown, toPlain } from './text.js';

type Flat = Omit<OaHint, 'subHints'>;

/** Hints in the order in which they stand; hints inside a hint follow it. */
export function hintsOf(found: readonly OaHint[], place: TextPlace): Hint[] {
  const used = new Set<string>();
  const before = new Set<string>();
  const hints: Hint[] = [];
  for (const each of found) {
    if (each.dependencies.some((id) => !before.has(id))) place.notes.add('hint-order', each.id);
    before.add(each.id);
    for (const flat of [each, ...each.subHints]) {
      if (flat !== each) place.notes.add('hints-flattened', flat.id);
      const hint = hintOf(flat, { ...place, id: flat.id });
      if (hint) hints.push({ ...hint, id: unusedId(hint.id, used, place) });
    }
  }
  return hints;
}

function unusedId(wanted: string, used: Set<string>, { notes }: TextPlace): string {
  let id = wanted;
  for (let copy = 2; used.has(id); copy++) id = `${wanted}-${copy}`;
  if (id !== wanted) notes.add('hint-id-repeated', wanted);
  used.add(id);
  return id;
}

function hintOf(found: Flat, place: TextPlace): Hint | null {
  const text = toMarkdown(found.text, place);
  const heading = toPlain(found.title);
  const textMarkdown = text || toMarkdown(found.title, place);
  if (textMarkdown === '') {
    place.notes.add('hint-without-text', found.id);
    return null;
  }
  const hint = { id: slugOf(found.id), textMarkdown, ...(text !== '' && heading !== '' ? { title: heading } : {}) };
  if (found.type !== 'scaffold') return hint;
  const { problemType, answerType, choices, hintAnswer: answers } = found;
  const keyed = keyOf({ problemType, answerType, choices, answers, words: `${found.title} ${found.text}` }, place);
  if (!keyed) {
    place.notes.add('hint-question-left-out', found.id);
    return hint;
  }
  return { ...hint, ask: { answer: keyed.key, answerMarkdown: keyed.answerMarkdown } };
}

/** A worked solution out of the hints, the answers to their questions, and the answer. */
export function composeSolution(hints: readonly Hint[], answerMarkdown: string): string {
  const parts = hints.map(({ textMarkdown, ask }) =>
    ask ? `${textMarkdown}\n\n→ ${ask.answerMarkdown}` : textMarkdown,
  );
  return [...parts, `⇒ ${answerMarkdown}`].join('\n\n');
}
