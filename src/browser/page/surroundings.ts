/** What the server told this page, beside what it shows: on the body element, and renewed with every answer. */
export const surroundings = {
  /** The secret of this session; empty on pages that have none. */
  get token(): string {
    return document.body.dataset.session ?? '';
  },
  /** `/app/<session id>`; empty on pages without a session. */
  get base(): string {
    return document.body.dataset.base ?? '';
  },
  /** Origins of the LMS that may frame this page. */
  get platformOrigins(): string[] {
    return (document.body.dataset.platformOrigin ?? '').split(' ').filter((origin) => origin !== '');
  },
};

/** Whether an address belongs to this session; only such requests carry its secret. */
export function isOurs(address: string): boolean {
  const { base } = surroundings;
  const { origin, pathname } = new URL(address, location.href);
  return base !== '' && origin === location.origin && pathname.startsWith(`${base}/`);
}

/** What a person reads of an element: a formula carries its source as a hidden annotation, which nobody should hear. */
export function textOf(element: Element | null): string {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  for (const annotation of copy.querySelectorAll('annotation')) annotation.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Puts values into a sentence from the server: `{item}: now {place} of {of}`. */
export function fill(sentence: string | undefined, values: Readonly<Record<string, string | number>>): string {
  return (sentence ?? '').replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
