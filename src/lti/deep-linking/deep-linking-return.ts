import type { Response } from 'express';
import { z } from 'zod';
import { AppError, type Principal, type RenderPage, type Words } from '../../http/index.js';
import { recordAudit, type Storage } from '../../storage/index.js';
import { isLaunchTarget } from '../launch-target.js';
import { ContentItem } from './content-item.js';
import type { DeepLinkRequest, DeepLinkRequests } from './deep-link-requests.js';
import { type ReturnWords, type SignParts, signAnswer } from './sign-answer.js';

export interface DeepLinkingReturnParts extends SignParts {
  readonly storage: Storage;
  readonly requests: DeepLinkRequests;
  readonly publicUrl: string;
  readonly renderPage: RenderPage;
  readonly words: Pick<Words, 'translator'>;
}

/** What the LMS lets an instructor place, for the page that offers it. */
export interface DeepLinkingOffer {
  readonly acceptsLinks: boolean;
  readonly acceptsSeveral: boolean;
  /** False only where the LMS says that it ignores line items. */
  readonly acceptsLineItem: boolean;
}

export interface SignedReturn {
  /** Where the form goes. */
  readonly returnUrl: string;
  /** The signed answer, in the form's field `JWT`. It is good for five minutes. */
  readonly jwt: string;
}

const LINK = 'ltiResourceLink';

/** The way back to the LMS with what an instructor chose. */
export class DeepLinkingReturn {
  constructor(private readonly parts: DeepLinkingReturnParts) {}

  /** @throws AppError `not-found` when this session did not come from a deep linking request, `forbidden` for all but staff */
  async offer(principal: Principal): Promise<DeepLinkingOffer> {
    const asked = await this.#request(principal);
    return {
      acceptsLinks: asked.accept_types.includes(LINK),
      acceptsSeveral: asked.accept_multiple,
      acceptsLineItem: asked.accept_line_item,
    };
  }

  /**
   * Signs the items for the platform. No items is an answer as well: the person changed their mind.
   *
   * @throws AppError as `offer` does, and `conflict` when the platform does not take these items
   * @throws z.ZodError when an item is not one: a mistake of ours
   */
  async signResponse(
    principal: Principal,
    items: readonly ContentItem[],
    words: ReturnWords = {},
  ): Promise<SignedReturn> {
    const asked = await this.#request(principal);
    const checked = z.array(ContentItem).parse(items);
    if (checked.some(({ url }) => !isLaunchTarget(url, this.parts.publicUrl))) {
      throw new RangeError('A content item must lead to the launch address of this tool.');
    }
    const unwanted = checked.length > 0 && !asked.accept_types.includes(LINK);
    if (unwanted) throw new AppError('conflict', 'launch.deep-link.no-links');
    if (checked.length > 1 && !asked.accept_multiple) throw new AppError('conflict', 'launch.deep-link.one-only');
    const wanted = checked.map((item) => (asked.accept_line_item ? item : withoutLineItem(item)));
    const jwt = await signAnswer(this.parts, asked, wanted, words);
    return { returnUrl: asked.return_url, jwt };
  }

  /**
   * Signs the items and answers with the page that takes them to the platform. Where the platform takes no links, nothing
   * goes back, and why.
   */
  async returnItems(response: Response, principal: Principal, items: readonly ContentItem[]): Promise<void> {
    const { acceptsLinks } = await this.offer(principal);
    const why = acceptsLinks || items.length > 0 ? {} : this.#noLinks(principal);
    const { returnUrl, jwt } = await this.signResponse(principal, items, why);
    await this.#record(principal, items.length);
    response.setHeader('Cache-Control', 'no-store');
    const page = { returnUrl, jwt, cancelled: items.length === 0 };
    this.parts.renderPage(response, 'lti-deep-link-return', page, { principal, formTarget: new URL(returnUrl).origin });
  }

  async #record({ tenant, userId, courseId }: Principal, items: number): Promise<void> {
    const { storage, randomness, clock } = this.parts;
    const entry = { action: 'deep-link', actor: { user: userId }, details: { course: courseId, items } } as const;
    await recordAudit(storage.scope(tenant), entry, { id: randomness.id(), now: clock() });
  }

  #noLinks({ locale }: Principal): ReturnWords {
    const errorMessage = this.parts.words.translator(locale)('launch.deep-link.no-links');
    return { errorMessage, errorLog: `The request does not accept the type ${LINK}.` };
  }

  async #request(principal: Principal): Promise<DeepLinkRequest> {
    if (principal.role !== 'staff') throw new AppError('forbidden', 'errors.forbidden');
    const asked = await this.parts.requests.find(principal);
    if (!asked) throw new AppError('not-found', 'launch.deep-link.none');
    return asked;
  }
}

function withoutLineItem({ lineItem: _, ...item }: ContentItem): ContentItem {
  return item;
}
