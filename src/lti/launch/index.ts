export type { LaunchParts } from './launch-route.js';
export { launchRoute } from './launch-route.js';
export { PlatformKeys } from './platform-keys.js';
export type { AdmittedLaunch, LaunchOutcome, LaunchReceiver } from './ports.js';
export type { LaunchRoles } from './roles.js';
export type { AgsEndpoint, DeepLinkingSettings, VerifiedLaunch } from './verified-launch.js';
