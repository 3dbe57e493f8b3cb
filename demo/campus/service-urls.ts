import type { Switches } from './switches.js';

/**
 * Addresses of the services of a course. In the Moodle flavour the grade addresses carry a query part, as in Moodle,
 * so that a tool which cannot put `/scores` before the `?` is found out.
 */
export function serviceUrls(origin: string, courseId: string, flavour: Switches['flavour']) {
  const query = flavour === 'moodle' ? '?type_id=1' : '';
  const lineItems = `${origin}/lti/courses/${courseId}/lineitems`;
  return {
    lineItems: `${lineItems}${query}`,
    lineItem: (itemId: string) => `${lineItems}/${itemId}/lineitem${query}`,
    results: (itemId: string) => `${lineItems}/${itemId}/lineitem/results${query}`,
    memberships: `${origin}/lti/courses/${courseId}/memberships`,
  };
}
