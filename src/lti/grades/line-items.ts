import { z } from 'zod';
import { leaseFor } from '../../jobs/index.js';
import {
  type Conversation,
  dead,
  type Outcome,
  ok,
  retry,
  SCOPE,
  type ServiceCalls,
  scopeToReadLineItems,
  withQuery,
} from '../services/index.js';
import type { GradeBook, GradeToSend } from './ports.js';

const CONTAINER_TYPE = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const ITEM_TYPE = 'application/vnd.ims.lis.v2.lineitem+json';
const PAGE_SIZE = '100';
const LONGEST_LABEL = 255;

const WAIT_FOR_CREATOR_MS = 2_000;

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? null);

const LineItem = z.object({ id: z.string().min(1), resourceLinkId: text, resourceId: text, tag: text });
export type LineItem = z.infer<typeof LineItem>;

export interface LineItems {
  /** The placement's column: the one that the launch named, else one found, else (where we may) a new one. */
  resolve(conversation: Conversation, tenant: string, grade: GradeToSend): Promise<Outcome<string>>;
  /** The same without making one; null when there is none. */
  find(conversation: Conversation, grade: GradeToSend): Promise<Outcome<string | null>>;
}

interface Dependencies {
  readonly calls: ServiceCalls;
  readonly book: Pick<GradeBook, 'rememberLineItem' | 'leaseLineItem'>;
  readonly clock: () => Date;
  /** How long a whole delivery may take: while it still can make the column, nobody else may. Milliseconds. */
  readonly deliveryMs: number;
}

/**
 * The columns of the gradebook (AGS 2.0, sections 3.1.4 and 3.2).
 *
 * Making one is not idempotent, so a column is made once per placement: deliveries of one process share the search,
 * and between processes a lease in the grade book decides who may make it. Whoever gets the lease searches again
 * first, since the holder before may have just made one; a creation whose answer got lost is found that way too.
 */
export function createLineItems({ calls, book, clock, deliveryMs }: Dependencies): LineItems {
  const searches = new Map<string, Promise<Outcome<string>>>();

  const search = (conversation: Conversation, url: string, scope: string) =>
    calls.readList(
      conversation,
      { purpose: 'line items', method: 'GET', url, scope, accept: CONTAINER_TYPE },
      LineItem.array(),
    );

  const find = async (conversation: Conversation, grade: GradeToSend): Promise<Outcome<string | null>> => {
    const { lineItem, lineItems, scopes } = grade.services;
    if (lineItem !== null) return ok(lineItem);
    if (lineItems === null) return dead(NO_SERVICE);
    const scope = scopeToReadLineItems(scopes);
    if (scope === null) return dead(NO_RIGHT_TO_READ);
    const { resourceLinkId, resourceId, tag } = grade;
    const ofLink = await search(
      conversation,
      withQuery(lineItems, { resource_link_id: resourceLinkId, limit: PAGE_SIZE }),
      scope,
    );
    if (ofLink.result !== 'ok') return ofLink;
    const own = chooseOwn(ofLink.value.entries, grade);
    if (own) return ok(own.id);
    const ofResource = await search(
      conversation,
      withQuery(lineItems, { resource_id: resourceId, ...(tag !== '' && { tag }), limit: PAGE_SIZE }),
      scope,
    );
    if (ofResource.result !== 'ok') return ofResource;
    return ok(chooseCopied(ofResource.value.entries, grade)?.id ?? null);
  };

  const create = (conversation: Conversation, url: string, grade: GradeToSend) => {
    const { label, scoreMaximum, resourceId, tag, resourceLinkId } = grade;
    const value = {
      scoreMaximum,
      label: label.trim().slice(0, LONGEST_LABEL) || 'Attune',
      resourceId,
      ...(tag !== '' && { tag }),
      resourceLinkId,
    };
    return calls.read(
      conversation,
      {
        purpose: 'line items',
        method: 'POST',
        url,
        scope: SCOPE.lineItem,
        accept: ITEM_TYPE,
        body: { type: ITEM_TYPE, value },
      },
      LineItem,
    );
  };

  const findOrCreate = async (
    conversation: Conversation,
    tenant: string,
    grade: GradeToSend,
  ): Promise<Outcome<string>> => {
    const { placementId, services } = grade;
    let found = await find(conversation, grade);
    if (found.result === 'ok' && found.value === null) {
      if (!services.scopes.includes(SCOPE.lineItem)) return dead(NO_COLUMN);
      if (!(await book.leaseLineItem(tenant, placementId, clock(), leaseFor(deliveryMs)))) {
        return retry('The gradebook column is just being made.', WAIT_FOR_CREATOR_MS);
      }
      found = await find(conversation, grade);
    }
    if (found.result !== 'ok') return found;
    let url = found.value;
    if (url === null) {
      const made = await create(conversation, services.lineItems ?? '', grade);
      if (made.result !== 'ok') return made;
      url = made.value.id;
    }
    if (!URL.canParse(url) || !conversation.origins.has(new URL(url).origin)) return dead(FOREIGN_COLUMN);
    await book.rememberLineItem(tenant, placementId, url);
    return ok(url);
  };

  return {
    find,
    async resolve(conversation, tenant, grade) {
      if (grade.services.lineItem !== null) return ok(grade.services.lineItem);
      const key = JSON.stringify([tenant, grade.placementId]);
      const running =
        searches.get(key) ?? findOrCreate(conversation, tenant, grade).finally(() => searches.delete(key));
      searches.set(key, running);
      return running;
    },
  };
}

/**
 * Among the columns of the very link, ours by resource id and tag, else by resource id, else one that the LMS made
 * for the link. A column of the link with another resource id belongs to something else.
 */
export function chooseOwn(items: readonly LineItem[], grade: GradeToSend): LineItem | undefined {
  const ofLink = items.filter((item) => item.resourceLinkId === grade.resourceLinkId);
  const ours = ofLink.filter((item) => item.resourceId === grade.resourceId);
  return ours.find((item) => (item.tag ?? '') === grade.tag) ?? ours[0] ?? ofLink.find((item) => !item.resourceId);
}

/**
 * A copied course brings its columns along with our resource id and tag, bound to no link or to the link that it was
 * copied from (AGS 2.0, section 3.2.4: a tool must not make them again). A column of another link stays its own.
 */
export function chooseCopied(items: readonly LineItem[], grade: GradeToSend): LineItem | undefined {
  return items
    .filter((item) => item.resourceId === grade.resourceId && (item.tag ?? '') === grade.tag)
    .filter((item) => !grade.columnsOfOthers.includes(item.id))
    .find((item) => !item.resourceLinkId || grade.formerResourceLinkIds.includes(item.resourceLinkId));
}

const NO_SERVICE =
  'The LMS lends Attune no gradebook for this activity. Ask an administrator to allow the tool the grade services, open the activity once, then send the grade again.';
const NO_RIGHT_TO_READ =
  'The LMS does not let Attune look for the gradebook column of this activity. Ask an administrator to allow the tool grade sync, open the activity once, then send the grade again.';
const NO_COLUMN =
  'This activity has no gradebook column, and Attune may not make one. Let the activity accept grades, or ask an administrator to allow the tool column management; then send the grade again.';
const FOREIGN_COLUMN = 'The LMS named a gradebook column on another host; Attune sends nothing there.';
