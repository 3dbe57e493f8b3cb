import type { CatalogueView } from '../catalogue/index.js';

/** A reason as the page says it: a key of the locale files and its values, with ids of skills turned into titles. */
export interface Reason {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

const PERCENT = new Set(['known', 'target', 'probability', 'targetSuccess', 'recall']);
const SKILLS = new Set(['skill', 'prerequisite', 'from']);

/** Reasons as they are stored, ready for words. */
export function wordsOfReasons(catalogue: CatalogueView, reasons: readonly Record<string, unknown>[]): Reason[] {
  return reasons.map(({ code, ...rest }) => ({
    code: String(code),
    values: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, say(catalogue, name, value)])),
  }));
}

function say(catalogue: CatalogueView, name: string, value: unknown): string | number {
  if (SKILLS.has(name)) return catalogue.skillTitle(String(value));
  if (typeof value === 'number') return PERCENT.has(name) ? Math.round(value * 100) : Math.round(value * 10) / 10;
  return String(value);
}
