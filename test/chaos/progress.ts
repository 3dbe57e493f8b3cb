/**
 * Counts the pages that students have seen. It is the clock of a run: faults come at a page and not at a time, so that
 * a slow machine meets them as deep in the work as a fast one.
 */
export class Progress {
  #pages = 0;
  #waiting: { readonly page: number; readonly reached: () => void }[] = [];

  get pages(): number {
    return this.#pages;
  }

  tick(): void {
    this.#pages += 1;
    const due = this.#waiting.filter(({ page }) => page <= this.#pages);
    this.#waiting = this.#waiting.filter(({ page }) => page > this.#pages);
    for (const { reached } of due) reached();
  }

  /** Resolves at the page. */
  reach(page: number): Promise<void> {
    return page <= this.#pages
      ? Promise.resolve()
      : new Promise((reached) => {
          this.#waiting.push({ page, reached });
        });
  }

  /** Nothing more comes: whoever waits for a later page goes on. */
  end(): void {
    this.#pages = Number.POSITIVE_INFINITY;
    for (const { reached } of this.#waiting.splice(0)) reached();
  }
}
