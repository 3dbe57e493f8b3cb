import { send } from './send.js';
import { status } from './status.js';
import { isOurs } from './surroundings.js';
import { swap } from './swap.js';
import { forgetWaiting, selectOptionalWaiting } from './waiting.js';

const FORM_ENDED = 401;

/**
 * Sends forms without leaving the page. Without script they are sent by the browser and the same page comes back; forms
 * with `data-plain` always are, since they end at the LMS.
 */
export function enhanceForms(enhance: () => void): void {
  let busy = resume(enhance, () => {
    busy = false;
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || 'plain' in form.dataset) return;
    const address = form.action;
    if (!isOurs(address)) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const release = hold(event.submitter);
    void submit(address, fieldsOf(form, event.submitter), enhance).finally(() => {
      busy = false;
      release();
    });
  });
}

/** Sends what the page before a reload could not. @returns whether there was something */
function resume(enhance: () => void, done: () => void): boolean {
  const waiting = selectOptionalWaiting();
  if (!waiting) return false;
  // Of another session, perhaps of somebody else: it is not ours to send.
  if (!isOurs(waiting.address)) {
    forgetWaiting();
    return false;
  }
  const release = hold(null);
  status.resumed();
  const fields = new URLSearchParams(waiting.fields.map(([name, value]) => [name, value]));
  void submit(waiting.address, fields, enhance, { again: true }).finally(() => {
    done();
    release();
  });
  return true;
}

/** With the button that was pressed, as the browser itself would send it. */
function fieldsOf(form: HTMLFormElement, pressed: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  if (pressed instanceof HTMLButtonElement && pressed.name !== '') fields.append(pressed.name, pressed.value);
  return fields;
}

async function submit(
  address: string,
  fields: URLSearchParams,
  enhance: () => void,
  { again = false } = {},
): Promise<void> {
  if (!again) status.clear();
  const sent = await send(address, fields, { again });
  if (sent.status === FORM_ENDED) return status.ended();
  if (sent.status >= 400) return status.failed(sent.page.querySelector('[data-message]')?.textContent ?? undefined);
  if (!swap(sent.page, enhance)) status.failed();
}

/** Shows that a click was heard, without taking the focus away as a disabled button would. */
function hold(button: HTMLElement | null): () => void {
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  button?.setAttribute('aria-disabled', 'true');
  button?.classList.add('busy');
  return () => {
    main?.removeAttribute('aria-busy');
    button?.removeAttribute('aria-disabled');
    button?.classList.remove('busy');
  };
}
