/**
 * A text in lines of so many characters, broken between words; what does not fit ends with an ellipsis. A drawing has no
 * line breaks of its own, and its reader has the whole text in the table beside it.
 */
export function wrapLabel(
  text: string,
  { width, lines }: { readonly width: number; readonly lines: number },
): string[] {
  const words = text.trim().split(/\s+/u);
  const wrapped: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if ([...longer].length <= width || line === '') {
      line = longer;
      continue;
    }
    if (wrapped.length === lines - 1) {
      return [...wrapped, shorten([line, ...words.slice(index)].join(' '), width)];
    }
    wrapped.push(shorten(line, width));
    line = word;
  }
  return [...wrapped, shorten(line, width)];
}

/** A text of at most so many characters, with an ellipsis for the rest. */
export function shorten(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
