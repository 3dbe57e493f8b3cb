export {
  ContentItem,
  type DeepLinkingOffer,
  DeepLinkingReturn,
  DeepLinkRequests,
  type ReturnWords,
  type SignedReturn,
} from './deep-linking/index.js';
export type {
  AdmittedLaunch,
  AgsEndpoint,
  DeepLinkingSettings,
  LaunchOutcome,
  LaunchReceiver,
  LaunchRoles,
  VerifiedLaunch,
} from './launch/index.js';
export { redirectUri } from './launch-target.js';
export { type Randomness, systemRandomness } from './randomness.js';
export * from './registration/index.js';
export { createLtiRouter, type LtiRouterParts } from './router.js';
export { authenticateBy, type OpenSession, type SessionSpec, SessionStore } from './sessions/index.js';
