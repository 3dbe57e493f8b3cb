export { clearLoginCookie, loginCookie } from './login-cookie.js';
export { type LoginParts, loginRoute } from './login-route.js';
export { LOGIN_MS, type LoginState, LoginStates } from './login-states.js';
