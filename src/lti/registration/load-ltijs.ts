import { createRequire } from 'node:module';
import type { Database, LtiProvider } from 'ltijs';
import { systemRandomness } from '../randomness.js';

const require = createRequire(import.meta.url);

/**
 * An ltijs of our own over the given database.
 *
 * ltijs keeps one provider per process in its module. We load that module afresh, so each app has its own provider, and
 * two can live in one process.
 *
 * Its Express app is never mounted and its `deploy` never called: login, launch, keys and sessions are ours, so nothing
 * from outside reaches its handlers. We use its platform registry and its login request.
 */
export function loadLtijs(database: Database): LtiProvider {
  const entry = require.resolve('ltijs');
  const singleton = createRequire(entry).resolve('./dist/Provider/Provider.js');
  delete require.cache[entry];
  delete require.cache[singleton];
  const { Provider } = require(entry) as { Provider: LtiProvider };
  // ltijs signs its cookies with this key, and we let it set none; what it stores is sealed by the database itself.
  Provider.setup(systemRandomness.secret(), { plugin: database }, { devMode: false, cors: false, tokenMaxAge: 120 });
  return Provider;
}
