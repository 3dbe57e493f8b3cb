import { Agent, request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { pokerCourse } from '../../content/poker/course.js';
import { startTestApp, type TestApp } from '../../test/support/app.js';
import { releaseTestServices } from '../../test/support/services.js';
import { type Row, rowOf, type Suite } from '../measure.js';

const READS = 600;
const MAKES = 60;
const MOST_MS = 500;
const PEER = 'Express with one findOne';

/** One request after another to a server on loopback, by connections that stay open. */
interface Client {
  send(method: 'GET' | 'POST', path: string, body?: object): Promise<number>;
  close(): Promise<void>;
}

/**
 * A stored set is read as a learner's page reads it, with its session and its rate limits, beside an Express server that
 * reads one document of the same collection by its id, in the same process and the same MongoDB; in turns.
 */
export const serving: Suite = {
  name: 'serving',
  about: 'recommendations over HTTP, beside a bare Express server that reads one document of the same MongoDB',
  async run() {
    const app = await startTestApp({ course: pokerCourse() });
    const closing: (() => Promise<void>)[] = [releaseTestServices, () => app.close()];
    try {
      await app.arrive({ sub: 'teacher', role: 'staff', name: 'Teacher' });
      const { token } = await app.signIn(await app.arrive());
      const ours = await serve(app.app.web, token);
      const peer = await serve(bareServer(app), token);
      closing.push(ours.close, peer.close);
      const make = () => ours.send('POST', '/api/ml/recommendations/generate', { user_id: 'me', limit: 3 });
      await make();
      const one = await app.app.storage.connection.db
        ?.collection<{ _id: string }>('content_recommendations')
        .findOne({ current: true, position: 0 });
      const times = { ours: [] as number[], peer: [] as number[], made: [] as number[] };
      for (let round = 0; round < READS; round += 1) {
        const read = await ours.send('GET', '/api/users/me/recommendations?limit=3');
        const bare = await peer.send('GET', `/one/${one?._id}`);
        if (round < READS / 10) continue;
        times.ours.push(read);
        times.peer.push(bare);
      }
      for (let round = 0; round < MAKES; round += 1) {
        // What is old is made anew.
        app.clock.advance(1_000);
        await app.app.storage.connection.db
          ?.collection('content_recommendations')
          .updateMany({ current: true }, { $set: { expires_at: app.clock() } });
        times.made.push(await make());
      }
      return rowsOf(times);
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
};

function rowsOf({ ours, peer, made }: Record<'ours' | 'peer' | 'made', number[]>): Row[] {
  const row = (name: string, at: number) =>
    rowOf({
      name,
      metric: 'ms',
      ours: quantile(ours, at),
      peer: quantile(peer, at),
      peerName: PEER,
      higherIsBetter: false,
      bar: 3 * quantile(peer, at),
    });
  return [
    row('a set of recommendations is read, median', 0.5),
    row('a set of recommendations is read, 95th percentile', 0.95),
    rowOf({
      name: 'a set of recommendations is made and stored, 95th percentile',
      metric: 'ms',
      ours: quantile(made, 0.95),
      peer: quantile(peer, 0.95),
      peerName: PEER,
      higherIsBetter: false,
      bar: MOST_MS,
    }),
  ];
}

function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}

function bareServer({ app }: TestApp): Express {
  const web = express();
  const collection = app.storage.connection.db?.collection<{ _id: string }>('content_recommendations');
  web.get('/one/:id', async (request, response) => {
    response.json(await collection?.findOne({ _id: request.params.id }));
  });
  return web;
}

async function serve(web: Express, token: string): Promise<Client> {
  const server: Server = createServer(web);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  return {
    send: (method, path, body) => send({ method, path, port, agent, token }, body),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** @returns milliseconds until the whole answer is here */
function send(
  { token, ...to }: { method: string; path: string; port: number; agent: Agent; token: string },
  body?: object,
): Promise<number> {
  const start = performance.now();
  return new Promise((done, fail) => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const sent = ask({ ...to, host: '127.0.0.1', headers }, (response) => {
      response.resume();
      response.on('end', () => {
        const ok = response.statusCode !== undefined && response.statusCode < 300;
        if (ok) done(performance.now() - start);
        else fail(new Error(`${to.method} ${to.path} answered ${response.statusCode}`));
      });
    });
    sent.on('error', fail);
    sent.end(body && JSON.stringify(body));
  });
}
