export { authenticateBy } from './authenticate.js';
export { type LeaveParts, leaveRoute } from './leave-route.js';
export { frameCookie, sessionCookieName, sessionPath } from './session-cookie.js';
export {
  endSessionsOfDeployment,
  type OpenSession,
  type SessionSpec,
  SessionStore,
  type SessionStoreParts,
} from './session-store.js';
