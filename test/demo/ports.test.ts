import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { takenPorts } from '../../demo/ports.js';

describe('demo: ports', () => {
  let server: Server;
  let port = 0;
  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => server.close());

  it('says which port is taken and what to do, and takes none itself', async () => {
    const wanted = { port, host: '127.0.0.1', setting: 'DEMO_TOOL_PORT' };
    const [sentence, ...more] = await takenPorts([wanted]);
    assert.equal(more.length, 0);
    assert.match(sentence ?? '', new RegExp(`^Port ${port} is taken.*DEMO_TOOL_PORT=`));
    server.close();
    await once(server, 'close');
    assert.deepEqual(await takenPorts([wanted, wanted]), []);
  });
});
