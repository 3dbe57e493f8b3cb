export { authenticateBy } from './authenticate.js';
export { frameCookie, sessionCookieName, sessionPath } from './session-cookie.js';
export { type OpenSession, type SessionSpec, SessionStore, type SessionStoreParts } from './session-store.js';
