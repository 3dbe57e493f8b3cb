import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './errors.js';

/** What is counted by itself: a flood at one door leaves the others open. */
export type Door = 'login' | 'launch' | 'keys' | 'app';

/** How many requests a minute; null for no limit. */
export interface DoorLimit {
  readonly perAddress: number | null;
  readonly perInstitution: number | null;
}

export interface RateLimits {
  /** Counts a request of an address. @throws AppError `too-many-requests` through `next` */
  address(door: Door): RequestHandler;
  /**
   * Turns away an address that this process has seen to be over its limit, without asking Redis.
   *
   * @throws AppError `too-many-requests`
   */
  refuseKnown(door: Door, request: Request): void;
  /** As `address`. @throws AppError `too-many-requests` */
  countAddress(door: Door, request: Request): Promise<void>;
  /** Counts a request for an institution. @returns what is left; null without a limit. @throws AppError `too-many-requests` */
  institution(door: Door, tenant: string): Promise<Allowance | null>;
  close(): Promise<void>;
}

/** How many requests are still to be had, and when all of them are again. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

interface Dependencies {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly limits: Readonly<Record<Door, DoorLimit>>;
  readonly log: Logger;
}

const WINDOW_S = 60;
/** A Redis that hangs may not hold up a launch for longer. */
const REDIS_MS = 100;
const LONGEST_REDIAL_MS = 1_000;

type Counter = (key: string) => Promise<Allowance | null>;
const uncounted: Counter = async () => null;
/** So many who are over a limit are remembered. */
const MOST_OVER = 10_000;

/**
 * Counts in Redis, so that all processes count together. While Redis is away each process counts by itself: nobody is
 * turned away because of that.
 */
export function createRateLimits({ redisUrl, prefix, limits, log }: Dependencies): RateLimits {
  const redis = new Redis(redisUrl, {
    commandTimeout: REDIS_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(times * 100, LONGEST_REDIAL_MS),
  });
  // The job queue, on the same Redis, says in the log that it is away.
  redis.on('error', (error: Error) => log.debug({ problem: error.name }, 'the rate limits count without Redis'));
  const counter = (door: Door, whose: string, points: number | null): Counter => {
    if (points === null) return uncounted;
    const options = { points, duration: WINDOW_S, keyPrefix: `${prefix}:limit:${door}:${whose}` };
    const limiter = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      // Whoever is over the limit costs no more calls to Redis.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory(options),
    });
    return async (key) => {
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(key);
        const remaining = Math.max(0, remainingPoints);
        return { limit: points, remaining, resetSeconds: Math.ceil(Math.max(0, msBeforeNext) / 1_000) };
      } catch (error) {
        throw error instanceof RateLimiterRes ? tooMany(error.msBeforeNext) : error;
      }
    };
  };
  const doors = Object.entries(limits).map(([door, { perAddress, perInstitution }]) => [
    door,
    {
      address: counter(door as Door, 'address', perAddress),
      institution: counter(door as Door, 'institution', perInstitution),
    },
  ]);
  const counters = Object.fromEntries(doors) as Record<Door, Record<'address' | 'institution', Counter>>;
  const over = new Map<string, number>();
  const countAddress = async (door: Door, request: Request): Promise<void> => {
    const network = networkOf(request.ip ?? '');
    try {
      await counters[door].address(network);
    } catch (error) {
      const seconds = error instanceof AppError ? error.options.retryAfterSeconds : undefined;
      if (over.size >= MOST_OVER) over.clear();
      if (seconds !== undefined) over.set(`${door}:${network}`, performance.now() + seconds * 1_000);
      throw error;
    }
  };
  return {
    address: (door) => async (request, _response, next) => {
      await countAddress(door, request);
      next();
    },
    refuseKnown(door, request) {
      if (over.size === 0) return;
      const name = `${door}:${networkOf(request.ip ?? '')}`;
      const left = (over.get(name) ?? 0) - performance.now();
      if (left > 0) throw tooMany(left);
      over.delete(name);
    },
    countAddress,
    institution: (door, tenant) => counters[door].institution(tenant),
    async close() {
      redis.disconnect();
    },
  };
}

function tooMany(milliseconds: number): AppError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  return new AppError('too-many-requests', 'errors.too-many-requests', {
    retryAfterSeconds: seconds,
    values: { count: seconds },
  });
}

/**
 * Who shares a limit: an IPv4 address, or the /64 network that a subscriber has of IPv6. Only its hash is kept, for a
 * minute.
 */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const network = mapped ?? (isIPv6(address) ? first64(address) : address);
  return createHash('sha256').update(network).digest('base64url').slice(0, 22);
}

function first64(address: string): string {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter((part) => part !== '');
  const right = (tail ?? '').split(':').filter((part) => part !== '');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
