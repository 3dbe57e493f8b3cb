import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process as the system tells it apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own words: only good for comparing. */
  started: string;
}

interface Seen {
  started: string;
  command: string;
}

function seenInProc(pid: number): Seen | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold spaces: count from the last bracket on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { started: fields[19] ?? '', command };
}

function seenByPs(pid: number): Seen | null {
  const ps = (field: string): string =>
    execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  return ps('state').trim().startsWith('Z') ? null : { started: ps('lstart').trim(), command: ps('command').trim() };
}

function look(pid: number): Seen | null {
  try {
    return process.platform === 'linux' ? seenInProc(pid) : seenByPs(pid);
  } catch {
    return null;
  }
}

/** Who a process number belongs to now; null when nobody has it. */
export function identify(pid: number): ProcessIdentity | null {
  const seen = look(pid);
  return seen === null ? null : { pid, started: seen.started };
}

/** Whether exactly this process, and not a later one with the same number, still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return look(identity.pid)?.started === identity.started;
}

/** Whether this process still runs and its command line holds every one of the words (its program, its data folder). */
export function isRunningWith(identity: ProcessIdentity, words: readonly string[]): boolean {
  const seen = look(identity.pid);
  return seen !== null && seen.started === identity.started && words.every((word) => seen.command.includes(word));
}
