/**
 * Work about the same things waits for its turn, as far as this process goes: two transactions that change one profile
 * would only make each other begin anew. Names are taken all at once, so nobody waits for each other in a circle.
 */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  async take<R>(names: readonly string[], work: () => Promise<R>): Promise<R> {
    const before = names.map((name) => this.last.get(name));
    let release = (): void => undefined;
    const mine = new Promise<void>((done) => {
      release = done;
    });
    for (const name of names) this.last.set(name, mine);
    try {
      await Promise.all(before);
      return await work();
    } finally {
      release();
      for (const name of names) if (this.last.get(name) === mine) this.last.delete(name);
    }
  }
}
