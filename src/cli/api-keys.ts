import { type Command, Option } from 'commander';
import { createKey, listKeys, revokeKey } from '../features/api-keys/index.js';
import { ensureInstitution } from '../features/institutions/index.js';
import { API_SCOPES, type ApiScope, AppError } from '../http/index.js';
import { systemRandomness } from '../lti/index.js';
import {
  CommandError,
  type Environment,
  EXIT,
  institutionId,
  report,
  table,
  whole,
  withExample,
  withStorage,
} from './tools.js';

interface CreateOptions {
  institution: string;
  scope: ApiScope[];
  name: string;
  days?: number;
  json?: boolean;
}

const DAY_MS = 86_400_000;

/** `attune api-keys …`: what programs of an institution call the API with. */
export function apiKeyCommands(program: Command, environment: Environment): void {
  const keys = program.command('api-keys').description('keys with which programs of an institution call the API');
  withExample(keys, 'attune api-keys create --institution example-school --scope learners:read events:write');
  const create = keys
    .command('create')
    .description('a new key; it is shown once and kept nowhere')
    .requiredOption('--institution <id>', 'institution that it belongs to', institutionId)
    .addOption(new Option('--scope <scope...>', 'what it may do').choices(API_SCOPES).makeOptionMandatory())
    .option('--name <name>', 'what it is for', 'API key')
    .option('--days <n>', 'ends after so many days', whole(1, 3_650))
    .option('--json', 'print JSON')
    .action(async ({ institution, scope: scopes, name, days, json }: CreateOptions) => {
      const now = environment.clock();
      const [id, expiresAt] = [
        systemRandomness.id(),
        days === undefined ? null : new Date(now.getTime() + days * DAY_MS),
      ];
      const key = await withStorage(environment, async (storage) => {
        await ensureInstitution(storage, institution, institution, now);
        const draft = { name: name.slice(0, 120) || 'API key', scopes, expiresAt };
        return createKey(storage.scope(institution), draft, { id, secret: systemRandomness.secret(), now });
      });
      const text = `${key}\nKeep it now: it cannot be shown again. It goes into the header "Authorization: Bearer …".`;
      report(environment, json, { id, key, institution, scopes, expiresAt }, text);
    });
  withExample(create, 'attune api-keys create --institution example-school --scope learners:read --json');
  const list = keys
    .command('list')
    .description('the keys of an institution, without their secrets')
    .requiredOption('--institution <id>', 'institution', institutionId)
    .option('--json', 'print JSON')
    .action(async ({ institution, json }: { institution: string; json?: boolean }) => {
      const found = await withStorage(environment, (storage) => listKeys(storage.scope(institution)));
      const shown = found.map(({ secret_hash: _, ...rest }) => rest);
      const rows = shown.map(({ _id, name, scopes, created_at, expires_at, revoked_at }) => [
        _id,
        name,
        scopes.join(' '),
        created_at.toISOString(),
        revoked_at ? `revoked ${revoked_at.toISOString()}` : (expires_at?.toISOString() ?? '-'),
      ]);
      const head = ['id', 'name', 'scopes', 'made', 'ends'];
      report(environment, json, shown, rows.length > 0 ? table(head, rows) : 'None.');
    });
  withExample(list, 'attune api-keys list --institution example-school');
  const revoke = keys
    .command('revoke <id>')
    .description('ends a key at once')
    .requiredOption('--institution <id>', 'institution', institutionId)
    .option('--json', 'print JSON')
    .action(async (id: string, { institution, json }: { institution: string; json?: boolean }) => {
      try {
        await withStorage(environment, (storage) => revokeKey(storage.scope(institution), id, environment.clock()));
      } catch (error) {
        if (error instanceof AppError) throw new CommandError(`${institution} has no key ${id}.`, EXIT.usage);
        throw error;
      }
      report(environment, json, { id, revoked: true }, `The key ${id} opens nothing any more.`);
    });
  withExample(revoke, 'attune api-keys revoke 3f1c… --institution example-school');
}
