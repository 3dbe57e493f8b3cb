import { Command, CommanderError } from 'commander';
import { prettifyError, ZodError } from 'zod';
import { StorageError } from '../storage/index.js';
import { apiKeyCommands } from './api-keys.js';
import { connectorCommands } from './connectors.js';
import { contentCommands } from './content.js';
import { databaseCommands } from './database.js';
import { engineCommands } from './engine.js';
import { experimentCommands } from './experiments.js';
import { gradeCommands } from './grades.js';
import { modelCommands } from './models.js';
import { platformCommands } from './platforms.js';
import { recordCommands } from './records.js';
import { serveCommands } from './serve.js';
import { simulateCommand } from './simulate.js';
import { CommandError, type Environment, EXIT, withExample } from './tools.js';

/** All commands of `attune`. */
export function createCommands(environment: Environment): Command {
  const program = withExample(
    new Command('attune').description('An LTI 1.3 tool that makes a course personal.'),
    'attune serve --embedded',
    'attune platform add --help',
  );
  serveCommands(program, environment);
  platformCommands(program, environment);
  contentCommands(program, environment);
  gradeCommands(program, environment);
  recordCommands(program, environment);
  connectorCommands(program, environment);
  apiKeyCommands(program, environment);
  modelCommands(program, environment);
  experimentCommands(program, environment);
  databaseCommands(program, environment);
  engineCommands(program, environment);
  simulateCommand(program, environment);
  for (const command of [program, ...program.commands.flatMap((each) => [each, ...each.commands])]) {
    command
      .showHelpAfterError('(add --help for the options)')
      .exitOverride()
      .configureOutput({
        writeOut: (text) => environment.print(text.trimEnd()),
        writeErr: (text) => environment.say(text.trimEnd()),
      });
  }
  return program;
}

/** Runs one command line, without the program's name. @returns the exit code, one of EXIT */
export async function runCommandLine(words: readonly string[], environment: Environment): Promise<number> {
  try {
    await createCommands(environment).parseAsync(words, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has said already what was wrong with a call.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    environment.say(sentenceOf(error));
    return exitCodeOf(error);
  }
}

const MOST_LINES = 20;

function sentenceOf(error: unknown): string {
  const text =
    error instanceof ZodError ? prettifyError(error) : error instanceof Error ? error.message : String(error);
  const lines = text.split('\n');
  return [...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? ['…'] : [])].join('\n');
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof StorageError && error.reason === 'unreachable') return EXIT.unreachable;
  const name = error instanceof Error ? error.name : '';
  return name === 'ConfigError' || name === 'AdministrationError' ? EXIT.usage : EXIT.failed;
}
