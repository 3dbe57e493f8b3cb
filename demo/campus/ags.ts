import { Router } from 'express';
import { z } from 'zod';
import { addLineItem, removeLineItem } from './authoring.js';
import { linkById } from './directory.js';
import { type Reply, refuse, type Services } from './endpoint.js';
import { nextLink, takePage } from './paging.js';
import { listResults } from './results.js';
import { createScoreLog, postScore, type ScoreLog } from './scores.js';
import {
  type CourseCall,
  forCourse,
  forLineItem,
  hasType,
  keepsQuery,
  pageQuery,
  type ServiceParts,
  whyNot,
} from './service-calls.js';
import { serviceUrls } from './service-urls.js';
import type { LineItem } from './state.js';
import { MEDIA, SCOPE } from './vocabulary.js';

const READ_ITEMS = [SCOPE.lineItem, SCOPE.lineItemReadonly];

/** Assignment and Grade Services 2.0. */
export function gradeServices(parts: ServiceParts, services: Services): { router: Router; scoreLog: ScoreLog } {
  const router = Router();
  const scoreLog = createScoreLog(parts.clock);
  const container = '/lti/courses/:courseId/lineitems';
  const item = `${container}/:itemId/lineitem`;
  const on = services.endpoint;
  router.get(
    container,
    on(
      'lineitems',
      forCourse(parts, READ_ITEMS, (call) => listItems(parts, call)),
    ),
  );
  router.post(
    container,
    on(
      'lineitems',
      forCourse(parts, [SCOPE.lineItem], (call) => createItem(parts, call)),
    ),
  );
  router.get(
    item,
    on(
      'lineitems',
      forLineItem(parts, READ_ITEMS, (call) => readItem(parts, call)),
    ),
  );
  router.put(
    item,
    on(
      'lineitems',
      forLineItem(parts, [SCOPE.lineItem], (call) => replaceItem(parts, call)),
    ),
  );
  router.delete(
    item,
    on(
      'lineitems',
      forLineItem(parts, [SCOPE.lineItem], (call) => deleteItem(parts, call)),
    ),
  );
  const score = forLineItem(parts, [SCOPE.score], (call) =>
    postScore(parts, call, (score) => scoreLog.taken.push(score)),
  );
  router.post(`${item}/scores`, on('scores', score, scoreLog.observe));
  router.get(
    `${item}/results`,
    on(
      'results',
      forLineItem(parts, [SCOPE.result], (call) => listResults(parts, call)),
    ),
  );
  return { router, scoreLog };
}

const listQuery = z.object({
  resource_link_id: z.string().optional(),
  resource_id: z.string().optional(),
  tag: z.string().optional(),
  type_id: z.string().optional(),
  ...pageQuery,
});

function listItems(parts: ServiceParts, { request, course }: CourseCall): Reply {
  const query = listQuery.safeParse(request.query);
  if (!query.success) return refuse(400, whyNot(query.error));
  if (!keepsQuery(parts, request)) return refuse(400, 'the type_id of the address is missing');
  if (!request.accepts(MEDIA.lineItems)) return refuse(406, `only ${MEDIA.lineItems} is given here`);
  const { resource_link_id: linkId, resource_id: resourceId, tag } = query.data;
  const matching = parts.state.lineItems.filter(
    (item) =>
      item.courseId === course.id &&
      (linkId === undefined || item.linkId === linkId) &&
      (resourceId === undefined || item.resourceId === resourceId) &&
      (tag === undefined || item.tag === tag),
  );
  const page = takePage(matching, query.data, parts.switches().pageSize);
  const url = serviceUrls(parts.settings.origin, course.id, parts.switches().flavour).lineItems;
  return {
    status: 200,
    type: MEDIA.lineItems,
    headers: nextLink(url, query.data, page.nextFrom) ?? {},
    body: page.entries.map((item) => itemBody(parts, item)),
  };
}

const itemSchema = z.object({
  id: z.string().optional(),
  label: z.string().trim().min(1).max(255),
  scoreMaximum: z.number().positive(),
  resourceId: z.string().max(255).optional(),
  resourceLinkId: z.string().max(255).optional(),
  tag: z.string().max(255).optional(),
});

function createItem(parts: ServiceParts, { request, course }: CourseCall): Reply {
  if (!keepsQuery(parts, request)) return refuse(400, 'the type_id of the address is missing');
  if (!hasType(request, MEDIA.lineItem)) return refuse(415, `send ${MEDIA.lineItem}`);
  const parsed = itemSchema.safeParse(request.body);
  if (!parsed.success) return refuse(400, whyNot(parsed.error));
  const { resourceLinkId, ...seed } = parsed.data;
  if (resourceLinkId !== undefined && linkById(parts.state, resourceLinkId)?.courseId !== course.id) {
    return refuse(parts.switches().flavour === 'canvas' ? 404 : 400, 'resourceLinkId is no activity of this course');
  }
  const item = addLineItem(parts.state, {
    ...seed,
    courseId: course.id,
    linkId: resourceLinkId ?? null,
    coupled: false,
  });
  parts.save();
  return { status: 201, type: MEDIA.lineItem, body: itemBody(parts, item) };
}

function readItem(parts: ServiceParts, { request, item }: CourseCall & { item: LineItem }): Reply {
  if (!request.accepts(MEDIA.lineItem)) return refuse(406, `only ${MEDIA.lineItem} is given here`);
  return { status: 200, type: MEDIA.lineItem, body: itemBody(parts, item) };
}

/** PUT replaces everything; what is left out is gone. A new maximum keeps the grades' share of it. */
function replaceItem(parts: ServiceParts, { request, item }: CourseCall & { item: LineItem }): Reply {
  if (!hasType(request, MEDIA.lineItem)) return refuse(415, `send ${MEDIA.lineItem}`);
  const parsed = itemSchema.safeParse(request.body);
  if (!parsed.success) return refuse(400, whyNot(parsed.error));
  const { id, resourceLinkId, label, scoreMaximum, resourceId, tag } = parsed.data;
  if (id !== undefined && id !== itemUrl(parts, item)) return refuse(400, 'the id cannot be changed');
  if (resourceLinkId !== undefined && resourceLinkId !== item.linkId) {
    return refuse(400, 'resourceLinkId cannot be changed');
  }
  for (const grade of parts.state.grades.filter(({ itemId }) => itemId === item.id)) {
    if (grade.score !== null) grade.score = (grade.score / item.scoreMaximum) * scoreMaximum;
  }
  Object.assign(item, { label, scoreMaximum, resourceId: resourceId ?? null, tag: tag ?? null });
  parts.save();
  return { status: 200, type: MEDIA.lineItem, body: itemBody(parts, item) };
}

function deleteItem(parts: ServiceParts, { item }: CourseCall & { item: LineItem }): Reply {
  if (item.coupled) {
    return refuse(parts.switches().flavour === 'canvas' ? 401 : 403, 'this line item belongs to its activity');
  }
  removeLineItem(parts.state, item);
  parts.save();
  return { status: 204 };
}

function itemUrl({ settings, switches }: ServiceParts, item: LineItem): string {
  return serviceUrls(settings.origin, item.courseId, switches().flavour).lineItem(item.id);
}

function itemBody(parts: ServiceParts, item: LineItem) {
  return {
    id: itemUrl(parts, item),
    label: item.label,
    scoreMaximum: item.scoreMaximum,
    ...(item.resourceId !== null && { resourceId: item.resourceId }),
    ...(item.tag !== null && { tag: item.tag }),
    ...(item.linkId !== null && { resourceLinkId: item.linkId }),
  };
}
