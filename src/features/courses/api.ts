import type { ApiRoute } from '../../http/index.js';
import { contentEndpoints } from './content-api.js';
import { courseEndpointsOf } from './courses-api.js';
import { learnerEndpoints } from './learners-api.js';
import type { ApiDependencies } from './view.js';

/** Who is in which course, and what the course is made of. */
export function courseEndpoints(deps: ApiDependencies): ApiRoute[] {
  return [...learnerEndpoints(deps), ...courseEndpointsOf(deps), ...contentEndpoints(deps)];
}
