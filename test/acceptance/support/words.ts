import { unescaped } from '../../lti/support/browser.js';

/** What a person reads of a page: its text and what stands in for pictures and fields, without scripts and styles. */
export function textOf(html: string): string {
  const spoken = [...html.matchAll(/\b(?:alt|title|aria-label|placeholder)="([^"]*)"/g)].map(([, words]) => words);
  const bare = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
  return unescaped([bare, ...spoken].join(' ').replace(/\s+/g, ' '));
}

export function headingOf(html: string): string {
  return textOf(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '').trim();
}
