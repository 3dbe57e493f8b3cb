import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { environmentExample } from '../config.js';
import { listInstitutions } from '../features/institutions/index.js';
import { rebuildProfiles } from '../features/learners/index.js';
import { MongoLtijsDatabase, systemRandomness } from '../lti/index.js';
import { migrateDown, migrateUp, migrationStatus, type Storage } from '../storage/index.js';
import { type Environment, institutionId, report, table, withExample, withStorage } from './tools.js';

interface Json {
  json?: boolean;
}

/** `attune migrate`, `rebuild`, `secrets`, `config`: the state at rest. */
export function databaseCommands(program: Command, environment: Environment): void {
  migrateCommands(program, environment);
  rebuildCommand(program, environment);
  secretCommands(program, environment);
  const config = program.command('config').description('what can be set, in the environment or in .env');
  withExample(config, 'attune config example > .env');
  const example = config
    .command('example')
    .description('print .env.example: every setting with its meaning and default')
    .option('--json', 'print JSON')
    .action(({ json }: Json) => {
      const text = environmentExample().trimEnd();
      report(environment, json, { text }, text);
    });
  withExample(example, 'attune config example > .env');
}

function migrateCommands(program: Command, environment: Environment): void {
  const withAnyStorage = <T>(work: (storage: Storage) => Promise<T>): Promise<T> =>
    withStorage(environment, work, { migrated: false });
  const migrate = program.command('migrate').description('bring the database to this version, step by step');
  withExample(migrate, 'attune migrate', 'attune migrate status');
  const up = migrate
    .command('up', { isDefault: true })
    .description('apply what is pending; a step that was cut off is done again')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const applied = await withAnyStorage(({ connection }) => migrateUp(connection));
      report(environment, json, { applied }, applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to do.');
    });
  withExample(up, 'attune migrate up');
  const down = migrate
    .command('down')
    .description('take back the newest step, with the data it holds')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const undone = await withAnyStorage(({ connection }) => migrateDown(connection));
      report(environment, json, { undone }, undone.length > 0 ? `Undone: ${undone.join(', ')}` : 'Nothing to do.');
    });
  withExample(down, 'attune migrate down');
  const status = migrate
    .command('status')
    .description('every step, and when it was applied')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const rows = await withAnyStorage(({ connection }) => migrationStatus(connection));
      const text = table(
        ['migration', 'applied'],
        rows.map(({ fileName, appliedAt }) => [fileName, appliedAt]),
      );
      report(environment, json, rows, text);
    });
  withExample(status, 'attune migrate status --json');
}

function rebuildCommand(program: Command, environment: Environment): void {
  const rebuild = program
    .command('rebuild')
    .description('fold every profile again from its facts, and say which differed')
    .option('--institution <id>', 'only this institution', institutionId)
    .option('--dry-run', 'change nothing')
    .option('--json', 'print JSON')
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
  withExample(rebuild, 'attune rebuild --dry-run --json');
}

function secretCommands(program: Command, environment: Environment): void {
  const secrets = program.command('secrets').description('keys for what is kept sealed');
  withExample(secrets, 'attune secrets new', 'attune secrets rotate');
  const fresh = secrets
    .command('new')
    .description('make a key for ENCRYPTION_KEYS')
    .option('--json', 'print JSON')
    .action(({ json }: Json) => {
      const id = environment.clock().toISOString().slice(0, 10);
      const key = `${id}:${randomBytes(32).toString('base64')}`;
      report(environment, json, { key }, key);
    });
  withExample(fresh, 'attune secrets new > encryption-keys');
  const rotate = secrets
    .command('rotate')
    .description('seal everything again with the first key of ENCRYPTION_KEYS; then older keys can go')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const resealed = await withStorage(environment, (storage) =>
        new MongoLtijsDatabase(storage, systemRandomness, environment.clock).resealAll(),
      );
      report(environment, json, { resealed }, `${resealed} secrets were sealed again.`);
    });
  withExample(rotate, 'attune secrets rotate');
}
