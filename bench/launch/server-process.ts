import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A server in a process of its own. */
export interface ServerProcess {
  /** CPU time used so far by all its threads, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a Node program and waits until it says that it is ready. @throws Error when it ends before */
export async function startServer(
  program: string,
  env: Readonly<Record<string, string>>,
  ready: RegExp,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', new URL('tell-usage.mjs', import.meta.url).href, program], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await says(child, ready);
  return {
    async cpuMs() {
      child.send('usage');
      const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
      return (user + system) / 1_000;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

function says(child: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      if (ready.test(String(text))) resolve();
    });
    child.once('exit', (code) => reject(new Error(`A server of the bench ended at its start (${code}).`)));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
