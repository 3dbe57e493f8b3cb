import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type ServerCommand, type ServerProcess, startServer } from '../../src/embedded/server-process.js';
import type { VictimName } from './plan.js';
import { killWithUs } from './watchdog.js';

/** A process that can be killed, stopped for a while, and started again where it was. */
export interface Victim {
  readonly name: VictimName;
  start(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Killed for good: whoever starts it now starts nothing. */
  end(): Promise<void>;
  /** SIGSTOP. */
  stop(): void;
  /** SIGCONT. */
  resume(): void;
}

/** A database server on its port and its data. */
export function databaseVictim(name: 'mongod' | 'redis', command: ServerCommand): Victim {
  let server: ServerProcess | null = null;
  let over = false;
  const signal = (what: NodeJS.Signals): void => {
    if (server) process.kill(server.identity.pid, what);
  };
  const victim: Victim = {
    name,
    async start() {
      if (over) return;
      await startServer(command, (spawned) => {
        server = spawned;
        killWithUs(spawned.identity.pid, spawned.ended);
        void spawned.ended.then(() => {
          if (server === spawned) server = null;
        });
      });
    },
    async kill() {
      if (!server) return;
      const { ended } = server;
      signal('SIGKILL');
      // The server itself does not keep our process from ending.
      const waiting = setInterval(() => undefined, 1_000);
      await ended;
      clearInterval(waiting);
    },
    async end() {
      over = true;
      await victim.kill();
    },
    stop: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
  };
  return victim;
}

/** What a process of the product did that nobody asked it to. */
export interface Trouble {
  readonly process: VictimName;
  readonly what: string;
}

export interface ProductProcess {
  readonly name: VictimName;
  /** The arguments of `attune`. */
  readonly words: readonly string[];
  readonly program: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Hears of an end that nobody asked for, and of everything on stderr. */
  readonly trouble: (trouble: Trouble) => void;
  /** Hears of each line of the log. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** A web or worker process. It comes back while MongoDB is away too, as a supervisor would have it. */
export function productVictim(options: ProductProcess): Victim {
  let child: ChildProcess | null = null;
  let awaited = false;
  let over = false;
  let starting = false;
  const signal = (what: NodeJS.Signals): void => {
    if (child && child.exitCode === null && child.signalCode === null) child.kill(what);
  };
  const launch = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      starting = true;
      const born = spawn(process.execPath, [options.program, ...options.words, '--json'], {
        cwd: options.cwd,
        env: { PATH: process.env.PATH ?? '', ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = born;
      born.once('error', reject);
      if (born.pid === undefined) return;
      killWithUs(born.pid, once(born, 'exit'));
      const ready = (): void => {
        starting = false;
        resolve(true);
      };
      createInterface({ input: born.stdout }).on('line', (line) => take(line, options, ready));
      createInterface({ input: born.stderr }).on('line', (line) => {
        if (!starting) options.trouble({ process: options.name, what: line });
      });
      born.once('exit', (code, by) => {
        const asked = awaited || child !== born;
        if (!asked && !starting) options.trouble({ process: options.name, what: `it ended by itself (${code ?? by})` });
        if (!asked && starting) options.log({ process: options.name, msg: `ended while it started (${code})` });
        resolve(false);
      });
    });
  const victim: Victim = {
    name: options.name,
    async start() {
      awaited = over;
      while (!awaited && !(await launch())) await new Promise((resolve) => setTimeout(resolve, SUPERVISOR_MS));
    },
    async kill() {
      awaited = true;
      const gone = child && child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      signal('SIGKILL');
      await gone;
    },
    async end() {
      over = true;
      await victim.kill();
    },
    stop: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
  };
  return victim;
}

const SUPERVISOR_MS = 300;

function take(text: string, { log, name }: ProductProcess, ready: () => void): void {
  const line: unknown = JSON.parse(text);
  if (typeof line !== 'object' || line === null) return;
  if ('role' in line) ready();
  else log({ process: name, ...line });
}
