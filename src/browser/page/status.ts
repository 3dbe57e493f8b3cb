const SAVED_SHOWN_MS = 2_500;

let hideLater: ReturnType<typeof setTimeout> | undefined;

function show(text: string): void {
  const saving = document.getElementById('saving');
  if (!saving) return;
  clearTimeout(hideLater);
  saving.hidden = text === '';
  saving.textContent = text;
}

const words = (): DOMStringMap => document.getElementById('saving')?.dataset ?? {};

/** Says whether what the learner did has arrived: in sight, and as a polite announcement. */
export const status = {
  trying: () => show(words().trying ?? ''),
  offline: () => show(words().offline ?? ''),
  resumed: () => show(words().resumed ?? ''),
  /** Only after trouble: what always works needs no message. */
  savedAfterAll(): void {
    show(words().saved ?? '');
    hideLater = setTimeout(() => show(''), SAVED_SHOWN_MS);
  },
  ended: () => show(words().ended ?? ''),
  failed: (message?: string) => show(message || (words().failed ?? '')),
  clear: () => show(''),
};

/** Lets a screen reader say something that moved or changed elsewhere on the page. */
export function announce(text: string | undefined): void {
  const announcer = document.getElementById('announcer');
  if (!announcer || !text) return;
  // Said twice, it is news twice; the same text again would be none.
  announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text;
}
