import { digestOf } from '../digest.js';

const LONGEST = 120;

/** An id that our rules allow; the text itself when they allow it already. */
export function slugOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, LONGEST);
  const trimmed = plain === text ? plain : plain.replace(/_{2,}/g, '_').replace(/_$/, '');
  return trimmed === '' ? `x${digestOf(text).slice(0, 8)}` : trimmed;
}
