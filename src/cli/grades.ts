import type { Command } from 'commander';
import { createOutbox } from '../storage/index.js';
import { type Environment, report, table, withStorage } from './tools.js';

interface GradeOptions {
  institution?: string;
  state?: 'pending' | 'delivered' | 'dead';
  limit: string;
  json?: boolean;
}

/** `attune grades …`: what waits on its way to a gradebook, and what was given up. */
export function gradeCommands(program: Command, environment: Environment): void {
  const grades = program.command('grades').description('deliveries to the gradebooks of the LMS');
  grades
    .command('list')
    .description('deliveries with their state; those given up say what to do')
    .option('--institution <id>', 'only this institution')
    .option('--state <state>', 'pending, delivered or dead')
    .option('--limit <n>', 'at most so many', '100')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  attune grades list --state dead')
    .action(async ({ institution, state, limit, json }: GradeOptions) => {
      const filter = { ...(institution && { tenant: institution }), ...(state && { state }) };
      const entries = await withStorage(environment, ({ connection }) =>
        createOutbox(connection).list(filter, Number.parseInt(limit, 10) || 100),
      );
      const rows = entries.map(({ _id, tenant, state: now, attempts, problem }) => [
        _id,
        tenant,
        now,
        String(attempts),
        problem ?? '',
      ]);
      const text = rows.length > 0 ? table(['delivery', 'institution', 'state', 'tries', 'problem'], rows) : 'None.';
      report(environment, json, entries, text);
    });
  grades
    .command('resend [delivery]')
    .description('try deliveries again that were given up: one of them, or all')
    .option('--institution <id>', 'only this institution')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, { institution, json }: GradeOptions) => {
      const resent = await withStorage(environment, ({ connection }) =>
        createOutbox(connection).resend(
          { ...(institution && { tenant: institution }), ...(id && { id }) },
          environment.clock(),
        ),
      );
      report(environment, json, { resent }, `${resent} deliveries will be tried again.`);
    });
}
