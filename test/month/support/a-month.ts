import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Findings } from '../../../scripts/month/findings.js';
import { playAMonth } from '../../../scripts/month/play-a-month.js';
import { createKey } from '../../../src/features/api-keys/index.js';
import { type Rebuilt, rebuildProfiles } from '../../../src/features/learners/index.js';
import { API_SCOPES } from '../../../src/http/index.js';
import { startTestApp } from '../../support/app.js';

/** Plays some days of some learners through the API, and folds all profiles anew. */
export async function aMonth(options: {
  readonly learners: number;
  readonly days: number;
}): Promise<{ findings: Findings; rebuilt: Rebuilt }> {
  const app = await startTestApp({ env: { RATE_LIMIT_APP: 'off/off' } });
  const server = createServer(app.app.web);
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const key = await createKey(
      app.scope,
      { name: 'month', scopes: API_SCOPES, expiresAt: null },
      { id: 'month-key', secret: 'M'.repeat(43), now: app.clock() },
    );
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const end = app.clock();
    const findings = await playAMonth({ ...options, url, key, seed: '1', atOnce: 8, end, say: () => undefined });
    return { findings, rebuilt: await rebuildProfiles(app.scope, { dryRun: true }) };
  } finally {
    await closed(server);
    await app.close();
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
