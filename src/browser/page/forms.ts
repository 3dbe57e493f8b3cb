import { send } from './send.js';
import { status } from './status.js';
import { isOurs } from './surroundings.js';
import { swap } from './swap.js';

const FORM_ENDED = 401;

/**
 * Sends forms without leaving the page. Without script they are sent by the browser and the same page comes back; forms
 * with `data-plain` always are, since they end at the LMS.
 */
export function enhanceForms(enhance: () => void): void {
  let busy = false;
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

/** What the form holds, and what the button says that was pressed. */
function fieldsOf(form: HTMLFormElement, button: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  if (button instanceof HTMLButtonElement && button.name !== '') fields.append(button.name, button.value);
  return fields;
}

async function submit(address: string, fields: URLSearchParams, enhance: () => void): Promise<void> {
  status.clear();
  const sent = await send(address, fields);
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
