import { tellPlatform } from './frame-height.js';
import { announce } from './status.js';
import { textOf } from './surroundings.js';

/** Puts the main part of an answer in the place of this page's, and the reader where reading goes on. */
export function swap(page: Document, enhance: () => void): boolean {
  const old = document.querySelector('main');
  const fresh = page.querySelector('main');
  if (!old || !fresh) return false;
  const details = detailsIn(old);
  const hints = hintsIn(old);
  const before = questionIn(old);
  const stood = old.querySelector('[data-stands]') !== null;
  const typed = before === questionIn(fresh) ? typedIn(old) : null;
  keepWayBack(old, fresh);
  old.replaceWith(document.adoptNode(fresh));
  takeSurroundings(page);
  for (const [name, open] of details) {
    const same = fresh.querySelector<HTMLDetailsElement>(`details[data-keep="${CSS.escape(name)}"]`);
    if (same) same.open = open;
  }
  if (typed) typeAgain(fresh, typed);
  enhance();
  if (before !== questionIn(fresh)) {
    scrollTo({ top: 0 });
    tellPlatform('lti.scrollToTop');
  }
  // Whoever opened a hint wants to read it, also where the page still speaks of the answer before.
  const newest = before === questionIn(fresh) && hintsIn(fresh) > hints ? '[data-newest-hint]' : '[data-focus]';
  (fresh.querySelector<HTMLElement>(newest) ?? fresh).focus();
  announce(saidIn(fresh, stood));
  return true;
}

/**
 * What a page says of what was just done: a region that arrives together with its text is read by no screen reader.
 *
 * @param stood  what stays from page to page was there before, and has been said
 */
function saidIn(main: Element, stood: boolean): string {
  const own = main.querySelector<HTMLElement>('[data-announce]')?.dataset.announce;
  const regions = main.querySelectorAll(`[role="status"]${stood ? ':not([data-stands])' : ''}`);
  return [own ?? '', ...[...regions].map(textOf)].filter((text) => text !== '').join(' ');
}

/** What a page says beside its main part: its name, its language with the words outside, and whose session it is. */
export function takeSurroundings(page: Document): void {
  document.title = page.title;
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  Object.assign(document.getElementById('saving')?.dataset ?? {}, page.getElementById('saving')?.dataset);
  const skip = document.querySelector('.skip');
  if (skip) skip.textContent = page.querySelector('.skip')?.textContent ?? skip.textContent;
  for (const name of ['session', 'base', 'platformOrigin'] as const) {
    document.body.dataset[name] = page.body.dataset[name] ?? '';
  }
}

/** What the reader opened stays open, and what they closed stays closed. */
const detailsIn = (main: Element): [name: string, open: boolean][] =>
  [...main.querySelectorAll<HTMLDetailsElement>('details[data-keep]')].map(({ dataset, open }) => [
    dataset.keep ?? '',
    open,
  ]);

const hintsIn = (main: Element): number => main.querySelectorAll('.hint').length;

/** The first page of a preview brings the way back to the teacher's page; the pages after it know nothing of it. */
export function keepWayBack(old: Element, fresh: Element): void {
  const way = old.querySelector('[data-leave-preview]');
  if (way && !fresh.querySelector('[data-leave-preview]')) fresh.querySelector('.badge-preview')?.after(way);
}

const questionIn = (main: Element): string | undefined =>
  main.querySelector<HTMLElement>('[data-question]')?.dataset.question;

type Typed = ReadonlyArray<readonly [name: string, value: string]>;

/** What stands in the answer form: asking for a hint must not wipe out half an answer. */
function typedIn(main: Element): Typed | null {
  const form = main.querySelector<HTMLFormElement>('form[data-keep-input]');
  if (!form) return null;
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
}

function typeAgain(main: Element, typed: Typed): void {
  const form = main.querySelector<HTMLFormElement>('form[data-keep-input]');
  if (!form) return;
  for (const field of form.elements) {
    const named = typed.filter(([name]) => 'name' in field && name === field.name).map(([, value]) => value);
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      field.checked = named.includes(field.value);
    } else if (field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type === 'text')) {
      if (named[0] !== undefined) field.value = named[0];
    }
  }
}
