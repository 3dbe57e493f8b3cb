/**
 * Addresses of a service below a line item. Moodle's line items carry a query (`…/lineitem?type_id=3`), so what follows
 * goes before it (AGS 2.0, section 3.2.5).
 */
export function belowLineItem(lineItem: string, name: 'scores' | 'results'): string {
  const url = new URL(lineItem);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}`;
  return url.href;
}

/** The address with more query parameters; those it has already stay. */
export function withQuery(address: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

export function originsOf(addresses: readonly string[]): ReadonlySet<string> {
  return new Set(addresses.map((address) => new URL(address).origin));
}
