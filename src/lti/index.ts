export { type AdministrationParts, createAdministration } from './administration.js';
export { type CheckFinding, type CheckParts, checkPlatform } from './checkup/index.js';
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
export { RefusalLog, type RefusalRecord, refusalRoutes } from './refusals/index.js';
export * from './registration/index.js';
export { createLtiRouter, type LtiRouterParts } from './router.js';
export { authenticateBy, leaveRoute, type OpenSession, type SessionSpec, SessionStore } from './sessions/index.js';
