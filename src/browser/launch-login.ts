import { leaveProof, platformStorageOf } from './_launch-storage.js';

/** Leaves the proof of this login with the browser, then goes to the platform. */
const page = document.querySelector<HTMLElement>('[data-launch-login]');
if (page) {
  const { state = '', proof = '', address = '' } = page.dataset;
  void leaveProof(platformStorageOf(page), state, proof).finally(() => location.replace(address));
}
