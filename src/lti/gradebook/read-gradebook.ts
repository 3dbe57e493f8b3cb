import { z } from 'zod';
import {
  belowLineItem,
  type Conversation,
  type ListLimits,
  type Outcome,
  ok,
  SCOPE,
  type ServiceCalls,
  withQuery,
} from '../services/index.js';
import type { GradebookToRead, ReadColumn } from './ports.js';

const ITEMS_TYPE = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const ITEM_TYPE = 'application/vnd.ims.lis.v2.lineitem+json';
const RESULTS_TYPE = 'application/vnd.ims.lis.v2.resultcontainer+json';
const PAGE_SIZE = '100';
const ITEM_LIMITS: ListLimits = { pages: 50, entries: 2_000 };
const RESULT_LIMITS: ListLimits = { pages: 2_000, entries: 100_000 };

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? null);

const LineItem = z.object({ id: z.string().min(1).max(2_048), label: text, resourceId: text, tag: text });
type LineItem = z.infer<typeof LineItem>;

const Result = z.object({
  userId: z.union([z.string().min(1).max(255), z.number().int().transform(String)]),
  resultScore: z.number().nullish(),
  resultMaximum: z.number().nullish(),
});

/** The columns that we know by their address, and all that the LMS lists (AGS 2.0, sections 3.2 and 3.3). */
export async function readColumns(
  calls: ServiceCalls,
  conversation: Conversation,
  { lineItems, ownLineItems }: Pick<GradebookToRead, 'lineItems' | 'ownLineItems'>,
  scope: string,
): Promise<Outcome<LineItem[]>> {
  const found = new Map<string, LineItem>();
  if (lineItems !== null) {
    const url = withQuery(lineItems, { limit: PAGE_SIZE });
    const call = { purpose: 'gradebook', method: 'GET', url, scope, accept: ITEMS_TYPE } as const;
    const listed = await calls.readList(conversation, call, LineItem.array(), ITEM_LIMITS);
    if (listed.result !== 'ok') return listed;
    for (const item of listed.value.entries) found.set(item.id, item);
  }
  for (const url of ownLineItems) {
    if (found.has(url) || !conversation.origins.has(originOf(url))) continue;
    const call = { purpose: 'gradebook', method: 'GET', url, scope, accept: ITEM_TYPE } as const;
    const own = await calls.read(conversation, call, LineItem);
    // Its grades may be there to read even where the column itself is not.
    const known = own.result === 'ok' ? own.value : { label: null, resourceId: null, tag: null };
    found.set(url, { ...known, id: url });
  }
  return ok([...found.values()]);
}

/** The grades of one column; learners without one are left out. */
export async function readGrades(
  calls: ServiceCalls,
  conversation: Conversation,
  { id, label, resourceId, tag }: LineItem,
): Promise<Outcome<ReadColumn>> {
  const url = withQuery(belowLineItem(id, 'results'), { limit: PAGE_SIZE });
  const call = { purpose: 'gradebook', method: 'GET', url, scope: SCOPE.result, accept: RESULTS_TYPE } as const;
  const read = await calls.readList(conversation, call, Result.array(), RESULT_LIMITS);
  if (read.result !== 'ok') return read;
  const results = read.value.entries.flatMap(({ userId, resultScore, resultMaximum }) => {
    if (typeof resultScore !== 'number') return [];
    const full = resultMaximum ?? 1;
    return full > 0 ? [{ sub: userId, score: resultScore / full }] : [];
  });
  return ok({ lineItem: id, label: label ?? '', resourceId, tag, results });
}

export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');
