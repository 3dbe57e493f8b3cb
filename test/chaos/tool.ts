import { type Balancer, startBalancer } from './balancer.js';
import type { Diary } from './diary.js';
import type { Machine } from './machine.js';
import type { VictimName } from './plan.js';
import { productVictim, type Victim } from './victims.js';

/** The product as it runs for real: two web processes behind one address, and two workers. */
export interface Tool {
  readonly victims: readonly Victim[];
  start(): Promise<void>;
  /** Resolves when both webs and their MongoDB answer. */
  ready(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface ToolOptions {
  readonly machine: Machine;
  readonly diary: Diary;
  readonly mongoUri: string;
  readonly campusUrl: string;
  readonly ports: { readonly public: number; readonly webs: readonly [number, number] };
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Short, so that the lease of a worker that was killed does not hold a run for a minute. */
const DELIVERY_SECONDS = 3;

export function createTool({ machine, diary, mongoUri, campusUrl, ports, log }: ToolOptions): Tool {
  const env = {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${ports.public}`,
    MONGODB_URI: mongoUri,
    REDIS_URL: machine.redisUrl,
    INSECURE_PLATFORM_ORIGINS: campusUrl,
    DELIVERY_SECONDS: String(DELIVERY_SECONDS),
    LOG_LEVEL: 'info',
  };
  const process = (name: VictimName, words: readonly string[]): Victim =>
    productVictim({
      name,
      words,
      program: machine.program,
      cwd: machine.folder,
      env,
      trouble: ({ process: who, what }) => diary.broken(`${who}: ${what}`),
      log,
    });
  const web = (name: VictimName, port: number): Victim =>
    process(name, ['serve', '--role', 'web', '--port', String(port)]);
  const victims = [
    web('web-1', ports.webs[0]),
    web('web-2', ports.webs[1]),
    process('worker-1', ['worker']),
    process('worker-2', ['worker']),
  ];
  let balancer: Balancer | null = null;
  return {
    victims,
    async start() {
      balancer = await startBalancer(ports.public, ports.webs);
      await Promise.all(victims.map((victim) => victim.start()));
    },
    ready: (signal) => answers(ports.webs, signal),
    async close() {
      await Promise.all([...victims.map((victim) => victim.end()), balancer?.close()]);
    },
  };
}

async function answers(ports: readonly number[], signal: AbortSignal): Promise<void> {
  for (const port of ports) {
    for (;;) {
      signal.throwIfAborted();
      const health = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
      if (health?.status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
