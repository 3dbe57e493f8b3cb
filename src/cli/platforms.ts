import type { Command } from 'commander';
import { ensureInstitution } from '../features/institutions/index.js';
import {
  type Administration,
  addPlatform,
  approveDeployment,
  checkPlatform,
  createAdministration,
  type Deployment,
  disablePlatform,
  enablePlatform,
  LtijsPlatformRegistry,
  listDeployments,
  listPlatforms,
  MongoLtijsDatabase,
  type Platform,
  RefusalLog,
  removePlatform,
  revokeDeployment,
  rotatePlatformKey,
  systemRandomness,
} from '../lti/index.js';
import { createOutbound } from '../lti/outbound/index.js';
import type { Storage } from '../storage/index.js';
import { CommandError, type Environment, report, table, withExample, withStorage } from './tools.js';

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
  frameOrigin: string[];
  name?: string;
  institution?: string;
}

/** `attune platform …` and `attune deployment …`: which LMS may launch, and for whom. */
export function platformCommands(program: Command, environment: Environment): void {
  const act: Act = (work) =>
    withStorage(environment, (storage, config) =>
      work(administrationOf(environment, storage, config.insecurePlatformOrigins)),
    );
  platformOrders(program, environment, act);
  deploymentOrders(program, environment, act);
}

type Act = <T>(work: (administration: Administration) => Promise<T>) => Promise<T>;

function platformOrders(program: Command, environment: Environment, act: Act): void {
  const platform = program.command('platform').description('LMS platforms that may launch this tool');
  withExample(platform, 'attune platform list', 'attune platform add --help');
  const add = platform
    .command('add')
    .description('register a platform, open it, and approve the deployments named here')
    .requiredOption('--issuer <iss>', 'issuer, exactly as the LMS sends it')
    .requiredOption('--client-id <id>', 'client id that the LMS gave this tool')
    .requiredOption('--auth-url <url>', 'OIDC authorization endpoint')
    .requiredOption('--token-url <url>', 'access token endpoint')
    .requiredOption('--jwks-url <url>', 'public key set of the LMS')
    .option('--deployment <id>', 'deployment to approve; may be given several times', collect, [])
    .option(
      '--frame-origin <origin>',
      'another origin of the LMS, like https://*.school.org; may be given several times',
      collect,
      [],
    )
    .option('--name <name>', 'name for people')
    .option('--institution <id>', 'institution that it belongs to (default: made from the name)')
    .option('--json', 'print JSON')
    .action(async ({ json, deployment, frameOrigin, ...order }: AddOptions) => {
      const wanted = { ...order, deployments: deployment, frameOrigins: frameOrigin };
      const added = await act((administration) => addPlatform(administration, wanted));
      const approved = added.deployments.map(({ deployment_id }) => deployment_id).join(', ') || 'none yet';
      report(environment, json, added, `Platform ${added.platform.id} is open. Approved deployments: ${approved}.`);
    });
  withExample(
    add,
    'attune platform add --issuer https://moodle.school.example --client-id abc123 \\',
    '  --auth-url https://moodle.school.example/mod/lti/auth.php \\',
    '  --token-url https://moodle.school.example/mod/lti/token.php \\',
    '  --jwks-url https://moodle.school.example/mod/lti/certs.php \\',
    '  --deployment 1 --name "Example School"',
  );
  const list = platform
    .command('list')
    .description('every platform, with its id and whether it is open')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const platforms = await act(listPlatforms);
      report(environment, json, platforms, platformTable(platforms));
    });
  withExample(list, 'attune platform list --json');
  keyOrder(platform, environment, act);
  checkOrder(platform, environment);
  const orders = {
    disable: { carryOut: disablePlatform, done: 'disabled', says: 'close a platform: nobody can launch from it' },
    enable: { carryOut: enablePlatform, done: 'enabled', says: 'open a platform that was closed' },
    remove: { carryOut: removePlatform, done: 'removed', says: 'take a platform away with its keys and deployments' },
  };
  for (const [name, { carryOut, done, says }] of Object.entries(orders)) {
    const order = platform
      .command(`${name} <platform>`)
      .description(says)
      .option('--json', 'print JSON')
      .action(async (id: string, { json }: Json) => {
        await act((administration) => carryOut(administration, id));
        report(environment, json, { platform: id, done }, `Platform ${id}: ${done}.`);
      });
    withExample(order, `attune platform ${name} 4f0c2a`);
  }
}

function keyOrder(platform: Command, environment: Environment, act: Act): void {
  const rotate = platform
    .command('rotate-key <platform>')
    .description('make a new key of ours for a platform; the old one stays known until nothing needs it')
    .option('--at-once', 'drop the old key now: when somebody else may have it')
    .option('--json', 'print JSON')
    .action(async (id: string, { atOnce = false, json }: Json & { atOnce?: boolean }) => {
      const rotated = await act((administration) => rotatePlatformKey(administration, id, { atOnce }));
      const text = `The key ${rotated.kid} signs from ${rotated.signsFrom.toISOString()}.`;
      report(environment, json, rotated, text);
    });
  withExample(rotate, 'attune platform rotate-key 4f0c2a', 'attune platform rotate-key 4f0c2a --at-once');
}

function checkOrder(platform: Command, environment: Environment): void {
  const check = platform
    .command('check <platform>')
    .description('look at everything that launches and grades of a platform need, and say what is wrong')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Json) => {
      const findings = await withStorage(environment, async (storage, config) => {
        const { registry, deployments, rules } = administrationOf(environment, storage, config.insecurePlatformOrigins);
        const found = await registry.findById(id);
        if (!found) throw new CommandError(`There is no platform ${id}. "attune platform list" shows their ids.`);
        const { clock } = environment;
        const outbound = createOutbound({
          insecureOrigins: config.insecurePlatformOrigins,
          privateHosts: config.privatePlatformHosts,
        });
        const refusals = new RefusalLog(storage, clock);
        const lastDay = new Date(clock().getTime() - DAY_MS);
        const parts = {
          ...{ registry, deployments, rules, publicUrl: config.publicUrl, randomness: systemRandomness, clock },
          fetch: outbound.fetch,
          fetchOwn: fetch,
          refusals: (of: Platform) => refusals.countSince(of, lastDay),
        };
        return checkPlatform(parts, found).finally(() => outbound.close());
      });
      const rows = findings.map(({ what, result, says }) => [what, result, says]);
      report(environment, json, findings, table(['what', 'result', ''], rows));
      if (findings.some(({ result }) => result === 'wrong')) throw new CommandError('Something has to be mended.');
    });
  withExample(check, 'attune platform check 4f0c2a');
}

const DAY_MS = 24 * 60 * 60_000;

function deploymentOrders(program: Command, environment: Environment, act: Act): void {
  const deployment = program.command('deployment').description('installations of the tool in an LMS');
  withExample(deployment, 'attune deployment list', 'attune deployment approve 7d31b9');
  const list = deployment
    .command('list')
    .description('every deployment that was approved, or has tried to launch')
    .option('--json', 'print JSON')
    .action(async ({ json }: Json) => {
      const found = await act((administration) => listDeployments(administration));
      report(environment, json, found, deploymentTable(found));
    });
  withExample(list, 'attune deployment list');
  const approve = deployment
    .command('approve <deployment>')
    .description('let a deployment launch, into an institution')
    .option('--institution <id>', 'institution that it belongs to (default: that of its platform)')
    .option('--json', 'print JSON')
    .action(async (id: string, { institution, json }: Json & { institution?: string }) => {
      const approved = await act((administration) => approveDeployment(administration, id, institution));
      report(environment, json, approved, `Deployment ${id} is approved into ${approved.tenant}.`);
    });
  withExample(approve, 'attune deployment approve 7d31b9 --institution example-school');
  const revoke = deployment
    .command('revoke <deployment>')
    .description('take an approval back: nobody can launch through it, and sessions end')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Json) => {
      const revoked = await act((administration) => revokeDeployment(administration, id));
      report(environment, json, revoked, `Deployment ${id} is revoked; nobody can launch through it.`);
    });
  withExample(revoke, 'attune deployment revoke 7d31b9');
}

function administrationOf(
  { clock }: Environment,
  storage: Storage,
  insecureOrigins: readonly string[],
): Administration {
  const randomness = systemRandomness;
  return createAdministration({
    storage,
    registry: new LtijsPlatformRegistry(new MongoLtijsDatabase(storage, randomness, clock), randomness, clock),
    institutions: {
      async ensure(id, name) {
        await ensureInstitution(storage, id, name, clock());
      },
    },
    rules: { insecureOrigins },
    randomness,
    clock,
  });
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
