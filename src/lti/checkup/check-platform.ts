import { KeySet } from '../launch/fetch-jwks.js';
import { isSignatureKey } from '../launch/platform-keys.js';
import type { Randomness } from '../randomness.js';
import {
  type Deployments,
  isPlatformUrl,
  type Platform,
  type PlatformRegistry,
  type PlatformUrlRules,
} from '../registration/index.js';
import { call } from './call.js';
import { checkToken } from './check-token.js';
import { type CheckFinding, finding } from './finding.js';

export interface CheckParts {
  readonly registry: PlatformRegistry;
  readonly deployments: Deployments;
  readonly rules: PlatformUrlRules;
  readonly publicUrl: string;
  /** Calls to the platform, guarded; see outbound. */
  readonly fetch: typeof fetch;
  /** A call to ourselves, which may lie anywhere. */
  readonly fetchOwn: typeof fetch;
  readonly randomness: Randomness;
  readonly clock: () => Date;
  /** How often launches of this platform were refused in the last day, by code. */
  readonly refusals: (platform: Platform) => Promise<ReadonlyMap<string, number>>;
}

const MOST_SKEW_S = 60;

/** Looks at everything that a launch and a grade of this platform need, from here. Changes nothing on either side. */
export async function checkPlatform(parts: CheckParts, platform: Platform): Promise<CheckFinding[]> {
  const findings = await Promise.all([
    stateOf(platform),
    addressesOf(parts, platform),
    keySetAndClock(parts, platform),
    ownKeyAndToken(parts, platform),
    deploymentsOf(parts, platform),
    refusalsOf(parts, platform),
  ]);
  return findings.flat();
}

function stateOf({ active, id }: Platform): CheckFinding {
  return active
    ? finding('state', 'ok', 'The platform is open.')
    : finding(
        'state',
        'wrong',
        `The platform is closed: nobody can launch. Open it with "attune platform enable ${id}".`,
      );
}

function addressesOf({ rules }: CheckParts, { authUrl, tokenUrl, jwksUrl }: Platform): CheckFinding {
  const bad = [authUrl, tokenUrl, jwksUrl].filter((url) => !isPlatformUrl(url, rules));
  return bad.length === 0
    ? finding('addresses', 'ok', 'All addresses are of the right kind.')
    : finding(
        'addresses',
        'wrong',
        `Not usable: ${bad.join(', ')}. Register the platform again with its https addresses.`,
      );
}

async function keySetAndClock(parts: CheckParts, { jwksUrl }: Platform): Promise<CheckFinding[]> {
  const answer = await call(parts.fetch, jwksUrl);
  if (answer.problem !== null) {
    return [
      finding(
        'key set',
        'wrong',
        `The key set at ${jwksUrl} cannot be had: ${answer.problem}. No launch can be checked. See whether the address is right and can be reached from here.`,
      ),
    ];
  }
  const parsed = KeySet.safeParse(answer.json);
  if (answer.status !== 200 || !parsed.success) {
    const says = `${jwksUrl} answered with status ${answer.status} and no key set. Check the address in the settings of the LMS.`;
    return [finding('key set', 'wrong', says), clockOf(parts, answer.date)];
  }
  const usable = parsed.data.keys.filter(isSignatureKey);
  const keys =
    usable.length > 0
      ? finding('key set', 'ok', `The key set has ${usable.length} usable keys.`)
      : finding(
          'key set',
          'wrong',
          'The key set has no RSA key with an id that is for signatures. The LMS must sign with RS256.',
        );
  return [keys, clockOf(parts, answer.date)];
}

function clockOf({ clock }: CheckParts, date: string | null): CheckFinding {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs))
    return finding('clock', 'look', 'The LMS does not tell its time, so the clocks were not compared.');
  const apart = Math.round((theirs - clock().getTime()) / 1000);
  return Math.abs(apart) <= MOST_SKEW_S
    ? finding('clock', 'ok', `The clocks are ${Math.abs(apart)} s apart.`)
    : finding(
        'clock',
        'wrong',
        `The clock of the LMS is ${Math.abs(apart)} s ${apart > 0 ? 'ahead of' : 'behind'} ours; launches fail beyond ${MOST_SKEW_S} s. Set both by a time server.`,
      );
}

/** Without a key to sign with there is nothing to look for, and nothing to ask with. */
async function ownKeyAndToken(parts: CheckParts, platform: Platform): Promise<CheckFinding[]> {
  const signing = await parts.registry.signingKey(platform.id).catch((error: Error) => error);
  if (!(signing instanceof Error)) return Promise.all([ownKeys(parts, signing.kid), checkToken(parts, platform)]);
  const says = `Our key for this platform cannot be used: ${signing.message} If it is lost, make a new one with "attune platform rotate-key ${platform.id} --at-once".`;
  return [finding('our keys', 'wrong', says)];
}

/** What the LMS finds when it looks for our keys. */
async function ownKeys(parts: CheckParts, kid: string): Promise<CheckFinding> {
  const url = `${parts.publicUrl}/lti/keys`;
  const answer = await call(parts.fetchOwn, url);
  if (answer.problem !== null) {
    return finding(
      'our keys',
      'look',
      `${url} cannot be reached from this machine (${answer.problem}). The LMS must reach it.`,
    );
  }
  const parsed = KeySet.safeParse(answer.json);
  return parsed.success && parsed.data.keys.some((key) => key.kid === kid)
    ? finding('our keys', 'ok', `${url} shows the key that we sign with.`)
    : finding(
        'our keys',
        'wrong',
        `${url} does not show the key that we sign with. Check PUBLIC_URL and the proxy before it.`,
      );
}

async function deploymentsOf({ deployments }: CheckParts, { id }: Platform): Promise<CheckFinding> {
  const all = await deployments.list({ platformId: id });
  const count = (status: string) => all.filter((each) => each.status === status).length;
  const [approved, pending] = [count('approved'), count('pending')];
  if (pending > 0) {
    return finding(
      'deployments',
      'look',
      `${pending} deployments wait for approval ("attune deployment list"); ${approved} are approved.`,
    );
  }
  return approved > 0
    ? finding('deployments', 'ok', `${approved} deployments are approved.`)
    : finding(
        'deployments',
        'look',
        'No deployment is approved yet. Launch once, then approve it with "attune deployment approve".',
      );
}

async function refusalsOf({ refusals }: CheckParts, platform: Platform): Promise<CheckFinding> {
  const codes = [...(await refusals(platform))];
  if (codes.length === 0) return finding('refusals', 'ok', 'No launch was refused in the last day.');
  const list = codes.map(([code, times]) => `${code} (${times})`).join(', ');
  return finding('refusals', 'look', `Launches refused in the last day: ${list}. "attune refusals list" says more.`);
}
