import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../../src/cli/run.js';
import { projectRoot } from '../../support/services.js';

export interface Answer {
  readonly code: number;
  /** What went to stdout, and to stderr. */
  readonly out: string;
  readonly err: string;
}

const folders: string[] = [];

/** A folder without settings and without services of its own. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-cli-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export type Attune = (...words: string[]) => Promise<Answer>;

/** The command line, run in this process: a test of many calls need not start a process for each. */
export function attuneIn(folder: string, env: Record<string, string> = {}): Attune {
  return async (...words) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCommandLine(words, {
      cwd: folder,
      env,
      clock: () => new Date('2026-03-02T09:00:00.000Z'),
      say: (line) => void err.push(line),
      print: (text) => void out.push(text),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
}

const running = new Set<ChildProcess>();

/** Ends what a failed test has left running. */
export function endProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Answer>;
  /** Resolves when stdout or stderr holds this; rejects when the process ends before. */
  says(pattern: RegExp): Promise<void>;
}

/** The command as a user starts it, in a process of its own. */
export function startAttune(words: string[], { cwd, env }: { cwd: string; env: Record<string, string> }): Running {
  // A build may be older than the sources; without one, the command runs the sources by itself.
  const built = existsSync(join(projectRoot, 'dist/src/cli.js'));
  const program = built
    ? ['--import', import.meta.resolve('tsx'), join(projectRoot, 'src/cli.ts')]
    : [join(projectRoot, 'bin/attune.mjs')];
  const child = spawn(process.execPath, [...program, ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', (chunk) => {
    out += chunk;
    tell();
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    tell();
  });
  const ended = new Promise<Answer>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? -1, out, err: `${err}${signal ?? ''}` });
    });
  });
  const says = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(`${out}${err}`)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${out}${err}`)));
    });
  return { child, ended, says };
}
