import { findProof, platformStorageOf } from './_launch-storage.js';

/** Looks for the proof that the login left, and posts it with the launch; else offers a window of its own. */
const form = document.querySelector<HTMLFormElement>('form[data-launch-proof]');
const restart = document.querySelector<HTMLElement>('[data-launch-restart]');

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
