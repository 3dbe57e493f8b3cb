import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { environmentExample } from '../config.js';
import { listInstitutions } from '../features/institutions/index.js';
import { rebuildProfiles } from '../features/learners/index.js';
import { MongoLtijsDatabase, systemRandomness } from '../lti/index.js';
import { migrateDown, migrateUp, migrationStatus } from '../storage/index.js';
import { type Environment, report, table, withStorage } from './tools.js';

interface Json {
  json?: boolean;
}

/** `attune migrate`, `rebuild`, `secrets`, `config`: the state at rest. */
export function databaseCommands(program: Command, environment: Environment): void {
  const migrate = program.command('migrate').description('bring the database to this version, step by step');
  migrate
    .command('up')
    .description('apply what is pending; a step that was cut off is done again')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const applied = await withStorage(environment, ({ connection }) => migrateUp(connection));
      report(environment, json, { applied }, applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to do.');
    });
  migrate
    .command('down')
    .description('take back the newest step, with the data it holds')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const undone = await withStorage(environment, ({ connection }) => migrateDown(connection));
      report(environment, json, { undone }, undone.length > 0 ? `Undone: ${undone.join(', ')}` : 'Nothing to do.');
    });
  migrate
    .command('status')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const rows = await withStorage(environment, ({ connection }) => migrationStatus(connection));
      const text = table(
        ['migration', 'applied'],
        rows.map(({ fileName, appliedAt }) => [fileName, appliedAt]),
      );
      report(environment, json, rows, text);
    });

  program
    .command('rebuild')
    .description('fold every profile again from its facts, and say which differed')
    .option('--institution <id>', 'only this institution')
    .option('--dry-run', 'change nothing')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  attune rebuild --dry-run --json')
    .action(async ({ institution, dryRun = false, json }: Json & { institution?: string; dryRun?: boolean }) => {
      const total = await withStorage(environment, async (storage) => {
        const tenants = institution ? [institution] : (await listInstitutions(storage)).map(({ _id }) => _id);
        const sums = { profiles: 0, different: 0 };
        for (const tenant of tenants) {
          const { profiles, different } = await rebuildProfiles(storage.scope(tenant), { dryRun });
          sums.profiles += profiles;
          sums.different += different;
        }
        return sums;
      });
      const verb = dryRun ? 'would change' : 'changed';
      report(environment, json, total, `${total.profiles} profiles folded again; ${total.different} ${verb}.`);
    });

  const secrets = program.command('secrets').description('keys for what is kept sealed');
  secrets
    .command('new')
    .description('make a key for ENCRYPTION_KEYS')
    .option('--json', 'print JSON')
    .action(({ json }: Json) => {
      const id = environment.clock().toISOString().slice(0, 10);
      const key = `${id}:${randomBytes(32).toString('base64')}`;
      report(environment, json, { key }, key);
    });
  secrets
    .command('rotate')
    .description('seal everything again with the first key of ENCRYPTION_KEYS; then older keys can go')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const resealed = await withStorage(environment, (storage) =>
        new MongoLtijsDatabase(storage, systemRandomness, environment.clock).resealAll(),
      );
      report(environment, json, { resealed }, `${resealed} secrets were sealed again.`);
    });

  program
    .command('config')
    .description('settings')
    .command('example')
    .description('print .env.example')
    .action(() => environment.print(environmentExample().trimEnd()));
}
