import type { Reply } from './endpoint.js';

export interface PageRequest {
  readonly limit?: number | undefined;
  readonly from?: number | undefined;
}

export interface Page<T> {
  readonly entries: readonly T[];
  /** Index of the first entry of the next page; null on the last. */
  readonly nextFrom: number | null;
}

/** One page of a list; a limit above the platform's own page size is lowered to it, as the specifications allow. */
export function takePage<T>(all: readonly T[], { limit, from = 0 }: PageRequest, pageSize: number): Page<T> {
  const size = Math.min(limit ?? pageSize, pageSize);
  const end = from + size;
  return { entries: all.slice(from, end), nextFrom: end < all.length ? end : null };
}

/** The Link header for the next page: the same address and filters, further on. */
export function nextLink(
  url: string,
  query: Readonly<Record<string, unknown>>,
  nextFrom: number | null,
): Reply['headers'] {
  if (nextFrom === null) return {};
  const next = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) next.searchParams.set(name, String(value));
  }
  next.searchParams.set('from', String(nextFrom));
  return { link: `<${next.href}>; rel="next"` };
}
