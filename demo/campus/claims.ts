import { coupledItem } from './authoring.js';
import { substituteVariables } from './custom-variables.js';
import { fullName } from './people.js';
import { serviceUrls } from './service-urls.js';
import type { Settings } from './settings.js';
import type { CampusState, Course, Link, Person } from './state.js';
import { gradeScopes } from './switches.js';
import { CLAIM, launchRoles } from './vocabulary.js';

const TOKEN_LIFETIME_SECONDS = 300;

export type Claims = Record<string, unknown>;

export interface LaunchFacts {
  readonly person: Person;
  readonly course: Course;
  readonly nonce: string;
  readonly now: Date;
}

/** The claims of an LtiResourceLinkRequest. */
export function resourceLinkClaims(
  settings: Settings,
  state: CampusState,
  facts: LaunchFacts & { link: Link },
): Claims {
  const { link, person, course } = facts;
  return {
    ...commonClaims(settings, state, facts),
    [CLAIM.messageType]: 'LtiResourceLinkRequest',
    [CLAIM.targetLinkUri]: link.url,
    [CLAIM.resourceLink]: { id: link.id, title: link.title, ...(link.text && { description: link.text }) },
    [CLAIM.custom]: substituteVariables(link.custom, { person, course, link, switches: state.switches }),
    [CLAIM.launchPresentation]: {
      locale: person.locale,
      document_target: link.openIn,
      return_url: `${settings.origin}/courses/${course.id}/returned`,
    },
    ...gradeClaim(settings, state, course, link),
  };
}

/** The claims of an LtiDeepLinkingRequest; `data` must come back as it is. */
export function deepLinkingClaims(
  settings: Settings,
  state: CampusState,
  facts: LaunchFacts & { data: string },
): Claims {
  return {
    ...commonClaims(settings, state, facts),
    [CLAIM.messageType]: 'LtiDeepLinkingRequest',
    [CLAIM.targetLinkUri]: settings.tool.deepLinkUrl ?? settings.tool.launchUrl,
    [CLAIM.launchPresentation]: { locale: facts.person.locale, document_target: 'iframe' },
    [CLAIM.deepLinkingSettings]: {
      deep_link_return_url: `${settings.origin}/lti/deep-link-return`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window'],
      accept_multiple: true,
      accept_lineitem: true,
      auto_create: false,
      data: facts.data,
    },
    ...gradeClaim(settings, state, facts.course, undefined),
  };
}

function commonClaims(settings: Settings, state: CampusState, { person, course, nonce, now }: LaunchFacts): Claims {
  const { flavour, names, roster } = state.switches;
  const issuedAt = Math.floor(now.getTime() / 1000);
  return {
    iss: settings.issuer,
    aud: settings.clientId,
    sub: person.sub,
    nonce,
    iat: issuedAt,
    exp: issuedAt + TOKEN_LIFETIME_SECONDS,
    ...(names && nameClaims(person)),
    [CLAIM.version]: '1.3.0',
    [CLAIM.deploymentId]: course.deploymentId,
    [CLAIM.roles]: launchRoles(person.kind),
    [CLAIM.context]: {
      id: course.id,
      label: course.label,
      title: course.title,
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection'],
    },
    [CLAIM.toolPlatform]: {
      guid: 'riverside-campus',
      name: 'Riverside Campus',
      product_family_code: flavour,
      version: '1.0',
      url: settings.origin,
    },
    ...(person.kind === 'mentor' && { [CLAIM.roleScopeMentor]: menteesOf(state, course) }),
    ...(roster && {
      [CLAIM.nrps]: {
        context_memberships_url: serviceUrls(settings.origin, course.id, flavour).memberships,
        service_versions: ['2.0'],
      },
    }),
  };
}

export function nameClaims(person: Person): Claims {
  return {
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    locale: person.locale,
  };
}

/** The campus has one mentor, a parent of the first student of the course. */
function menteesOf(state: CampusState, course: Course): string[] {
  const enrolled = new Set(course.enrolments.map(({ personId }) => personId));
  return state.people
    .filter(({ kind, id }) => kind === 'student' && enrolled.has(id))
    .slice(0, 1)
    .map(({ sub }) => sub);
}

function gradeClaim(settings: Settings, state: CampusState, course: Course, link: Link | undefined): Claims {
  const scope = gradeScopes(state.switches);
  if (scope.length === 0) return {};
  const urls = serviceUrls(settings.origin, course.id, state.switches.flavour);
  const item = link && coupledItem(state, link);
  return { [CLAIM.ags]: { scope, lineitems: urls.lineItems, ...(item && { lineitem: urls.lineItem(item.id) }) } };
}
