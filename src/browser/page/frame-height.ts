import { surroundings } from './surroundings.js';

/**
 * Says something to the LMS around this page: under Canvas's name, under the name that other platforms gave it, and as
 * the text that older ones read, who parse JSON and know no objects.
 */
export function tellPlatform(subject: string, values: Readonly<Record<string, unknown>> = {}): void {
  if (window.parent === window) return;
  for (const origin of surroundings.platformOrigins) {
    window.parent.postMessage({ ...values, subject }, origin);
    window.parent.postMessage({ ...values, subject: `org.imsglobal.${subject}` }, origin);
    window.parent.postMessage(JSON.stringify({ ...values, subject }), origin);
  }
}

/** Keeps the LMS informed how high this page is, so that nobody has to scroll in two places. */
export function watchHeight(): void {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tellPlatform('lti.frameResize', { height });
  };
  // It tells the first height too, once that is known anyway.
  new ResizeObserver(tell).observe(document.body);
}
