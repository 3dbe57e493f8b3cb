import { z } from 'zod';
import { personById } from './directory.js';
import { type Reply, refuse } from './endpoint.js';
import { nextLink, takePage } from './paging.js';
import { type CourseCall, pageQuery, type ServiceParts, whyNot } from './service-calls.js';
import { serviceUrls } from './service-urls.js';
import type { LineItem } from './state.js';
import { MEDIA } from './vocabulary.js';

const resultQuery = z.object({ user_id: z.string().optional(), type_id: z.string().optional(), ...pageQuery });

/** The grades of a column as the platform has them now, manual ones included. */
export function listResults(parts: ServiceParts, { request, course, item }: CourseCall & { item: LineItem }): Reply {
  const query = resultQuery.safeParse(request.query);
  if (!query.success) return refuse(400, whyNot(query.error));
  if (!request.accepts(MEDIA.results)) return refuse(406, `only ${MEDIA.results} is given here`);
  const urls = serviceUrls(parts.settings.origin, course.id, parts.switches().flavour);
  const results = parts.state.grades
    .filter((grade) => grade.itemId === item.id)
    .map((grade) => ({ grade, userId: personById(parts.state, grade.personId)?.sub }))
    .filter(({ userId }) => userId !== undefined && (query.data.user_id ?? userId) === userId)
    .map(({ grade, userId }) => ({
      id: resultId(urls.results(item.id), userId ?? ''),
      scoreOf: urls.lineItem(item.id),
      userId,
      ...(grade.score !== null && { resultScore: grade.score }),
      resultMaximum: item.scoreMaximum,
      ...(grade.comment !== null && { comment: grade.comment }),
    }));
  const page = takePage(results, query.data, parts.switches().pageSize);
  return {
    status: 200,
    type: MEDIA.results,
    headers: nextLink(urls.results(item.id), query.data, page.nextFrom) ?? {},
    body: page.entries,
  };
}

export function resultId(resultsUrl: string, userId: string): string {
  const url = new URL(resultsUrl);
  url.searchParams.set('user_id', userId);
  return url.href;
}
