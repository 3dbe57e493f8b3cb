import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './chromium.js';

/** A Chromium without a window, for the tests of the pages. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium({ say: console.error, env: process.env });
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
