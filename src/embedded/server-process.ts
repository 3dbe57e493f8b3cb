import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedServiceError, reasonOf } from './errors.js';
import { identify, isRunningWith, type ProcessIdentity } from './identity.js';

/** How long a server may take to write its data and end after it was asked to; then it is killed. */
const STOP_LIMIT_MS = 15_000;
const READY_LIMIT_MS = 30_000;
const POLL_MS = 20;
const LOG_LINES = 5;

/** A server that we started. */
export interface ServerProcess {
  service: string;
  identity: ProcessIdentity;
  /** Words that its command line holds: by them, and its identity, a later run knows it again. */
  marks: readonly string[];
  /** Asks it to end, waits, and kills it when it takes too long. Safe to call twice. */
  stop(): Promise<void>;
  /** Settles when it has ended, for whatever reason. */
  ended: Promise<void>;
  /** Only asks it to end: for the last moment of this process, which can't wait. */
  askToEnd(): void;
}

export interface ServerCommand {
  service: string;
  program: string;
  args: readonly string[];
  marks: readonly string[];
  /** Its data; it runs there and its log is written there. */
  folder: string;
  /** Answers whether it is ready to work; errors mean 'not yet'. */
  isReady: () => Promise<boolean>;
}

/** A loopback port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

/**
 * Ends a server when this process is gone, however it went: the shell reads from a pipe that only we hold open, and
 * the pipe's end comes even after kill -9.
 */
function watch(pid: number): ChildProcess {
  const script = 'read -r line; kill -TERM "$1" 2>/dev/null';
  const watchdog = spawn('/bin/sh', ['-c', script, 'attune-watchdog', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => {
    // Without a shell there is no watchdog; the next start still cleans up.
  });
  // Neither it nor the pipe may keep us from ending.
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  watchdog.unref();
  return watchdog;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in between.
  }
}

/** Ends a recorded process, if it still is the one that was recorded, and waits until it is gone. */
export async function endRecorded(identity: ProcessIdentity, marks: readonly string[]): Promise<boolean> {
  if (!isRunningWith(identity, marks)) return false;
  signal(identity.pid, 'SIGTERM');
  const deadline = Date.now() + STOP_LIMIT_MS;
  while (isRunningWith(identity, marks)) {
    if (Date.now() > deadline) signal(identity.pid, 'SIGKILL');
    await pause(POLL_MS);
  }
  return true;
}

function logTail(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-LOG_LINES).join('\n');
  } catch {
    return '(no log)';
  }
}

async function waitUntilReady(command: ServerCommand, hasEnded: () => boolean, log: string): Promise<void> {
  const deadline = Date.now() + READY_LIMIT_MS;
  let last = 'it did not answer';
  while (!hasEnded()) {
    try {
      if (await command.isReady()) return;
    } catch (error) {
      last = reasonOf(error);
    }
    if (Date.now() > deadline) {
      throw new EmbeddedServiceError(
        `${command.service} was started and was not ready after ${READY_LIMIT_MS / 1000} s (${last}). Its log is ${log}.`,
      );
    }
    await pause(POLL_MS);
  }
  throw new EmbeddedServiceError(
    `${command.service} ended while it started. The end of its log (${log}):\n${logTail(log)}`,
  );
}

/**
 * Starts a server and waits until it is ready.
 *
 * It runs in a process group of its own, so that Ctrl-C in a terminal reaches only us and the server ends after those
 * who use it.
 *
 * @param onSpawn  called at once when it runs, before it is ready: the place to write down who it is
 * @throws EmbeddedServiceError when it ends or does not get ready; then nothing of it is left running
 */
export async function startServer(
  command: ServerCommand,
  onSpawn: (server: ServerProcess) => void,
): Promise<ServerProcess> {
  const log = join(command.folder, 'server.log');
  const output = openSync(log, 'a');
  const child = spawn(command.program, command.args, {
    cwd: command.folder,
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const hasEnded = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  child.unref();
  const { pid } = child;
  if (pid === undefined) throw new EmbeddedServiceError(`${command.program} could not be started.`);
  const watchdog = watch(pid);
  void ended.then(() => watchdog.kill('SIGKILL'));

  const askToEnd = (): void => {
    if (!hasEnded()) signal(pid, 'SIGTERM');
  };
  const stop = async (): Promise<void> => {
    if (hasEnded()) return;
    askToEnd();
    const escalation = setTimeout(() => signal(pid, 'SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(escalation);
  };
  const identity = identify(pid) ?? { pid, started: '' };
  const server: ServerProcess = { service: command.service, identity, marks: command.marks, stop, askToEnd, ended };
  onSpawn(server);
  try {
    await waitUntilReady(command, hasEnded, log);
    return server;
  } catch (error) {
    await stop();
    throw error;
  }
}
