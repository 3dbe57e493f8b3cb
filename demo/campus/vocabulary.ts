/** The words of LTI 1.3 Advantage that this platform speaks (core 1.3, AGS 2.0, NRPS 2.0, DL 2.0). */
const CORE = 'https://purl.imsglobal.org/spec/lti/claim';
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps';
const ROLES = 'http://purl.imsglobal.org/vocab/lis/v2';

export const CLAIM = {
  messageType: `${CORE}/message_type`,
  version: `${CORE}/version`,
  deploymentId: `${CORE}/deployment_id`,
  targetLinkUri: `${CORE}/target_link_uri`,
  roles: `${CORE}/roles`,
  context: `${CORE}/context`,
  resourceLink: `${CORE}/resource_link`,
  custom: `${CORE}/custom`,
  toolPlatform: `${CORE}/tool_platform`,
  launchPresentation: `${CORE}/launch_presentation`,
  lis: `${CORE}/lis`,
  roleScopeMentor: `${CORE}/role_scope_mentor`,
  deepLinkingSettings: `${DL}/deep_linking_settings`,
  contentItems: `${DL}/content_items`,
  data: `${DL}/data`,
  message: `${DL}/msg`,
  errorMessage: `${DL}/errormsg`,
  ags: `${AGS}/claim/endpoint`,
  nrps: `${NRPS}/claim/namesroleservice`,
} as const;

export const SCOPE = {
  lineItem: `${AGS}/scope/lineitem`,
  lineItemReadonly: `${AGS}/scope/lineitem.readonly`,
  result: `${AGS}/scope/result.readonly`,
  score: `${AGS}/scope/score`,
  memberships: `${NRPS}/scope/contextmembership.readonly`,
} as const;

export const MEDIA = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  memberships: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;

export const CANVAS_SUBMISSION = 'https://canvas.instructure.com/lti/submission';

export type RoleKind =
  | 'student'
  | 'instructor'
  | 'assistant'
  | 'designer'
  | 'mentor'
  | 'administrator'
  | 'test-student';

/** Roles inside the course; an administrator has none there. */
export const MEMBERSHIP_ROLES: Readonly<Record<RoleKind, readonly string[]>> = {
  student: [`${ROLES}/membership#Learner`],
  instructor: [`${ROLES}/membership#Instructor`],
  assistant: [`${ROLES}/membership/Instructor#TeachingAssistant`, `${ROLES}/membership#Instructor`],
  designer: [`${ROLES}/membership#ContentDeveloper`],
  mentor: [`${ROLES}/membership#Mentor`],
  administrator: [],
  'test-student': [`${ROLES}/membership#Learner`],
};

/** Roles in the institution and the system, sent in launches but not in the roster. */
const PERSON_ROLES: Readonly<Record<RoleKind, readonly string[]>> = {
  student: [`${ROLES}/institution/person#Student`],
  instructor: [`${ROLES}/institution/person#Faculty`],
  assistant: [`${ROLES}/institution/person#Student`],
  designer: [`${ROLES}/institution/person#Staff`],
  mentor: [`${ROLES}/institution/person#Observer`],
  administrator: [`${ROLES}/institution/person#Administrator`],
  'test-student': ['http://purl.imsglobal.org/vocab/lti/system/person#TestUser'],
};

export function launchRoles(kind: RoleKind): string[] {
  return [...MEMBERSHIP_ROLES[kind], ...PERSON_ROLES[kind]];
}
