import { generateKeyPairSync } from 'node:crypto';
import { type Roster, type RosterFilter, readDifferences, readRoster } from '../../../../src/lti/roster/index.js';
import {
  converse,
  createLmsServices,
  type HttpLimits,
  type Outcome,
  type PlatformKeys,
  type ServiceCalls,
} from '../../../../src/lti/services/index.js';
import { AgsServer, type Received, type Reply } from '../../grades/support/ags-server.js';

const keyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const START = new Date('2026-11-23T09:00:00.250Z');
const PLATFORM = { issuer: 'https://lms.example', clientId: 'attune-client' };
export const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
export const INSTRUCTOR = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';

/** A member as an LMS writes it; only these two are promised. */
export interface WrittenMember {
  readonly user_id: unknown;
  readonly roles: unknown;
  readonly [more: string]: unknown;
}

/** An LMS with one course that tells who is in it, and the client that asks. */
export class RosterWorld {
  members: WrittenMember[] = [];
  /** Most members on a page, whatever is asked for. */
  mostOnPage = 50;
  /** What a page names as its links, instead of the truth. */
  links: ((page: { readonly next: string | null; readonly from: number }) => Record<string, string>) | null = null;
  /** Called before each page: people enrol while we read. */
  beforePage: (from: number) => void = () => undefined;
  readonly keys: PlatformKeys;
  readonly calls: ServiceCalls;

  private constructor(
    readonly lms: AgsServer,
    private readonly readingMs: number,
    limits: Partial<HttpLimits>,
  ) {
    let ids = 0;
    this.keys = {
      findByIssuerAndClient: async (issuer, clientId) => ({
        id: 'platform-1',
        issuer,
        clientId,
        tokenUrl: lms.tokenUrl,
        tokenAudience: lms.tokenUrl,
        origins: [lms.origin],
        active: true,
      }),
      signingKey: async () => ({ kid: 'key-1', key: keyPair.privateKey }),
    };
    this.calls = createLmsServices({
      keys: this.keys,
      config: { insecurePlatformOrigins: [lms.origin] },
      version: '0.1.0',
      clock: () => START,
      newId: () => `id-${++ids}`,
      limits,
    });
    lms.roster = (request) => this.#page(request);
  }

  static async start({ readingMs = 20_000, ...limits }: Partial<HttpLimits> & { readingMs?: number } = {}) {
    const lms = await new AgsServer(keyPair.publicKey, () => START).listen();
    return new RosterWorld(lms, readingMs, limits);
  }

  /** The roster's address, with a query of its own. */
  get url(): string {
    return `${this.lms.origin}/course/7/memberships?ctx=9`;
  }

  /** What the LMS was asked for its roster. */
  get asked(): readonly Received[] {
    return this.lms.to('memberships');
  }

  read(filter: RosterFilter = {}, url = this.url): Promise<Outcome<Roster>> {
    return this.#converse((conversation) => readRoster(this.calls, conversation, url, filter));
  }

  readDifferences(url: string): Promise<Outcome<Roster>> {
    return this.#converse((conversation) => readDifferences(this.calls, conversation, url));
  }

  async #converse<T>(work: (conversation: Parameters<typeof readRoster>[1]) => Promise<Outcome<T>>) {
    const opened = await converse(this.keys, PLATFORM, [this.url], this.readingMs);
    return opened.result === 'ok' ? work(opened.value) : opened;
  }

  #page({ query, path }: Received): Reply {
    const from = Number(query.get('from') ?? 0);
    this.beforePage(from);
    const size = Math.min(Number(query.get('limit') ?? this.mostOnPage), this.mostOnPage);
    const address = new URL(path, this.lms.origin);
    for (const [name, value] of query) address.searchParams.set(name, value);
    address.searchParams.set('from', String(from + size));
    const next = from + size < this.members.length ? address.href : null;
    const links = this.links ? this.links({ next, from }) : next === null ? {} : { next };
    const header = Object.entries(links).map(([relation, url]) => `<${url}>; rel="${relation}"`);
    return {
      status: 200,
      ...(header.length > 0 && { headers: { link: header.join(', ') } }),
      body: { id: this.url, context: { id: '7' }, members: this.members.slice(from, from + size) },
    };
  }
}

/** So many learners, of whom nothing is told but what must be. */
export function learners(count: number): WrittenMember[] {
  return Array.from({ length: count }, (_, index) => ({ user_id: `learner-${index + 1}`, roles: [LEARNER] }));
}

/** The roster that was read. @throws Error when it was not */
export function rosterOf(outcome: Outcome<Roster>): Roster {
  if (outcome.result === 'ok') return outcome.value;
  throw new Error(`the roster was not read: ${'problem' in outcome ? outcome.problem : outcome.result}`);
}

export function problemOf(outcome: Outcome<unknown>): string {
  return 'problem' in outcome ? outcome.problem : `no problem: ${outcome.result}`;
}
