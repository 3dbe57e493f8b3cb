import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Kills a process when ours is gone, however it went: a shell reads from a pipe that only we hold open. SIGKILL, since
 * one that stands still (SIGSTOP) would never hear anything else.
 */
export function killWithUs(pid: number, ended: Promise<unknown>): void {
  const script = 'read -r line; kill -KILL "$1" 2>/dev/null';
  const watchdog = spawn('/bin/sh', ['-c', script, 'attune-watchdog', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  watchdog.unref();
  void ended.then(() => watchdog.kill('SIGKILL'));
}
