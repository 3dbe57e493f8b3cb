const LONGEST = 120;

/**
 * The name under which a wrong idea is counted: its words, so that the same idea behind the options of many questions is
 * one. Letters and digits of any language, joined by hyphens; null when it has none.
 */
export function misconceptionKey(words: string): string | null {
  const key = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST);
  return key === '' ? null : key;
}
