export { ContentItem } from './content-item.js';
export { DeepLinkRequests } from './deep-link-requests.js';
export {
  type DeepLinkingOffer,
  DeepLinkingReturn,
  type DeepLinkingReturnParts,
  type SignedReturn,
} from './deep-linking-return.js';
export type { ReturnWords } from './sign-answer.js';
