import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { download } from '../../src/embedded/download.js';
import { type FakeMachine, fakeMachine } from './fakes.js';

describe('an official download', () => {
  const body = Buffer.alloc(3_000_000, 'attune');
  const sum = createHash('sha256').update(body).digest('hex');
  let machine: FakeMachine;
  let server: Server;
  let answer: RequestListener;
  let base: string;

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    machine = fakeMachine({ fetch: globalThis.fetch });
  });
  afterEach(() => machine.remove());

  const get = (): Promise<void> =>
    download('Thing', `${base}/a.tgz`, `${base}/a.tgz.sha256`, join(machine.root, 'a.tgz'), machine.surroundings);

  const serve = (checksum: string): RequestListener => {
    return (request, response) => {
      if (request.url?.endsWith('.sha256') === true) response.end(`${checksum}  a.tgz\n`);
      else response.writeHead(200, { 'content-length': body.length }).end(body);
    };
  };

  it('is written to its file, with progress, when it has the published checksum', async () => {
    answer = serve(sum);
    await get();
    assert.equal(readFileSync(join(machine.root, 'a.tgz')).equals(body), true);
    assert.match(machine.said.join('\n'), /Thing: \d+ % of 3 MB/);
    assert.match(machine.said.at(-1) ?? '', /downloaded 3 MB in .* s, checksum as published/);
  });

  it('is refused when its checksum is another', async () => {
    answer = serve('0'.repeat(64));
    await assert.rejects(get(), /127\.0\.0\.1:\d+: what came does not have the published checksum/);
  });

  it('is refused without a checksum to compare with', async () => {
    answer = serve('not a checksum');
    await assert.rejects(get(), /published checksum could not be read/);
  });

  it('says what a site that does not have it answered', async () => {
    answer = (_, response) => response.writeHead(403).end();
    await assert.rejects(get(), /the site answered 403/);
  });

  it('moves on within seconds when a site accepts and then stays silent', async () => {
    answer = () => {};
    const started = performance.now();
    await assert.rejects(get(), /no answer in 5 s/);
    assert(performance.now() - started < 7_000);
  });
});
