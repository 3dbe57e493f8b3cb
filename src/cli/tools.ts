import { existsSync } from 'node:fs';
import { type Config, loadConfig } from '../config.js';
import { findRunningServices } from '../embedded/index.js';
import { createKeyring, openStorage, type Storage } from '../storage/index.js';

/** Exit codes: 0 done, 1 could not be done, 2 the call was wrong, 3 MongoDB or Redis cannot be reached. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/** A failure with its exit code and a sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failed,
  ) {
    super(message);
  }
}

export interface Environment {
  readonly cwd: string;
  readonly env: Record<string, string | undefined>;
  readonly clock: () => Date;
  readonly newId: () => string;
  say(line: string): void;
  print(text: string): void;
}

/** The configuration, with the addresses of the services that already run in this folder where none are set. */
export async function resolveConfig({ cwd, env }: Environment): Promise<Config> {
  const file = `${cwd}/.env`;
  if (existsSync(file)) process.loadEnvFile(file);
  const config = loadConfig({ ...process.env, ...env });
  if (config.mongodbUri !== undefined && config.redisUrl !== undefined) return config;
  const running = await findRunningServices(cwd);
  return {
    ...config,
    mongodbUri: config.mongodbUri ?? running?.mongoUri ?? undefined,
    redisUrl: config.redisUrl ?? running?.redisUrl ?? undefined,
  };
}

/** Opens the database for one command and closes it again. */
export async function withStorage<T>(
  environment: Environment,
  work: (storage: Storage, config: Config) => Promise<T>,
): Promise<T> {
  const config = await resolveConfig(environment);
  if (config.mongodbUri === undefined) {
    throw new CommandError(
      'No database is known here. Set MONGODB_URI, or start the tool in this folder first ("attune serve --embedded").',
      EXIT.unreachable,
    );
  }
  const storage = await openStorage(config.mongodbUri, createKeyring(config.encryptionKeys)).catch((error: Error) => {
    throw new CommandError(error.message, EXIT.unreachable);
  });
  try {
    return await work(storage, config);
  } finally {
    await storage.close();
  }
}

/** Prints a result: JSON for programs, or the text for people. */
export function report(environment: Environment, json: boolean | undefined, value: unknown, text: string): void {
  environment.print(json ? JSON.stringify(value, null, 2) : text);
}

/** Columns that line up. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
