import { z } from 'zod';
import { Iri } from './values.js';

const Account = z.strictObject({ homePage: Iri, name: z.string().min(1).max(500) });

const identifiers = {
  mbox: z
    .string()
    .max(500)
    .regex(/^mailto:[^\s@]+@[^\s@]+$/i, 'mailto: and an address is needed')
    .optional(),
  mbox_sha1sum: z
    .string()
    .regex(/^[0-9a-f]{40}$/i, 'a SHA-1 in hexadecimal digits is needed')
    .optional(),
  openid: Iri.optional(),
  account: Account.optional(),
};
const NAMES = Object.keys(identifiers) as (keyof typeof identifiers)[];

type Identified = { [N in keyof typeof identifiers]?: unknown };
const countOf = (who: Identified): number => NAMES.filter((name) => who[name] !== undefined).length;
const ONE = 'exactly one of mbox, mbox_sha1sum, openid and account is needed';

const name = z.string().max(500).optional();

export const Agent = z
  .strictObject({ objectType: z.literal('Agent').optional(), name, ...identifiers })
  .refine((agent) => countOf(agent) === 1, ONE);

export const Group = z
  .strictObject({ objectType: z.literal('Group'), name, ...identifiers, member: z.array(Agent).max(1_000).optional() })
  .refine((group) => countOf(group) <= 1, ONE)
  .refine(
    (group) => countOf(group) === 1 || (group.member?.length ?? 0) > 0,
    'a group without a name of its own needs members',
  );

/** One person, or several. Without `objectType` it is an agent. */
export const Actor = z.union([Agent, Group]);
export type Actor = z.infer<typeof Actor>;

/** Reads an actor by what it says that it is, so that a mistake is named where it stands. */
export const actorBy = (input: unknown): z.ZodType<Actor> =>
  (input as { objectType?: unknown } | null)?.objectType === 'Group' ? Group : Agent;
