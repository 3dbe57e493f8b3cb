import { ROWS } from './rows.js';

type Run = (this: Mocha.Context) => Promise<void> | void;

/**
 * A test of one row of the acceptance list, named by it; with an addition when a row has several tests.
 *
 * @throws Error when the list has no such row
 */
export function row(id: string, run: Run): void;
export function row(id: string, addition: string, run: Run): void;
export function row(id: string, ...rest: [Run] | [string, Run]): void {
  const found = ROWS.find((each) => each.id === id);
  if (!found) throw new Error(`The acceptance list has no row ${id}.`);
  const [addition, run] = rest.length === 1 ? ['', rest[0]] : [` (${rest[0]})`, rest[1]];
  it(`${id}: ${found.asks}${addition}`, run);
}
