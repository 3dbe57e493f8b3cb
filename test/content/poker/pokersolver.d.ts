/** What the tests use of pokersolver 2.1.4, which ships no types. */
declare module 'pokersolver' {
  export class Hand {
    readonly name: string;
    readonly rank: number;
    static solve(cards: readonly string[]): Hand;
    static winners(hands: readonly Hand[]): Hand[];
  }
}
