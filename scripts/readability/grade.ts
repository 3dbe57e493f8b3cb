import { syllablesIn } from './syllables.js';

/** A sentence as it is read, with the words that count. */
export interface Sentence {
  readonly text: string;
  readonly words: number;
  readonly syllables: number;
}

/** Ends a block of text that is no sentence of its own: a heading, an item of a list, the words before a formula. */
export const BREAK = '\n';

/** A full stop, question mark or ellipsis ends a sentence; so do the quotes and brackets that close behind it. */
const ENDS = /(?<=[.?!…][”"’')]*)\s+(?=\S)/u;
/** Letters or digits, and what stands between them without a space: "don't", "two-step", "0.25", "7♣". */
const WORD = /[\p{L}\p{N}][^\s]*/gu;

/** The sentences of a text. A colon or a semicolon ends none: whoever reads has to hold what came before. */
export function sentencesOf(text: string): Sentence[] {
  return text
    .split(BREAK)
    .flatMap((block) => block.trim().split(ENDS))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
    .map((sentence) => {
      const words = sentence.match(WORD) ?? [];
      return {
        text: sentence,
        words: words.length,
        syllables: words.reduce((sum, word) => sum + syllablesIn(word), 0),
      };
    });
}

/**
 * Flesch-Kincaid grade: the school year whose pupils read such a text without help (Kincaid, Fishburne, Rogers and
 * Chissom 1975).
 *
 *   grade = 0.39 words/sentences + 11.8 syllables/words - 15.59
 *
 * @throws RangeError without a word
 */
export function gradeOf(sentences: readonly Sentence[]): number {
  const words = sentences.reduce((sum, sentence) => sum + sentence.words, 0);
  const syllables = sentences.reduce((sum, sentence) => sum + sentence.syllables, 0);
  if (words === 0) throw new RangeError('There is no word to read.');
  return 0.39 * (words / sentences.length) + 11.8 * (syllables / words) - 15.59;
}

/** Labels and headings are no sentences: the formula was made for running text, and "Assignment" alone is no text. */
export const isRunning = ({ text, words }: Sentence): boolean => words >= MINIMUM && /[.?!…][”"’')]*$/u.test(text);
const MINIMUM = 3;
