import { z } from 'zod';

export const SERVICE_POINTS = ['jwks', 'token', 'lineitems', 'scores', 'results', 'memberships'] as const;
export type ServicePoint = (typeof SERVICE_POINTS)[number];

/**
 * Something that goes wrong at one service for its next calls.
 * - `status`: answers with `status` (and `retryAfter` seconds) without doing anything
 * - `drop`: closes the connection without doing anything
 * - `drop-after`: does the work, then closes the connection, so that the caller cannot know
 * - `twice`: does the work twice, as behind a proxy that repeats requests, and gives the second answer
 * - `slow`: waits `delayMs` first
 */
export const faultSchema = z.object({
  at: z.enum(SERVICE_POINTS),
  kind: z.enum(['status', 'drop', 'drop-after', 'twice', 'slow']),
  status: z.coerce.number().int().min(400).max(599).default(503),
  retryAfter: z.coerce.number().int().min(0).optional(),
  body: z.string().max(2000).optional(),
  delayMs: z.coerce.number().int().min(0).max(60_000).default(5000),
  times: z.coerce.number().int().min(1).max(10_000).default(1),
});

export type FaultOrder = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

export interface Faults {
  add(order: FaultOrder): void;
  clear(): void;
  list(): readonly Fault[];
  /** The fault that this call meets, if any; one of its times is used up. */
  next(at: ServicePoint): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: Fault[] = [];
  return {
    add(order) {
      waiting.push(faultSchema.parse(order));
    },
    clear() {
      waiting = [];
    },
    list: () => waiting.map((fault) => ({ ...fault })),
    next(at) {
      const fault = waiting.find((candidate) => candidate.at === at);
      if (fault === undefined) return undefined;
      fault.times -= 1;
      if (fault.times === 0) waiting = waiting.filter((candidate) => candidate !== fault);
      return fault;
    },
  };
}
