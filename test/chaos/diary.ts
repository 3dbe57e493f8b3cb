/** What the students did and what they were told, by person; an answer by the key that its fact must have. */
export interface Diary {
  /** An answer that was sent, perhaps several times, and whether it was right. */
  sent(person: string, key: string, right: boolean): void;
  /** The page after it showed its feedback. */
  acknowledged(person: string, key: string): void;
  readonly answersOf: (person: string) => {
    sent: ReadonlyMap<string, ReadonlySet<boolean>>;
    told: ReadonlySet<string>;
  };
  /** Something that must not be, in words that name nobody. */
  broken(what: string): void;
  readonly figures: { launches: number; retries: number; answers: number };
  readonly problems: readonly string[];
}

export function createDiary(): Diary {
  const sent = new Map<string, Map<string, Set<boolean>>>();
  const told = new Map<string, Set<string>>();
  const problems: string[] = [];
  const figures = { launches: 0, retries: 0, answers: 0 };
  return {
    sent(person, key, right) {
      const own = sent.get(person) ?? new Map<string, Set<boolean>>();
      own.set(key, (own.get(key) ?? new Set()).add(right));
      sent.set(person, own);
    },
    acknowledged(person, key) {
      const own = told.get(person) ?? new Set();
      if (!own.has(key)) figures.answers += 1;
      told.set(person, own.add(key));
    },
    answersOf: (person) => ({ sent: sent.get(person) ?? new Map(), told: told.get(person) ?? new Set() }),
    broken: (what) => void problems.push(what),
    figures,
    problems,
  };
}
