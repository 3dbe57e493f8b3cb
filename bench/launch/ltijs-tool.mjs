import { createServer } from 'node:http';
import ltijs from 'ltijs';

/** A tool as the README of ltijs sets one up, with its own database class, out of development mode. */
const { MONGODB_URI, PORT, ISSUER, CLIENT_ID } = process.env;
const lti = ltijs.Provider;
lti.setup(
  'a key to sign cookies and tokens with',
  { url: MONGODB_URI },
  { appRoute: '/', loginRoute: '/login', cookies: { secure: false, sameSite: '' }, devMode: false },
);
lti.onConnect((_token, _request, response) => response.send('ok'));
// Its own `listen` takes every address of the machine, and this one loopback only. The app is the same.
await lti.deploy({ serverless: true, silent: true });
await lti.registerPlatform({
  url: ISSUER,
  name: 'Bench',
  clientId: CLIENT_ID,
  authenticationEndpoint: `${ISSUER}/auth`,
  accesstokenEndpoint: `${ISSUER}/token`,
  authConfig: { method: 'JWK_SET', key: `${ISSUER}/jwks` },
});
createServer(lti.app).listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
