import type { FaultOrder, ServicePoint } from '../../demo/campus/faults.js';
import { Dice } from './dice.js';

export const VICTIMS = ['web-1', 'web-2', 'worker-1', 'worker-2', 'redis', 'mongod'] as const;
export type VictimName = (typeof VICTIMS)[number];

/** A process is killed and comes back after `forMs` milliseconds, or stands still for so long. */
export interface ProcessFault {
  /** When: as soon as the students have seen so many pages. */
  readonly page: number;
  readonly victim: VictimName;
  readonly kind: 'kill' | 'stop';
  readonly forMs: number;
}

/** The LMS misbehaves at the next calls of a service. */
export interface LmsFault {
  readonly page: number;
  readonly order: FaultOrder;
}

/** Everything that goes wrong in one run. A pure function of the seed. */
export interface Plan {
  readonly seed: string;
  /** Whose grade rules the LMS follows. */
  readonly flavour: 'moodle' | 'canvas';
  /** How many pages the students see, all together. */
  readonly pages: number;
  readonly processes: readonly ProcessFault[];
  readonly lms: readonly LmsFault[];
}

const PAGES = 300;
/** Nothing goes wrong later: a last stretch of work meets what came before. */
const LAST_PAGE = 260;

export function planOf(seed: string): Plan {
  const dice = new Dice(`plan ${seed}`);
  return {
    seed,
    flavour: dice.pick(['moodle', 'canvas']),
    pages: PAGES,
    processes: inOrder(Array.from({ length: dice.between(5, 8) }, () => processFault(dice))),
    lms: inOrder(Array.from({ length: dice.between(8, 14) }, () => lmsFault(dice))),
  };
}

function processFault(dice: Dice): ProcessFault {
  const victim = dice.weighted({ 'web-1': 2, 'web-2': 2, 'worker-1': 2, 'worker-2': 2, redis: 2, mongod: 2 });
  const kind = dice.pick(['kill', 'stop'] as const);
  const longest = victim === 'mongod' ? 2_000 : kind === 'stop' ? 4_000 : 1_500;
  return {
    page: dice.between(1, LAST_PAGE),
    victim,
    kind,
    forMs: dice.between(kind === 'stop' ? 300 : 50, longest),
  };
}

type Kind = NonNullable<FaultOrder['kind']>;

/** What each service is likely to do. An LMS that makes a column twice is beyond a tool's help, so none does. */
const KINDS: Record<Exclude<ServicePoint, 'memberships'>, Record<Kind, number>> = {
  scores: { status: 6, slow: 2, drop: 1, 'drop-after': 2, twice: 2 },
  results: { status: 3, slow: 1, drop: 1, 'drop-after': 1, twice: 1 },
  lineitems: { status: 3, slow: 1, drop: 1, 'drop-after': 3, twice: 0 },
  token: { status: 4, slow: 1, drop: 1, 'drop-after': 1, twice: 1 },
  jwks: { status: 2, slow: 1, drop: 1, 'drop-after': 1, twice: 1 },
};

function lmsFault(dice: Dice): LmsFault {
  const service = dice.weighted({ scores: 6, results: 1, lineitems: 2, token: 2, jwks: 1 });
  const kind = dice.weighted(KINDS[service]);
  const order: FaultOrder = {
    at: service,
    kind,
    times: dice.between(1, 3),
    ...(kind === 'slow' && { delayMs: dice.between(300, 4_000) }),
    ...(kind === 'status' && statusOf(dice)),
  };
  return { page: dice.between(1, LAST_PAGE), order };
}

function statusOf(dice: Dice): Pick<FaultOrder, 'status' | 'retryAfter'> {
  const status = dice.pick([401, 403, 404, 409, 422, 429, 500]);
  return { status, ...(status === 429 && { retryAfter: dice.between(1, 2) }) };
}

function inOrder<T extends { readonly page: number }>(faults: readonly T[]): T[] {
  return [...faults].sort((a, b) => a.page - b.page);
}

/** The plan as a person reads it, a line for each thing that goes wrong. */
export function describePlan({ seed, flavour, processes, lms }: Plan): string {
  const lines = [
    ...processes.map(({ page, victim, kind, forMs }) => ({ page, text: `${kind} ${victim} for ${forMs} ms` })),
    ...lms.map(({ page, order }) => ({ page, text: `${order.at}: ${describeOrder(order)}` })),
  ];
  const sorted = inOrder(lines).map(({ page, text }) => `  page ${String(page).padStart(3)}  ${text}`);
  return [`seed ${seed}, ${flavour}`, ...sorted].join('\n');
}

function describeOrder({ kind, status, retryAfter, delayMs, times }: FaultOrder): string {
  const what = kind === 'status' ? `answers ${status}` : kind;
  const more = [
    delayMs === undefined ? '' : ` by ${delayMs} ms`,
    retryAfter === undefined ? '' : ` (Retry-After ${retryAfter})`,
  ];
  return `${what}${more.join('')}, ${times} times`;
}
