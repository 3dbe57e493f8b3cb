import { type Command, Option } from 'commander';
import { createOutbox, type OutboxEntry } from '../storage/index.js';
import { importCsvCommand } from './import-grades.js';
import {
  CommandError,
  type Environment,
  institutionId,
  report,
  table,
  whole,
  withExample,
  withStorage,
} from './tools.js';

interface GradeOptions {
  institution?: string;
  json?: boolean;
}

interface ResendOptions extends GradeOptions {
  waiting?: boolean;
}

interface ListOptions extends GradeOptions {
  state?: OutboxEntry['state'];
  limit: number;
}

/** `attune grades …`: what waits on its way to a gradebook, and what was given up. */
export function gradeCommands(program: Command, environment: Environment): void {
  const grades = program
    .command('grades')
    .description('deliveries to the gradebooks of the LMS, and readings of its rosters');
  withExample(grades, 'attune grades list --state dead', 'attune grades resend');
  importCsvCommand(grades, environment);
  const list = grades
    .command('list')
    .description('deliveries with their state; those given up say what to do')
    .option('--institution <id>', 'only this institution', institutionId)
    .addOption(new Option('--state <state>', 'only these').choices(['pending', 'delivered', 'dead']))
    .option('--limit <n>', 'at most so many', whole(1, 10_000), 100)
    .option('--json', 'print JSON')
    .action(async ({ institution, state, limit, json }: ListOptions) => {
      const filter = { ...(institution && { tenant: institution }), ...(state && { state }) };
      const entries = await withStorage(environment, ({ connection }) => createOutbox(connection).list(filter, limit));
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
  withExample(list, 'attune grades list --state dead');
  const resend = grades
    .command('resend [delivery]')
    .description('try deliveries again that were given up: one of them, or all')
    .option('--institution <id>', 'only this institution', institutionId)
    .option('--waiting', 'also those that wait for their next try: they need not wait longer')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, { institution, waiting, json }: ResendOptions) => {
      const filter = { ...(institution && { tenant: institution }), ...(id && { id }) };
      const resent = await withStorage(environment, async ({ connection }) => {
        const [outbox, now] = [createOutbox(connection), environment.clock()];
        return (await outbox.resend(filter, now)) + (waiting ? await outbox.hurry(filter, now) : 0);
      });
      const state = waiting ? 'was given up or waits' : 'was given up';
      if (id !== undefined && resent === 0) throw new CommandError(`No delivery ${id} ${state} here.`);
      report(environment, json, { resent }, `${resent} deliveries will be tried again.`);
    });
  withExample(
    resend,
    'attune grades resend',
    'attune grades resend --institution example-school',
    'attune grades resend --waiting',
  );
}
