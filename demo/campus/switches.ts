import { z } from 'zod';
import { SCOPE } from './vocabulary.js';

/** Everything about this platform that a person or a test may turn while it runs. */
export const switchesSchema = z.object({
  /** Whose grade rules apply where Moodle and Canvas differ. */
  flavour: z.enum(['moodle', 'canvas']),
  /** LTI Platform Storage: the tool may keep its login secret in the page around it. */
  platformStorage: z.boolean(),
  /** Which frame answers the storage messages: the page itself, or a frame beside the tool, as Canvas has it. */
  storageFrame: z.enum(['_parent', 'campus_storage']),
  /** Send names and e-mail addresses in launches and in the roster. */
  names: z.boolean(),
  /** Offer a test student (Canvas's "student view"). */
  testStudent: z.boolean(),
  loginMethod: z.enum(['post', 'get']),
  /** What the tool may do with grades: nothing, only score existing items, or manage items too. */
  gradeService: z.enum(['none', 'scores', 'full']),
  roster: z.boolean(),
  /** Waiting time before every answer to the tool, in milliseconds. */
  latencyMs: z.number().int().min(0).max(30_000),
  /** Most entries on one page of line items, results and members. */
  pageSize: z.number().int().min(1).max(1000),
});

export type Switches = z.infer<typeof switchesSchema>;

export const switchesPatchSchema = switchesSchema.partial().strict();

export function defaultSwitches(): Switches {
  return {
    flavour: 'moodle',
    platformStorage: true,
    storageFrame: '_parent',
    names: true,
    testStudent: true,
    loginMethod: 'post',
    gradeService: 'full',
    roster: true,
    latencyMs: 0,
    pageSize: 50,
  };
}

/** The grade scopes of a launch claim; empty when the grade service is off. */
export function gradeScopes(switches: Switches): string[] {
  if (switches.gradeService === 'none') return [];
  const reading = [SCOPE.lineItemReadonly, SCOPE.result, SCOPE.score];
  return switches.gradeService === 'full' ? [SCOPE.lineItem, ...reading] : reading;
}

export function permittedScopes(switches: Switches): string[] {
  return [...gradeScopes(switches), ...(switches.roster ? [SCOPE.memberships] : [])];
}
