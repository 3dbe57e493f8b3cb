import type { DatedCard } from './memory-formats.js';

/** Share of cards, or of reviews in order of date, that is held out when nothing else is asked for. */
export const MEMORY_HOLDOUT = 0.2;

/**
 * The day on which the test begins: of all reviews after a card's first, in order of date, so many lie before it that
 * the share `holdout` is left; reviews of that very day belong to the test.
 *
 * @returns  days since 1970; undefined when no card has a second review
 */
export function testBegins(cards: readonly DatedCard[], holdout: number): number | undefined {
  const days = cards.flatMap((card) => card.days.slice(1)).sort((a, b) => a - b);
  return days[Math.floor(days.length * (1 - holdout))];
}

/** How many reviews of a dated card lie before a day. */
export function reviewsBefore({ days }: DatedCard, day: number): number {
  const later = days.findIndex((each) => each >= day);
  return later < 0 ? days.length : later;
}
