export {
  API_SCOPES,
  type ApiContext,
  type ApiRoute,
  type ApiScope,
  type ApiStream,
  apiRoute,
  apiStream,
  type Caller,
  type EventSource,
  mountApi,
  requireSeen,
} from './api.js';
export { apiReference } from './api-reference.js';
export { AppError, type ErrorCode, notFound } from './errors.js';
export { errorEdge, noRoute } from './errors-edge.js';
export { lastEventId, type ServerEvent, sendEvents } from './events.js';
export { frameFor, securityHeaders } from './headers.js';
export { createLog, requestLog, shapeOf, traceOf } from './logging.js';
export { Moment } from './moment.js';
export { type OpenApiDocument, openApiDocument } from './openapi.js';
export { sayReason } from './page-helpers.js';
export { cursorOf, PageQuery, pageOf, placeOf } from './paging.js';
export { type Authenticate, allows, type Permission, type Principal, type Role } from './principal.js';
export { type Allowance, createRateLimits, type Door, type DoorLimit, type RateLimits } from './rate-limits.js';
export { createRenderer, type PageOptions, type RenderPage } from './render.js';
export { type Gate, mountRoutes, type Prepare, type Route, type RouteContext, route, signedIn } from './routes.js';
export { loadWords, type Translate, type Words } from './words.js';
