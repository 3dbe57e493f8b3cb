import { z } from 'zod';
import {
  belowLineItem,
  type Conversation,
  type Outcome,
  ok,
  SCOPE,
  type ServiceCalls,
  withQuery,
} from '../services/index.js';

const CONTAINER_TYPE = 'application/vnd.ims.lis.v2.resultcontainer+json';
const PAGE_SIZE = '100';

const Result = z.object({
  userId: z.union([z.string(), z.number().transform(String)]),
  resultScore: z.number().nullish(),
  resultMaximum: z.number().positive().nullish(),
  comment: z.string().nullish(),
});

/** What the gradebook holds for a learner, whoever put it there. */
export interface Earned {
  /** The learner, as the LMS calls them. */
  readonly sub: string;
  /** Share of full marks; above 1 with extra credit. */
  readonly score: number;
  readonly comment: string | null;
}

/**
 * The grades in a column, as the LMS has them now (AGS 2.0, section 3.3); learners without one are left out. The LMS
 * must have granted `SCOPE.result`.
 *
 * @param sub  asks for one learner only
 */
export async function readResults(
  calls: ServiceCalls,
  conversation: Conversation,
  lineItem: string,
  sub?: string,
): Promise<Outcome<Earned[]>> {
  const url = withQuery(belowLineItem(lineItem, 'results'), {
    ...(sub !== undefined && { user_id: sub }),
    limit: PAGE_SIZE,
  });
  const read = await calls.readList(
    conversation,
    { purpose: 'results', method: 'GET', url, scope: SCOPE.result, accept: CONTAINER_TYPE },
    Result.array(),
  );
  if (read.result !== 'ok') return read;
  const earned = read.value.entries.flatMap(({ userId, resultScore, resultMaximum, comment }) => {
    if (typeof resultScore !== 'number' || (sub !== undefined && userId !== sub)) return [];
    return [{ sub: userId, score: resultScore / (resultMaximum ?? 1), comment: comment ?? null }];
  });
  return ok(earned);
}
