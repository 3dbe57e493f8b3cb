import type { Notes } from './report.js';

/**
 * OATutor can draw `@{a}` from a list each time a problem is shown. A course holds questions as they are, so the first
 * value of each list is put in.
 */
export function fixVariables<T extends { id: string; variabilization: Record<string, string[]> }>(
  found: T,
  notes: Notes,
): T {
  const values = Object.entries(found.variabilization).flatMap(([name, [first]]) =>
    first === undefined ? [] : [[name, first] as const],
  );
  if (values.length === 0) return found;
  notes.add('variables-fixed', found.id);
  return replaced(found, new Map(values)) as T;
}

function replaced(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replace(/@\{(\w+)\}/g, (all, name: string) => values.get(name) ?? all);
  if (Array.isArray(value)) return value.map((each) => replaced(each, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, values)]));
}
