import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Command, InvalidArgumentError } from 'commander';
import { type Config, loadConfig } from '../config.js';
import { findRunningServices } from '../embedded/index.js';
import type { InForce } from '../features/catalogue/index.js';
import { InstitutionId } from '../features/institutions/index.js';
import { PredictionService } from '../features/models/index.js';
import { assertMigrated, createKeyring, openStorage, type Storage } from '../storage/index.js';

/** Exit codes: 0 done, 1 could not be done, 2 the call was wrong, 3 MongoDB cannot be reached. */
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
  /** The process' own; what the file .env in the folder says counts where it is silent. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** To the person who runs the command (stderr). */
  say(line: string): void;
  /** The result (stdout). */
  print(text: string): void;
}

/** The settings of the environment, with those of `.env` where it has none. */
export function settingsOf({ cwd, env }: Environment): Record<string, string | undefined> {
  const file = `${cwd}/.env`;
  return { ...(existsSync(file) && parseEnv(readFileSync(file, 'utf8'))), ...env };
}

/** The configuration, with the addresses of the services that already run in this folder where none are set. */
export async function resolveConfig(environment: Environment): Promise<Config> {
  const config = loadConfig(settingsOf(environment));
  if (config.mongodbUri !== undefined && config.redisUrl !== undefined) return config;
  const running = await findRunningServices(environment.cwd);
  return {
    ...config,
    mongodbUri: config.mongodbUri ?? running?.mongoUri ?? undefined,
    redisUrl: config.redisUrl ?? running?.redisUrl ?? undefined,
  };
}

/**
 * Opens the database for one command and closes it again.
 *
 * @param migrated  whether the command needs a database that is up to date
 */
export async function withStorage<T>(
  environment: Environment,
  work: (storage: Storage, config: Config) => Promise<T>,
  { migrated = true } = {},
): Promise<T> {
  const config = await resolveConfig(environment);
  if (config.mongodbUri === undefined) {
    throw new CommandError(
      'No database is known here. Set MONGODB_URI, or start the tool in this folder first ("attune serve --embedded").',
      EXIT.unreachable,
    );
  }
  const storage = await openStorage(config.mongodbUri, createKeyring(config.encryptionKeys));
  try {
    if (migrated) await assertMigrated(storage.connection);
    return await work(storage, config);
  } finally {
    await storage.close();
  }
}

/** What models have learned of courses, for a command that makes facts. */
export function learnedSoFar({ clock }: Pick<Environment, 'clock'>): InForce {
  const service = new PredictionService({ now: () => clock().getTime() });
  return (scope, courseId, catalogue) => service.catalogueInForce(scope, courseId, catalogue);
}

/** Prints a result: JSON for programs, or the text for people. */
export function report(environment: Environment, json: boolean | undefined, value: unknown, text: string): void {
  environment.print(json ? JSON.stringify(value, null, 2) : text);
}

/** Shows in a command's help how it is called; a line that begins with a blank goes on from the one before. */
export function withExample(command: Command, ...lines: string[]): Command {
  const several = lines.filter((line) => !line.startsWith(' ')).length > 1;
  const examples = lines.map((line) => `\n  ${line}`).join('');
  return command.addHelpText('after', `\n${several ? 'Examples' : 'Example'}:${examples}`);
}

/** Reads an option that is a whole number. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** Reads an option that is the id of an institution. */
export function institutionId(text: string): string {
  const parsed = InstitutionId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => `${message}.`).join(' '));
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
