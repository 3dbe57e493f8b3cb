import { isOurs, surroundings } from './surroundings.js';

/** So long nothing is typed before what is there is read. */
const REST_MS = 300;

/** Shows an expression that is being typed as a formula, the way it will be read. */
export function showReadings(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-reading]:not([data-enhanced])')) {
    place.dataset.enhanced = '';
    const field = place.parentElement?.querySelector<HTMLInputElement>('input[name="answer"]');
    if (field && !field.disabled) follow(field, place);
  }
}

function follow(field: HTMLInputElement, place: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    running?.abort();
    if (field.value.trim() === '') return place.replaceChildren();
    timer = setTimeout(() => {
      running = new AbortController();
      void read(field.value, place, running.signal);
    }, REST_MS);
  });
}

async function read(typed: string, place: HTMLElement, signal: AbortSignal): Promise<void> {
  const { reading: address = '', label = '', unread = '' } = place.dataset;
  if (!isOurs(address)) return;
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { Authorization: `Bearer ${surroundings.token}`, 'X-Requested-With': 'attune' },
      body: new URLSearchParams({ typed }),
      signal,
    });
    if (!response.ok) return;
    const { html } = (await response.json()) as { html: string | null };
    const words = document.createElement('span');
    words.className = 'quiet';
    words.textContent = html === null ? unread : label;
    place.replaceChildren(words);
    // MathML of our own server, made from what it read.
    if (html !== null) place.insertAdjacentHTML('beforeend', ` ${html}`);
  } catch {
    // Typed on, or no connection: the field works as well without.
  }
}
