import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { SECTIONS } from '../test/acceptance/support/rows.js';
import { projectRoot } from '../test/support/services.js';
import { allAccepted, judge, type Outcome, textOf } from './acceptance-table.js';

/**
 * `npm run acceptance [-- --json]`: runs the tests of the acceptance list and says how each row ended. Exits with 1 when a
 * row failed, or has neither a test nor a reason.
 */
const outcomesSchema = z.array(z.object({ title: z.string(), state: z.enum(['passed', 'failed']) }));

async function runTests(): Promise<{ code: number; outcomes: readonly Outcome[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-acceptance-'));
  const file = join(folder, 'outcomes.json');
  try {
    const args = ['--import', 'tsx', join(projectRoot, 'scripts/test.ts'), 'test/acceptance'];
    const tests = spawn(process.execPath, args, {
      cwd: projectRoot,
      // The table alone goes to standard output.
      stdio: ['inherit', 2, 2],
      env: { ...process.env, ATTUNE_TEST_OUTCOMES: file },
    });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => tests.kill(signal));
    process.once('SIGINT', () => {});
    const [code] = (await once(tests, 'exit')) as [number | null];
    const outcomes = existsSync(file) ? outcomesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
    return { code: code ?? 1, outcomes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { code, outcomes } = await runTests();
const results = judge(SECTIONS, outcomes);
console.log(process.argv.includes('--json') ? JSON.stringify(results, null, 2) : `\n${textOf(results)}`);
process.exitCode = code === 0 && allAccepted(results) ? 0 : 1;
