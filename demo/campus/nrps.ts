import { Router } from 'express';
import { z } from 'zod';
import { nameClaims } from './claims.js';
import { substituteVariables } from './custom-variables.js';
import { linkById, personById } from './directory.js';
import { type Reply, refuse, type Services } from './endpoint.js';
import { nextLink, takePage } from './paging.js';
import { type CourseCall, forCourse, pageQuery, type ServiceParts, whyNot } from './service-calls.js';
import { serviceUrls } from './service-urls.js';
import type { Course, Link, Person } from './state.js';
import { CLAIM, MEDIA, MEMBERSHIP_ROLES, SCOPE } from './vocabulary.js';

/** Names and Role Provisioning Services 2.0. */
export function rosterService(parts: ServiceParts, services: Services): Router {
  const router = Router();
  const list = forCourse(parts, [SCOPE.memberships], (call) => listMembers(parts, call));
  router.get('/lti/courses/:courseId/memberships', services.endpoint('memberships', list));
  return router;
}

const memberQuery = z.object({
  role: z.string().optional(),
  rlid: z.string().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  ...pageQuery,
});

function listMembers(parts: ServiceParts, { request, course }: CourseCall): Reply {
  const query = memberQuery.safeParse(request.query);
  if (!query.success) return refuse(400, whyNot(query.error));
  if (!request.accepts(MEDIA.memberships)) return refuse(406, `only ${MEDIA.memberships} is given here`);
  const { rlid, role, since } = query.data;
  const link = linkById(parts.state, rlid);
  if (rlid !== undefined && link?.courseId !== course.id) return refuse(404, 'rlid is no activity of this course');
  const page = takePage(membersOf(parts, course, role, since), query.data, parts.switches().pageSize);
  const url = serviceUrls(parts.settings.origin, course.id, parts.switches().flavour).memberships;
  return {
    status: 200,
    type: MEDIA.memberships,
    headers: { link: linksOf(parts, url, query.data, page.nextFrom) },
    body: {
      id: url,
      context: { id: course.id, label: course.label, title: course.title },
      members: page.entries.map(({ person, status }) => member(parts, course, person, status, link)),
    },
  };
}

/** Some platforms put a whole bookmark into their links: longer than the 2,000 characters that some tools read. */
const BOOKMARK = `bookmark:${'WyJSaXZlcnNpZGUi'.repeat(140)}`;

/** Where the next page is, and where to ask later for what changes from now on. */
function linksOf({ switches, clock }: ServiceParts, url: string, query: object, nextFrom: number | null): string {
  const cursor = switches().flavour === 'canvas' ? { page: BOOKMARK } : {};
  const next = nextLink(url, { ...query, ...cursor }, nextFrom)?.link;
  const differences = new URL(url);
  differences.searchParams.set('since', clock().toISOString());
  return [...(next ? [next] : []), `<${differences.href}>; rel="differences"`].join(', ');
}

/**
 * Everyone enrolled except the test student, or all whose enrolment changed since some time. A role is given in full or
 * by its short name, an unknown one has nobody.
 */
function membersOf({ state }: ServiceParts, course: Course, role: string | undefined, since: string | undefined) {
  return course.enrolments.flatMap(({ personId, status, changedAt = '' }) => {
    if (since === undefined ? status === 'Deleted' : changedAt < since) return [];
    const person = personById(state, personId);
    if (!person || person.kind === 'test-student') return [];
    const roles = MEMBERSHIP_ROLES[person.kind];
    const matches = role === undefined || roles.some((held) => held === role || held.endsWith(`membership#${role}`));
    return matches ? [{ person, status }] : [];
  });
}

function member(parts: ServiceParts, course: Course, person: Person, status: string, link: Link | undefined) {
  const switches = parts.switches();
  return {
    status,
    user_id: person.sub,
    roles: MEMBERSHIP_ROLES[person.kind],
    ...(switches.names && nameClaims(person)),
    ...(link && {
      message: [
        {
          [CLAIM.messageType]: 'LtiResourceLinkRequest',
          [CLAIM.custom]: substituteVariables(link.custom, { person, course, link, switches }),
        },
      ],
    }),
  };
}
