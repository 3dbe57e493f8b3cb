import { runCommandLine } from './cli/run.js';
import { endSoon } from './program.js';

/** The `attune` command. */
process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  clock: () => new Date(),
  say: (line) => console.error(line),
  print: (text) => console.log(text),
});
endSoon();
