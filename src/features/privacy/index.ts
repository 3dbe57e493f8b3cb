export { CONSENT_VERSION, type ConsentDependencies, giveConsent, wishesAtLaunch } from './consent.js';
export { type ExportSource, sourceOf } from './export/sources.js';
export { consentGate } from './gate.js';
export { type PrivacyDependencies, privacyRoutes, showPrivacy } from './privacy-routes.js';
export { type SettingsDependencies, settingsRoutes, showSettings } from './settings-routes.js';
