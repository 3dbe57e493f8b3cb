/**
 * The first address of a relation in a `Link` header (RFC 8288), as it is written there; null when there is none.
 *
 *   <https://lms.example/items?from=50>; rel="next", <https://lms.example/items>; rel="first"
 *
 * @param relation  in lower case
 */
export function linkTo(relation: string, header: string | null): string | null {
  let rest = header ?? '';
  for (;;) {
    const open = rest.indexOf('<');
    const close = rest.indexOf('>', open + 1);
    if (open < 0 || close < 0) return null;
    const after = rest.slice(close + 1);
    const nextOpen = after.indexOf('<');
    const parameters = nextOpen < 0 ? after : after.slice(0, nextOpen);
    if (hasRelation(relation, parameters)) return rest.slice(open + 1, close);
    rest = nextOpen < 0 ? '' : after.slice(nextOpen);
  }
}

function hasRelation(relation: string, parameters: string): boolean {
  return parameters.split(/[;,]/).some((parameter) => {
    const [name = '', value = ''] = parameter.split('=');
    const relations = value.trim().replace(/^"|"$/g, '').toLowerCase().split(' ');
    return name.trim().toLowerCase() === 'rel' && relations.includes(relation);
  });
}
