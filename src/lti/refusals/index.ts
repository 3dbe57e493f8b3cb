export { LaunchRefusal, type RefusalCode } from './refusal.js';
export { type RefusalDraft, RefusalLog, type RefusalRecord } from './refusal-log.js';
export { refusalRoutes } from './refusals-route.js';
export { framedBy, type KnownPlatform, type Refuse, type RefuseParts, refuseWith } from './refuse.js';
