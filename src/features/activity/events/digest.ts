import { digestOf } from '../ids.js';

/** Stands for a JSON value whatever the order of its keys. */
export const contentDigest = (value: unknown): string => digestOf(JSON.stringify(sorted(value)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, sorted(part)]);
}
