/** Where a key already means something. */
const TEXT = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]';
const OWN_ENTER = `a, button, summary, video, ${TEXT}`;
const OPTIONS = '#answer input[name="answer"]:is([type="radio"], [type="checkbox"]):enabled';

/**
 * Lets a question be answered by keys: a digit chooses, Enter checks and goes on, H opens a hint. Never while somebody
 * types, never with a modifier, and not at all where the learner has switched it off.
 */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { defaultPrevented, repeat, isComposing, ctrlKey, metaKey, altKey } = event;
    if (defaultPrevented || repeat || isComposing || ctrlKey || metaKey || altKey) return;
    const question = document.querySelector<HTMLElement>('main [data-keys]');
    const focus = event.target;
    if (!question || !(focus instanceof Element)) return;
    if (answers(event, question, focus)) event.preventDefault();
  });
}

function answers(event: KeyboardEvent, question: HTMLElement, focus: Element): boolean {
  const { key, code, shiftKey } = event;
  if (key === 'Enter') return !focus.matches(OWN_ENTER) && press(question, '[data-enter]');
  if (focus.matches(TEXT)) return false;
  if (key === 'ArrowDown' || key === 'ArrowUp') return step(question, focus, key === 'ArrowDown' ? 1 : -1);
  // By its place on the keyboard too: digits and letters of other scripts share keys with ours.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : undefined);
  if (digit !== undefined && !shiftKey) return choose(question, Number(digit) - 1);
  return (code === 'KeyH' || key.toLowerCase() === 'h') && press(question, '[data-hint]');
}

function press(question: HTMLElement, button: string): boolean {
  const found = question.querySelector<HTMLButtonElement>(button);
  found?.click();
  return found !== null;
}

const optionsOf = (question: HTMLElement): HTMLInputElement[] => [
  ...question.querySelectorAll<HTMLInputElement>(OPTIONS),
];

function choose(question: HTMLElement, index: number): boolean {
  const option = optionsOf(question)[index];
  option?.focus();
  option?.click();
  return option !== undefined;
}

/** Arrows walk through boxes as the browser lets them walk through radio buttons. */
function step(question: HTMLElement, focus: Element, by: 1 | -1): boolean {
  const options = optionsOf(question);
  const at = options.findIndex((option) => option === focus && option.type === 'checkbox');
  if (at < 0) return false;
  options[(at + by + options.length) % options.length]?.focus();
  return true;
}
