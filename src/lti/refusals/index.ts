export { LaunchRefusal, type RefusalCode } from './refusal.js';
export { RefusalLog, type RefusalRecord } from './refusal-log.js';
export { framedBy, type KnownPlatform, type Refuse, type RefuseParts, refuseWith } from './refuse.js';
