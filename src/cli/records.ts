import { type Command, Option } from 'commander';
import { listInstitutions } from '../features/institutions/index.js';
import { RefusalLog } from '../lti/index.js';
import { AUDIT_ACTIONS, type AuditAction, type AuditEntry, listAudit } from '../storage/index.js';
import { type Environment, institutionId, report, table, whole, withExample, withStorage } from './tools.js';

interface ListOptions {
  institution?: string;
  limit: number;
  json?: boolean;
}

/** `attune audit …` and `attune refusals …`: what was done, and which launches were not let in. */
export function recordCommands(program: Command, environment: Environment): void {
  auditCommands(program, environment);
  refusalCommands(program, environment);
}

function auditCommands(program: Command, environment: Environment): void {
  const audit = program.command('audit').description('what was done here, by whom: ids only, kept for 400 days');
  withExample(audit, 'attune audit list --institution example-school');
  const list = audit
    .command('list')
    .description('the newest entries')
    .option('--institution <id>', 'only this institution', institutionId)
    .addOption(new Option('--action <action>', 'only these').choices(AUDIT_ACTIONS))
    .option('--limit <n>', 'at most so many', whole(1, 10_000), 100)
    .option('--json', 'print JSON')
    .action(async ({ institution, action, limit, json }: ListOptions & { action?: AuditAction }) => {
      const entries = await withStorage(environment, async (storage) => {
        const tenants = institution ? [institution] : (await listInstitutions(storage)).map(({ _id }) => _id);
        const lists = await Promise.all(tenants.map((tenant) => listAudit(storage.scope(tenant), { action, limit })));
        return lists
          .flat()
          .sort((a, b) => b.at.getTime() - a.at.getTime())
          .slice(0, limit);
      });
      report(environment, json, entries, auditTable(entries));
    });
  withExample(list, 'attune audit list --action launch --limit 20');
}

function auditTable(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return 'None.';
  const rows = entries.map(({ at, tenant, action, actor, user_id, details }) => [
    at.toISOString(),
    tenant,
    action,
    user_id ?? actor,
    Object.entries(details)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  return table(['at', 'institution', 'action', 'by', 'details'], rows);
}

function refusalCommands(program: Command, environment: Environment): void {
  const refusals = program.command('refusals').description('launches that were refused in the last 30 days');
  withExample(refusals, 'attune refusals list', 'attune refusals list --reference 5f0aQx81-k2m');
  const list = refusals
    .command('list')
    .description('the newest ones, with the rule that was broken')
    .option('--institution <id>', 'only this institution', institutionId)
    .option('--reference <reference>', 'the one with this reference, as the page of the refusal shows it')
    .option('--limit <n>', 'at most so many', whole(1, 10_000), 100)
    .option('--json', 'print JSON')
    .action(async ({ institution, reference, limit, json }: ListOptions & { reference?: string }) => {
      const found = await withStorage(environment, (storage) =>
        new RefusalLog(storage, environment.clock).list({ tenant: institution, reference, limit }),
      );
      const rows = found.map(({ _id, code, detail, issuer, tenant, created_at }) => [
        created_at.toISOString(),
        _id,
        code,
        tenant ?? '-',
        issuer ?? '-',
        detail ?? '',
      ]);
      const head = ['at', 'reference', 'code', 'institution', 'issuer', 'detail'];
      report(environment, json, found, rows.length > 0 ? table(head, rows) : 'None.');
    });
  withExample(list, 'attune refusals list --json');
}
