import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a command ended, with everything that it printed. */
export interface CommandResult {
  /** The exit code; null when a signal or the time limit ended it. */
  code: number | null;
  /** Standard output and standard error together, in the order they came. */
  output: string;
}

export interface CommandOptions {
  env: NodeJS.ProcessEnv;
  /** After so many milliseconds the command is ended. */
  timeoutMs: number;
  cwd?: string;
}

/** The full path of a program on PATH, or null. */
export function findOnPath(program: string, env: NodeJS.ProcessEnv): string | null {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // Not in this folder: the next one may have it.
    }
  }
  return null;
}

/** Runs a command to its end. Never throws: a program that can't be started gives code null and the reason as output. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve) => {
    const chunks: string[] = [];
    const child = spawn(program, args, {
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const timer = setTimeout(() => {
      chunks.push(`\nended after ${Math.round(options.timeoutMs / 1000)} s without finishing`);
      child.kill('SIGKILL');
    }, options.timeoutMs);
    const finish = (code: number | null): void => {
      clearTimeout(timer);
      resolve({ code, output: chunks.join('') });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
    }
    child.on('error', (error) => {
      chunks.push(error.message);
      finish(null);
    });
    child.on('close', finish);
  });
}

/** The last line with words on it, cut to a length that fits in a sentence. */
export function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? 'it printed nothing').trim().slice(0, 240);
}
