import type { Role } from '../../http/index.js';

/** What the roles of a launch come to in this tool. */
export interface LaunchRoles {
  readonly role: Role;
  /** Staff who teach may grade; a course designer may not. */
  readonly mayGrade: boolean;
  /** Administrator of the institution. It says nothing about this course. */
  readonly institutionAdmin: boolean;
  /** The LMS's test student: works like a learner, is never graded and never counted. */
  readonly testUser: boolean;
}

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const INSTITUTION_ADMIN = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';

/** Context roles from most to least; the first that a person has decides. Any other context role makes a guest. */
const CONTEXT_ROLES: readonly { name: string; role: Role; mayGrade: boolean }[] = [
  { name: 'Instructor', role: 'staff', mayGrade: true },
  { name: 'ContentDeveloper', role: 'staff', mayGrade: false },
  { name: 'Learner', role: 'learner', mayGrade: false },
  { name: 'Mentor', role: 'observer', mayGrade: false },
];

/**
 * Reads the roles claim (LTI 1.3, A.2). Only roles in this context count for this course: an administrator or teacher
 * of the institution is nobody here unless the course says so. Unknown and missing roles give the least.
 */
export function readRoles(claimed: readonly string[]): LaunchRoles {
  if (claimed.includes(TEST_USER)) return { role: 'learner', mayGrade: false, institutionAdmin: false, testUser: true };
  const inContext = new Set(claimed.map(contextRole));
  const found = CONTEXT_ROLES.find(({ name }) => inContext.has(name));
  return {
    role: found?.role ?? 'guest',
    mayGrade: found?.mayGrade ?? false,
    institutionAdmin: claimed.includes(INSTITUTION_ADMIN),
    testUser: false,
  };
}

/**
 * The principal context role that a claim names, or null: `…/membership#Instructor`, the sub-role form
 * `…/membership/Instructor#TeachingAssistant`, or the short name `Instructor`, which stands for a context role.
 */
function contextRole(claim: string): string | null {
  if (/^[A-Za-z]+$/.test(claim)) return claim;
  if (!claim.startsWith(MEMBERSHIP)) return null;
  const [, parent, name] = /^(?:\/([A-Za-z]+))?#([A-Za-z]+)$/.exec(claim.slice(MEMBERSHIP.length)) ?? [];
  return parent ?? name ?? null;
}
