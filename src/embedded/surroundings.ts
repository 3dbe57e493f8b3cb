import { readFileSync } from 'node:fs';

/** Takes one line of progress for the person who waits. */
export type Say = (line: string) => void;

/** The machine as the search for a database server sees it. Tests give their own. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  say: Say;
  /** Where fetched servers are kept between runs. */
  cacheDirectory: string;
  platform: NodeJS.Platform;
  arch: string;
  isRoot: boolean;
  /** The fields of /etc/os-release; empty where there is none. */
  osRelease: Readonly<Record<string, string>>;
  fetch: typeof globalThis.fetch;
  /** The script that Debian asks before a package starts its service. */
  servicePolicyFile: string;
}

/** Reads the lines NAME=value of an os-release file, with or without quotes. */
export function parseOsRelease(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^([A-Z_]+)=(.*)$/.exec(line.trim());
    if (match?.[1] !== undefined) fields[match[1]] = (match[2] ?? '').replace(/^["']|["']$/g, '');
  }
  return fields;
}

/** Whether apt-get is this system's way to install: Debian, Ubuntu and what is made from them. */
export function isDebianFamily(osRelease: Readonly<Record<string, string>>): boolean {
  return /\b(debian|ubuntu)\b/.test(`${osRelease.ID ?? ''} ${osRelease.ID_LIKE ?? ''}`);
}

/** This machine. */
export function ownSurroundings(env: NodeJS.ProcessEnv, say: Say, cacheDirectory: string): Surroundings {
  let osRelease: Record<string, string> = {};
  try {
    osRelease = parseOsRelease(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    // macOS has no such file; the fields stay empty.
  }
  return {
    env,
    say,
    cacheDirectory,
    platform: process.platform,
    arch: process.arch,
    isRoot: process.getuid?.() === 0,
    osRelease,
    fetch: globalThis.fetch,
    servicePolicyFile: '/usr/sbin/policy-rc.d',
  };
}

/** Bytes as a reader likes them: '42 MB'. */
export function megabytes(bytes: number): string {
  return bytes < 950_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}

/** A stopwatch that reads as words: '3.2 s'. */
export function stopwatch(): () => string {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
