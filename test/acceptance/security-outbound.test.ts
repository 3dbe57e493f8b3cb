import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { buildConnector } from 'undici';
import { AddressRefused, createOutbound, type OutboundParts } from '../../src/lti/outbound/index.js';
import { row } from './support/row.js';

type Asked = Parameters<buildConnector.connector>[0];

/** Nothing here goes anywhere: names are resolved by a table, and connections are put down instead of made. */
describe('acceptance: what we call', () => {
  let connected: Asked[];
  let names: Map<string, readonly string[]>;
  beforeEach(() => {
    connected = [];
    names = new Map([
      ['lms.example', ['93.184.215.14']],
      ['six.example', ['2606:4700::1111']],
      ['inside.example', ['10.20.30.40']],
      ['metadata.example', ['169.254.169.254']],
      ['loop.example', ['127.0.0.1']],
      ['mixed.example', ['93.184.215.14', '192.168.0.1']],
      ['mapped.example', ['::ffff:169.254.169.254']],
      ['nothing.example', []],
    ]);
  });

  async function call(url: string, parts: Partial<OutboundParts> = {}): Promise<Error> {
    const outbound = createOutbound({
      insecureOrigins: [],
      privateHosts: [],
      resolve: async (name) => names.get(name) ?? [],
      connect: (options, callback) => {
        connected.push(options);
        callback(new Error('no further'), null);
      },
      ...parts,
    });
    const failed = await outbound.fetch(url).then(
      () => assert.fail('nobody can have answered'),
      (error: Error) => error,
    );
    await outbound.close();
    return failed.cause instanceof Error ? failed.cause : failed;
  }

  row('S21', 'the very address that was looked at is called, under its name', async () => {
    assert.equal((await call('https://lms.example/jwks')).message, 'no further');
    const [asked] = connected;
    assert.deepEqual([asked?.hostname, asked?.servername, asked?.port], ['93.184.215.14', 'lms.example', '']);
    await call('https://six.example:8443/');
    assert.deepEqual([connected[1]?.hostname, connected[1]?.port], ['2606:4700::1111', '8443']);
  });

  for (const url of [
    'https://inside.example/',
    'https://metadata.example/latest/meta-data',
    'https://loop.example/',
    'https://mixed.example/',
    'https://mapped.example/',
    'https://nothing.example/',
    'https://10.0.0.1/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'http://127.0.0.1:3100/',
    'http://inside.example/',
  ]) {
    row('S21', url, async () => {
      assert.ok((await call(url)) instanceof AddressRefused);
      assert.deepEqual(connected, []);
    });
  }

  row('S21', 'a name that moves inside is not followed', async () => {
    let turn = 0;
    const rebinding = async () => (turn++ === 0 ? ['93.184.215.14'] : ['127.0.0.1']);
    assert.equal((await call('https://lms.example/', { resolve: rebinding })).message, 'no further');
    assert.ok((await call('https://lms.example/', { resolve: rebinding })) instanceof AddressRefused);
    assert.deepEqual(
      connected.map(({ hostname }) => hostname),
      ['93.184.215.14'],
    );
  });

  row('S21', 'but for names that the operator listed, and never to this machine', async () => {
    const privateHosts = ['inside.example', 'loop.example', 'metadata.example'];
    assert.equal((await call('https://inside.example/', { privateHosts })).message, 'no further');
    for (const name of ['loop.example', 'metadata.example']) {
      assert.ok((await call(`https://${name}/`, { privateHosts })) instanceof AddressRefused);
    }
    assert.equal(connected.length, 1);
  });

  row('S21', 'a name without an address is not called', async () => {
    const failing = await call('https://lms.example/', {
      resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    });
    assert.equal(failing.message, 'no such name');
    assert.deepEqual(connected, []);
  });

  describe('on a machine for development', () => {
    let server: Server;
    let origin: string;
    let redirects = 0;
    before(async () => {
      server = createServer((request, response) => {
        if (request.url === '/away') response.writeHead(302, { location: 'https://metadata.example/' }).end();
        else response.end('hello');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => new Promise((resolve) => server.close(resolve)));

    row('S21', 'a redirect is looked at like any address', async () => {
      const outbound = createOutbound({
        insecureOrigins: [origin],
        privateHosts: [],
        resolve: async (name) => {
          redirects += 1;
          return names.get(name) ?? [];
        },
      });
      assert.equal(await (await outbound.fetch(`${origin}/`)).text(), 'hello');
      await assert.rejects(outbound.fetch(`${origin}/away`), (error: Error) => error.cause instanceof AddressRefused);
      assert.equal(redirects, 1);
      await outbound.close();
    });
  });
});
