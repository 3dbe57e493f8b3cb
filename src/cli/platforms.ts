import type { Command } from 'commander';
import { ensureInstitution } from '../features/institutions/index.js';
import {
  type Administration,
  addPlatform,
  approveDeployment,
  type Deployment,
  Deployments,
  disablePlatform,
  enablePlatform,
  LtijsPlatformRegistry,
  listDeployments,
  listPlatforms,
  MongoLtijsDatabase,
  type Platform,
  removePlatform,
  revokeDeployment,
  SessionStore,
  systemRandomness,
} from '../lti/index.js';
import type { Storage } from '../storage/index.js';
import { type Environment, report, table, withStorage } from './tools.js';

interface Json {
  json?: boolean;
}

interface AddOptions extends Json {
  issuer: string;
  clientId: string;
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  deployment: string[];
  name?: string;
  institution?: string;
}

/** `attune platform …` and `attune deployment …`: which LMS may launch, and for whom. */
export function platformCommands(program: Command, environment: Environment): void {
  const act = <T>(work: (administration: Administration) => Promise<T>): Promise<T> =>
    withStorage(environment, (storage, config) =>
      work(administrationOf(environment, storage, config.insecurePlatformOrigins, config.sessionMinutes)),
    );
  const platform = program.command('platform').description('LMS platforms that may launch this tool');
  platform
    .command('add')
    .description('register a platform, open it, and approve the deployments named here')
    .requiredOption('--issuer <iss>', 'issuer, exactly as the LMS sends it')
    .requiredOption('--client-id <id>', 'client id that the LMS gave this tool')
    .requiredOption('--auth-url <url>', 'OIDC authorization endpoint')
    .requiredOption('--token-url <url>', 'access token endpoint')
    .requiredOption('--jwks-url <url>', 'public key set of the LMS')
    .option('--deployment <id>', 'deployment to approve; may be given several times', collect, [])
    .option('--name <name>', 'name for people')
    .option('--institution <id>', 'institution that it belongs to (default: made from the name)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Example:
  attune platform add --issuer https://moodle.school.example --client-id abc123 \\
    --auth-url https://moodle.school.example/mod/lti/auth.php \\
    --token-url https://moodle.school.example/mod/lti/token.php \\
    --jwks-url https://moodle.school.example/mod/lti/certs.php \\
    --deployment 1 --name "Example School"`,
    )
    .action(async ({ json, deployment, ...order }: AddOptions) => {
      const added = await act((administration) => addPlatform(administration, { ...order, deployments: deployment }));
      const approved = added.deployments.map(({ deployment_id }) => deployment_id).join(', ') || 'none yet';
      report(environment, json, added, `Platform ${added.platform.id} is open. Approved deployments: ${approved}.`);
    });
  platform
    .command('list')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const platforms = await act(listPlatforms);
      report(environment, json, platforms, platformTable(platforms));
    });
  const orders = { disable: disablePlatform, enable: enablePlatform, remove: removePlatform };
  for (const [name, carryOut] of Object.entries(orders)) {
    platform
      .command(`${name} <platform>`)
      .option('--json', 'print JSON')
      .action(async (id: string, { json }: Json) => {
        await act((administration) => carryOut(administration, id));
        report(environment, json, { platform: id, done: name }, `Platform ${id}: ${name}d.`.replace('eed', 'ed'));
      });
  }
  const deployment = program.command('deployment').description('installations of the tool in an LMS');
  deployment
    .command('list')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const found = await act((administration) => listDeployments(administration));
      report(environment, json, found, deploymentTable(found));
    });
  deployment
    .command('approve <deployment>')
    .option('--institution <id>', 'institution that it belongs to (default: that of its platform)')
    .option('--json', 'print JSON')
    .action(async (id: string, { institution, json }: Json & { institution?: string }) => {
      const approved = await act((administration) => approveDeployment(administration, id, institution));
      report(environment, json, approved, `Deployment ${id} is approved into ${approved.tenant}.`);
    });
  deployment
    .command('revoke <deployment>')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Json) => {
      const revoked = await act((administration) => revokeDeployment(administration, id));
      report(environment, json, revoked, `Deployment ${id} is revoked; nobody can launch through it.`);
    });
}

function administrationOf(
  { clock }: Environment,
  storage: Storage,
  insecureOrigins: readonly string[],
  minutes: number,
): Administration {
  const randomness = systemRandomness;
  const sessions = new SessionStore({ storage, randomness, clock, minutes });
  return {
    registry: new LtijsPlatformRegistry(new MongoLtijsDatabase(storage, randomness, clock), randomness),
    deployments: new Deployments(storage, randomness, clock),
    institutions: {
      async ensure(id, name) {
        await ensureInstitution(storage, id, name, clock());
      },
    },
    rules: { insecureOrigins },
    endSessions: (tenant, deployment) => sessions.endOfDeployment(tenant, deployment),
  };
}

const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

function platformTable(platforms: readonly Platform[]): string {
  if (platforms.length === 0) return 'No platform is registered. "attune platform add --help" shows how.';
  const rows = platforms.map(({ id, name, issuer, clientId, institution, active }) => [
    id,
    name,
    issuer,
    clientId,
    institution,
    active ? 'open' : 'closed',
  ]);
  return table(['id', 'name', 'issuer', 'client', 'institution', 'state'], rows);
}

function deploymentTable(deployments: readonly Deployment[]): string {
  if (deployments.length === 0) return 'No deployment has been seen yet.';
  const rows = deployments.map(({ _id, issuer, deployment_id, tenant, status }) => [
    _id,
    issuer,
    deployment_id,
    tenant ?? '-',
    status,
  ]);
  return table(['id', 'issuer', 'deployment', 'institution', 'state'], rows);
}
