import type { HttpAnswer } from './http-answer.js';

/** No LMS makes us wait longer than this, whatever it says. */
export const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** When an LMS throttles us without saying for how long. */
const THROTTLED_MS = 10_000;

/** Canvas throttles with 403 in some places and with 429 in others. */
const CANVAS_THROTTLED = /rate limit exceeded/i;

/**
 * How long a `Retry-After` header asks us to wait (RFC 9110, section 10.2.3: seconds, or a date).
 *
 * @returns milliseconds in [0, one hour]; undefined when the header is absent or unreadable
 */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  const asked = /^\d{1,15}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER_MS);
}

/** @returns milliseconds for which the host wants to hear nothing from us; null when it does not throttle us */
export function throttledMs(answer: HttpAnswer, now: Date): number | null {
  const throttled = answer.status === 429 || (answer.status === 403 && CANVAS_THROTTLED.test(answer.text));
  return throttled ? (retryAfterMs(answer.headers, now) ?? THROTTLED_MS) : null;
}
