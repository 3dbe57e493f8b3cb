import type { Arrival } from '../src/features/courses/index.js';
import type { Campus } from './campus/campus.js';
import { fullName } from './campus/people.js';
import { serviceUrls } from './campus/service-urls.js';
import { gradeScopes } from './campus/switches.js';

const PRACTICE = 'Practice: odds, outs and prices';

/** The activities that the course has from the start; the instructor can add others. */
export function addActivities(campus: Campus, courseId: string, toolUrl: string): void {
  if (campus.state.links.length > 0) return;
  const [welcome, counting, , long] = campus.state.courses.find(({ id }) => id === courseId)?.sections ?? [];
  const url = `${toolUrl}/lti/launch`;
  campus.addLink({
    courseId,
    sectionId: counting?.id,
    title: PRACTICE,
    text: 'Questions that fit you, until you know it well.',
    url,
    custom: {
      attune_kind: 'practice',
      attune_skills: 'chance,hand-ranks,outs,rule-2-4,odds,pot-odds,equity,break-even',
      attune_target: '0.85',
      attune_grade: 'best',
    },
    lineItem: { label: PRACTICE, scoreMaximum: 100 },
  });
  campus.addLink({
    courseId,
    sectionId: welcome?.id,
    title: 'Your overview',
    text: 'Next steps, your goal, and how it goes.',
    url,
    custom: { attune_kind: 'dashboard' },
  });
  campus.addLink({
    courseId,
    sectionId: welcome?.id,
    title: 'What next for you',
    text: 'Three suggestions, and why.',
    url,
    custom: { attune_kind: 'next' },
  });
  campus.addLink({
    courseId,
    sectionId: long?.id,
    title: 'Practice the whole course',
    text: 'Every skill of the course, at your pace.',
    url,
    lineItem: { label: 'Practice the whole course', scoreMaximum: 100 },
  });
}

/** What a launch of the practice activity by somebody says, in the tool's words. */
export function launchOf(
  campus: Campus,
  { courseId, person, tenant, deployment }: { courseId: string; person: string; tenant: string; deployment: string },
): Arrival {
  const { people, courses, links, lineItems, switches } = campus.state;
  const who = people.find(({ id }) => id === person);
  const course = courses.find(({ id }) => id === courseId);
  const link = links.find(({ title }) => title === PRACTICE);
  if (!who || !course || !link) throw new RangeError('The demo course lacks somebody or something.');
  const urls = serviceUrls(campus.issuer, courseId, switches.flavour);
  const item = lineItems.find(({ linkId }) => linkId === link.id);
  return {
    tenant,
    issuer: campus.issuer,
    deployment,
    sub: who.sub,
    name: fullName(who),
    role: who.kind === 'instructor' ? 'staff' : 'learner',
    testUser: false,
    context: { id: course.id, title: course.title },
    link: { id: link.id, title: link.title },
    custom: link.custom,
    services: {
      client_id: 'attune-demo',
      deployment_id: course.deploymentId,
      line_items: urls.lineItems,
      scopes: gradeScopes(switches),
      family: switches.flavour,
    },
    lineItem: item ? urls.lineItem(item.id) : null,
    roster: null,
    deepLinking: false,
  };
}
