import express from 'express';
import type { Principal } from '../../../src/http/index.js';
import { samplePages } from './pages.js';
import { learner } from './samples.js';
import { type PageServer, servePages } from './serve-pages.js';

/** A command as it arrived. */
export interface Arrived {
  readonly command: string;
  readonly authorization: string | undefined;
  readonly requestedWith: string | undefined;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

export interface Answer {
  readonly sample: string;
  readonly status?: number;
  readonly principal?: Principal;
  readonly afterMs?: number;
  /** The connection ends in the middle of the answer. */
  readonly breaksOff?: boolean;
}

export interface FakeTool extends PageServer {
  readonly arrived: Arrived[];
  /** What the next commands are answered with; the last one stays. */
  answers: Answer[];
}

/** The pages with commands that answer what a test asks for, to see what a browser sends and what becomes of it. */
export async function fakeTool(): Promise<FakeTool> {
  const arrived: Arrived[] = [];
  const tool: { answers: Answer[] } = { answers: [] };
  const server = await servePages((app, renderPage) => {
    app.get('/framed-by/:port', (request, response) => {
      const principal = { ...learner, platformOrigin: `http://127.0.0.1:${request.params.port}` };
      renderPage(response, 'practice', samplePages['practice-numeric']?.data ?? {}, { principal });
    });
    app.get('/with-figure', (_request, response) => {
      const html = '<p><img src="/app/tab-1/figures/poker/board.svg" alt="The board"></p>';
      const view = { title: 'A figure', minutes: 1, html };
      renderPage(response, 'lesson', { view }, { principal: learner });
    });
    app.get('/app/tab-1/figures/poker/board.svg', (request, response) => {
      if (request.get('authorization') !== `Bearer ${learner.token}`) return void response.sendStatus(401);
      response.type('image/svg+xml').send('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
    });
    app.post('/app/:session/*command', express.urlencoded({ extended: false }), async (request, response) => {
      arrived.push({
        command: request.path,
        authorization: request.get('authorization'),
        requestedWith: request.get('x-requested-with'),
        fields: request.body as Arrived['fields'],
      });
      const [answer] = tool.answers.length > 1 ? tool.answers.splice(0, 1) : tool.answers;
      if (!answer) throw new Error('The test gave no answer.');
      const { sample, status = 200, afterMs = 0 } = answer;
      const page = samplePages[sample];
      if (!page) throw new Error(`There is no sample page ${sample}.`);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      if (answer.breaksOff) {
        response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': '5000' });
        response.write('<!doctype html><title>Half', () => response.destroy());
        return;
      }
      renderPage(response, page.view, page.data, { principal: answer.principal ?? page.principal, status });
    });
  });
  return Object.assign(tool, { arrived, address: server.address, close: server.close });
}
