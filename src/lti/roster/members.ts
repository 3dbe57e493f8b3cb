import { z } from 'zod';
import type { Role } from '../../http/index.js';
import { CLAIM, readCustom } from '../launch/claims.js';
import { readRoles } from '../launch/roles.js';

/** Somebody in a course, as its roster has them. An LMS promises no more than who they are and their roles. */
export interface Member {
  /** The person, as the LMS calls them: the `sub` of their launches. */
  readonly sub: string;
  /** In the course now; false for those who are inactive there or were removed. */
  readonly active: boolean;
  /** What the same roles come to at a launch. It opens no page: sessions come from launches only. */
  readonly role: Role;
  readonly testUser: boolean;
  /** Null where the LMS keeps names to itself. */
  readonly name: string | null;
  /** The custom parameters of a launch by this person; empty unless the roster of a resource link was asked for. */
  readonly custom: Readonly<Record<string, string>>;
}

const MOST_ROLES = 100;
const MOST_MESSAGES = 20;

const name = z
  .string()
  .transform((value) => value.trim().slice(0, 255) || null)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const Message = z.object({ [CLAIM.custom]: z.record(z.string(), z.unknown()).nullish() });

const RawMember = z.object({
  user_id: z.union([z.string().min(1).max(255), z.number().int().transform(String)]),
  roles: z.array(z.string().max(1024)).max(MOST_ROLES),
  status: z.string().nullish().catch(null),
  name,
  given_name: name,
  family_name: name,
  message: z.array(Message).max(MOST_MESSAGES).nullish().catch(null),
});

/** Who has one of these is in the course no more. Absent means active, and so does a word that nobody told us of. */
const GONE = /^(inactive|deleted)$/i;

/** The members on one page of a roster (NRPS 2.0, section 2.2); what a page says about its course is known already. */
export const MembershipContainer = z
  .object({ members: RawMember.array() })
  .transform(({ members }): Member[] => members.map(memberOf));

function memberOf(raw: z.output<typeof RawMember>): Member {
  const { role, testUser } = readRoles(raw.roles);
  const parts = [raw.given_name, raw.family_name].filter((part) => part !== null).join(' ');
  return {
    sub: raw.user_id,
    active: !GONE.test(raw.status ?? ''),
    role,
    testUser,
    name: raw.name ?? (parts || null),
    custom: readCustom(raw.message?.find((message) => message[CLAIM.custom])?.[CLAIM.custom]),
  };
}
