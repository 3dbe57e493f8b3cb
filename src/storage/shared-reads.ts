/**
 * Makes a read that several ask for at the same time once. Nobody gets what was read before they asked: who comes while
 * a read is under way waits for the next one, with all who come meanwhile. So a class that opens one link shares its
 * reads, the more the busier it is, and no answer is older than without this.
 *
 * What is read is shared too, so nobody may change it.
 */
export class SharedReads {
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #next = new Map<string, Promise<unknown>>();

  /** @param key  says what is read: those who give the same one must mean the same */
  get<T>(key: string, read: () => Promise<T>): Promise<T> {
    const next = this.#next.get(key);
    if (next !== undefined) return next as Promise<T>;
    const running = this.#running.get(key);
    if (running === undefined) return this.#begin(key, read);
    const begin = () => {
      this.#next.delete(key);
      return this.#begin(key, read);
    };
    const following = running.then(begin, begin);
    this.#next.set(key, following);
    return following;
  }

  #begin<T>(key: string, read: () => Promise<T>): Promise<T> {
    const running = read().finally(() => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    });
    this.#running.set(key, running);
    return running;
  }
}
