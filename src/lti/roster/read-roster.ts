import {
  type Conversation,
  type ListLimits,
  type Outcome,
  ok,
  SCOPE,
  type ServiceCalls,
  withQuery,
} from '../services/index.js';
import { type Member, MembershipContainer } from './members.js';

const CONTAINER_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
/** A wish: Canvas gives 50 at most, and some give everybody at once. */
const PAGE_SIZE = '100';
/** The largest course that we read, at the smallest pages that an LMS is known to give. */
const ROSTER_LIMITS: ListLimits = { pages: 2_000, entries: 100_000 };

/** What a roster is narrowed to. An LMS may leave people out for reasons of its own as well. */
export interface RosterFilter {
  /** The full URI of a role, or its short name. */
  readonly role?: string;
  /** Only who may open this link, each with the custom parameters of their launch. */
  readonly resourceLinkId?: string;
}

export interface Roster {
  /** Each person once. */
  readonly members: readonly Member[];
  /** Where to ask later for what has changed since; to be used exactly as it is. Null when the LMS keeps no account. */
  readonly differences: string | null;
}

/** Everybody in a course (NRPS 2.0, section 2.4): all pages of the roster at the address that a launch named. */
export function readRoster(
  calls: ServiceCalls,
  conversation: Conversation,
  address: string,
  { role, resourceLinkId }: RosterFilter = {},
): Promise<Outcome<Roster>> {
  const url = withQuery(address, {
    ...(role !== undefined && { role }),
    ...(resourceLinkId !== undefined && { rlid: resourceLinkId }),
    limit: PAGE_SIZE,
  });
  return read(calls, conversation, url);
}

/** Who came, changed or went since a roster was read (section 2.4.3), at the address that came with it. */
export function readDifferences(
  calls: ServiceCalls,
  conversation: Conversation,
  differences: string,
): Promise<Outcome<Roster>> {
  return read(calls, conversation, differences);
}

async function read(calls: ServiceCalls, conversation: Conversation, url: string): Promise<Outcome<Roster>> {
  const list = await calls.readList(
    conversation,
    { purpose: 'roster', method: 'GET', url, scope: SCOPE.memberships, accept: CONTAINER_TYPE },
    MembershipContainer,
    ROSTER_LIMITS,
  );
  if (list.result !== 'ok') return list;
  const { entries, link } = list.value;
  return ok({ members: eachOnce(entries), differences: link('differences') });
}

/** Somebody who moved to another page while we read is there twice; what the LMS said last holds. */
function eachOnce(members: readonly Member[]): Member[] {
  return [...new Map(members.map((member) => [member.sub, member])).values()];
}
