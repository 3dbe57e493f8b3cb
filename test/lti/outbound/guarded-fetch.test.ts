import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildConnector } from 'undici';
import { createOutbound } from '../../../src/lti/outbound/index.js';

describe('a name with several addresses', () => {
  let server: Server;
  let tried: (string | undefined)[];
  before(async () => {
    server = createServer((_request, response) => response.end('here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    tried = [];
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  /** Calls a name at which only one address answers; where that is, is a server of the test. */
  async function call(addresses: readonly string[], answering: string | null): Promise<string> {
    const toServer = buildConnector({});
    const { port } = server.address() as AddressInfo;
    const outbound = createOutbound({
      insecureOrigins: [],
      privateHosts: [],
      resolve: async () => addresses,
      connect: (options, callback) => {
        tried.push(options.hostname);
        if (options.hostname !== answering) callback(new Error(`no way to ${options.hostname}`), null);
        else toServer({ ...options, hostname: '127.0.0.1', port: String(port) }, callback);
      },
    });
    try {
      return await (await outbound.fetch('http://lms.example/')).text();
    } finally {
      await outbound.close();
    }
  }

  it('is called at the first that can be reached', async () => {
    const addresses = ['2606:4700::1111', '1.1.1.1', '9.9.9.9'];
    assert.equal(await call(addresses, '1.1.1.1'), 'here');
    assert.deepEqual(tried, ['2606:4700::1111', '1.1.1.1']);
  });

  it('fails when none can, each having been tried once', async () => {
    await assert.rejects(call(['2606:4700::1111', '1.1.1.1'], null), (error: Error) => {
      return error.cause instanceof Error && error.cause.message === 'no way to 1.1.1.1';
    });
    assert.deepEqual(tried, ['2606:4700::1111', '1.1.1.1']);
  });
});
