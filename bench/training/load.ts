import { seededRandom } from '../../src/engine/numerics/random.js';
import type { PreparedCourse } from './prepare.js';

/** People who ask, think, and ask again, until they are told to stop. */
export interface Load {
  /** Begins a slice: requests that end from now on belong to it. */
  slice(name: string): void;
  /** Milliseconds of the requests of all slices of a name. */
  times(name: string): readonly number[];
  /** Requests that were refused or failed. */
  readonly failures: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const THINK_MS = { least: 500, more: 1_000 };

/** What people ask, each as often as the others: what a page of a course costs in the API. */
function requestOf(turn: number, user: string, { course, items }: PreparedCourse, pick: () => number) {
  const some = Array.from({ length: 5 }, () => items[Math.floor(pick() * items.length)] ?? '');
  const post = (path: string, body: object) => ({ path, method: 'POST', body: JSON.stringify(body) });
  const asks = [
    { path: `/api/users/${user}/profile?course=${course}`, method: 'GET' },
    { path: `/api/users/${user}/recommendations?course=${course}`, method: 'GET' },
    post('/api/practice/next', { user, course }),
    post('/api/ml/answers/predict', { user_id: user, course, items: some }),
    { path: `/api/courses/${course}/skills`, method: 'GET' },
  ];
  return asks[turn % asks.length] as { path: string; method: string; body?: string };
}

export function startLoad(origin: string, prepared: PreparedCourse, people: number): Load {
  const taken = new Map<string, number[]>();
  const failures = new Map<string, number>();
  let [current, stopped] = ['warm-up', false];
  const headers = { authorization: `Bearer ${prepared.key}`, 'content-type': 'application/json' };
  async function person(number: number): Promise<void> {
    const random = seededRandom(`person ${number}`);
    const user = prepared.learners[(number * 37) % prepared.learners.length] ?? '';
    for (let turn = number; !stopped; turn++) {
      await sleep(THINK_MS.least + THINK_MS.more * random.next());
      const { path, ...init } = requestOf(turn, user, prepared, () => random.next());
      const begun = performance.now();
      const answer = await fetch(origin + path, { ...init, headers });
      await answer.arrayBuffer();
      const list = taken.get(current) ?? [];
      list.push(performance.now() - begun);
      taken.set(current, list);
      if (!answer.ok) {
        const name = `${answer.status} ${init.method} ${path.split('?')[0]?.replace(user, '{user}')}`;
        failures.set(name, (failures.get(name) ?? 0) + 1);
      }
    }
  }
  const all = Promise.all(Array.from({ length: people }, (_, number) => person(number)));
  return {
    slice(name) {
      current = name;
    },
    times: (name) => taken.get(name) ?? [],
    failures,
    async stop() {
      stopped = true;
      await all;
    },
  };
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
