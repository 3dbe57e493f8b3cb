import { keepWayBack, takeSurroundings } from './swap.js';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Puts the main part of a page in the place of this page's while its reader may be in the middle of something: what has
 * the focus keeps it, what is open stays open, what is typed stays typed, and nothing moves on the screen that need not.
 *
 * @returns false when there was nothing new to show
 */
export function swapQuietly(page: Document, enhance: () => void): boolean {
  const old = document.querySelector('main');
  const fresh = page.querySelector('main');
  if (!old || !fresh) return false;
  const open = detailsIn(old).map(({ open }) => open);
  const names = detailsIn(old).map(nameOf);
  const typed = fieldsIn(old).filter(isTouched);
  const focus = focusIn(old);
  const anchor = anchorIn(old);
  keepWayBack(old, fresh);
  old.replaceWith(document.adoptNode(fresh));
  takeSurroundings(page);
  for (const details of detailsIn(fresh)) {
    const before = names.indexOf(nameOf(details));
    if (before >= 0) details.open = open[before] ?? details.open;
  }
  for (const field of typed) typeAgain(fresh, field);
  enhance();
  focus?.(fresh);
  anchor?.(fresh);
  return true;
}

const detailsIn = (main: Element): HTMLDetailsElement[] => [...main.querySelectorAll('details')];
const nameOf = ({ dataset, firstElementChild }: HTMLDetailsElement): string =>
  dataset.keep ?? firstElementChild?.textContent ?? '';

const fieldsIn = (main: Element): Field[] => [
  ...main.querySelectorAll<Field>('input:not([type="hidden"]), select, textarea'),
];

/** Whether somebody has put something else into a field than what came with the page. */
function isTouched(field: Field): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((each) => each.selected !== each.defaultSelected);
  if (field instanceof HTMLInputElement && isTicked(field)) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

const isTicked = ({ type }: HTMLInputElement): boolean => type === 'radio' || type === 'checkbox';

function typeAgain(main: Element, old: Field): void {
  const key = keyOf(old);
  const field = fieldsIn(main).find((each) => keyOf(each) === key);
  if (!field) return;
  if (field instanceof HTMLInputElement && old instanceof HTMLInputElement && isTicked(field)) {
    field.checked = old.checked;
  } else {
    field.value = old.value;
  }
}

/** What tells a control from all others of the page: where its form goes, what the form is about, its name and choice. */
function keyOf(control: Element): string {
  const form = control.closest('form');
  const about = [...(form?.querySelectorAll<HTMLInputElement>('input[type="hidden"]') ?? [])]
    .filter(({ name }) => name !== 'session')
    .map(({ name, value }) => `${name}=${value}`);
  const own =
    control instanceof HTMLInputElement && isTicked(control)
      ? [control.name, control.value]
      : [control.getAttribute('name') ?? ''];
  return [control.tagName, control.id, form?.getAttribute('action') ?? '', ...about, ...own].join('\n');
}

/** How the focus, and a mark in a text, come back; null when nothing here has it. */
function focusIn(main: Element): ((fresh: Element) => void) | null {
  const active = document.activeElement;
  if (!active || active === main || !main.contains(active)) {
    // The whole main part has the focus, or nothing: reading goes on where it was.
    return active === main ? (fresh) => (fresh as HTMLElement).focus({ preventScroll: true }) : null;
  }
  const selector = active.tagName.toLowerCase();
  const key = active.closest('summary') ? nameOfSummary(active) : keyOf(active);
  const [start, end] = selectionOf(active);
  return (fresh) => {
    const same = [...fresh.querySelectorAll<HTMLElement>(selector)].find(
      (each) => (each.closest('summary') ? nameOfSummary(each) : keyOf(each)) === key,
    );
    const target = same ?? fresh.querySelector<HTMLElement>('[data-focus]') ?? (fresh as HTMLElement);
    target.focus({ preventScroll: true });
    if (start !== null && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) {
      target.setSelectionRange(start, end);
    }
  };
}

function nameOfSummary(element: Element): string {
  const details = element.closest('details');
  return details ? nameOf(details) : '';
}

function selectionOf(element: Element): [start: number | null, end: number | null] {
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isText ? [element.selectionStart, element.selectionEnd] : [null, null];
}

/** How the first heading on the screen comes back to where it stood. */
function anchorIn(main: Element): ((fresh: Element) => void) | null {
  const heading = [...main.querySelectorAll<HTMLElement>('[id]')].find(
    (each) => each.getBoundingClientRect().top >= 0 && each.getClientRects().length > 0,
  );
  if (!heading) return null;
  const { id } = heading;
  const { top } = heading.getBoundingClientRect();
  return (fresh) => {
    const same = fresh.querySelector(`#${CSS.escape(id)}`);
    if (same) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' });
  };
}
