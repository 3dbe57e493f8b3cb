import { randomUUID } from 'node:crypto';
import { Command, CommanderError } from 'commander';
import { contentCommands } from './cli/content.js';
import { databaseCommands } from './cli/database.js';
import { gradeCommands } from './cli/grades.js';
import { platformCommands } from './cli/platforms.js';
import { serveCommands } from './cli/serve.js';
import { CommandError, type Environment, EXIT } from './cli/tools.js';

const environment: Environment = {
  cwd: process.cwd(),
  env: {},
  clock: () => new Date(),
  newId: randomUUID,
  say: (line) => console.error(line),
  print: (text) => console.log(text),
};

const program = new Command('attune')
  .description('An LTI 1.3 tool that makes a course personal.')
  .showHelpAfterError('(add --help for the options)')
  .exitOverride();

serveCommands(program, environment);
platformCommands(program, environment);
contentCommands(program, environment);
gradeCommands(program, environment);
databaseCommands(program, environment);
for (const command of program.commands) for (const each of [command, ...command.commands]) each.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Commander has said what was wrong with a call; everything else is said here, in one sentence. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof CommandError) return error.exitCode;
  const name = error instanceof Error ? error.name : '';
  return name === 'ConfigError' || name === 'AdministrationError' || name === 'ZodError' ? EXIT.usage : EXIT.failed;
}
