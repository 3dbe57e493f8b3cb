import { findProof, platformStorageOf } from './_launch-storage.js';

/**
 * Looks for the proof that the login left, and posts it with the launch; else offers a window of its own. In one already,
 * another would end the same way: then it says what to change.
 */
const form = document.querySelector<HTMLFormElement>('form[data-launch-proof]');
const inFrame = window.parent !== window;
const restart = document.querySelector<HTMLElement>(inFrame ? '[data-launch-restart]' : '[data-launch-blocked]');

async function prove(launch: HTMLFormElement): Promise<void> {
  const field = (name: string) => launch.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  const proof = await findProof(platformStorageOf(launch), field('state')?.value ?? '');
  const empty = field('proof');
  if (proof !== null && empty) {
    empty.value = proof;
    launch.submit();
    return;
  }
  launch.hidden = true;
  if (restart) restart.hidden = false;
}

if (form) void prove(form);
