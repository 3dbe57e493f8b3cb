import { announce } from './status.js';
import { fill, textOf } from './surroundings.js';

const ARROWS = { up: 'm5 15 7-7 7 7', down: 'm5 9 7 7 7-7' } as const;
type Direction = keyof typeof ARROWS;

/** Lets lines be moved by buttons. The selects of the page without script stay, out of sight, and carry the answer. */
export function enhanceOrderings(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-ordering]:not([data-enhanced])')) enhance(list);
}

function enhance(list: HTMLElement): void {
  list.dataset.enhanced = '';
  list.closest('fieldset')?.querySelector('[data-without-script]')?.remove();
  const rows = [...list.children];
  rows.sort((a, b) => rankOf(a) - rankOf(b));
  for (const row of rows) {
    const select = row.querySelector('select');
    if (select) select.hidden = true;
    const rank = document.createElement('span');
    rank.className = 'rank';
    row.prepend(rank);
    row.append(button(list, row, 'up'), button(list, row, 'down'));
    list.append(row);
  }
  number(list);
}

const rankOf = (row: Element): number => Number(row.querySelector('select')?.value ?? 0);

function button(list: HTMLElement, row: Element, direction: Direction): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'move';
  made.dataset.direction = direction;
  made.setAttribute('aria-label', fill(list.dataset[direction], { item: nameOf(row) }));
  made.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ARROWS[direction]}"/></svg>`;
  made.addEventListener('click', () => move(list, row, direction));
  return made;
}

const nameOf = (row: Element): string => textOf(row.querySelector('.label'));

function move(list: HTMLElement, row: Element, direction: Direction): void {
  if (direction === 'up') row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  number(list);
  const same = row.querySelector<HTMLButtonElement>(`[data-direction="${direction}"]`);
  const other = row.querySelector<HTMLButtonElement>(`.move:not([data-direction="${direction}"])`);
  (same?.disabled ? other : same)?.focus();
  const rows = [...list.children];
  announce(fill(list.dataset.moved, { item: nameOf(row), place: rows.indexOf(row) + 1, of: rows.length }));
}

function number(list: HTMLElement): void {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    const rank = row.querySelector('.rank');
    const select = row.querySelector('select');
    if (rank) rank.textContent = String(index + 1);
    if (select) select.value = String(index + 1);
    for (const each of row.querySelectorAll<HTMLButtonElement>('.move')) {
      each.disabled = each.dataset.direction === 'up' ? index === 0 : index === rows.length - 1;
    }
  });
}
