import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express } from 'express';
import { createRenderer, loadWords, type RenderPage, securityHeaders } from '../../../src/http/index.js';
import { projectRoot } from '../../support/services.js';
import { samplePages } from './pages.js';

export interface PageServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves every sample page under its name, by the real renderer with the real words, headers and assets. */
export async function servePages(more: (app: Express, renderPage: RenderPage) => void = () => {}): Promise<PageServer> {
  const app = express();
  const assets = join(projectRoot, 'dist/assets');
  const words = loadWords(join(projectRoot, 'views/locales'), { strict: true });
  const renderPage = createRenderer({ views: join(projectRoot, 'views'), assets, words });
  app.use(securityHeaders({ https: false }), compression());
  app.use('/assets', express.static(assets));
  app.get('/sample/:name', (request, response) => {
    const sample = samplePages[request.params.name];
    if (!sample) throw new Error(`There is no sample page ${request.params.name}.`);
    // The language of the launch, where one is asked for: `?language=ar`.
    const { language } = request.query;
    const locale = typeof language === 'string' ? language : undefined;
    const principal = sample.principal && { ...sample.principal, ...(locale !== undefined && { locale }) };
    renderPage(response, sample.view, sample.data, { principal, locale });
  });
  app.get('/app/tab-1/lessons/lesson.equity/video', (_request, response) =>
    response.sendFile(join(projectRoot, 'content/poker/videos/outs.webm')),
  );
  app.get('/app/tab-1/lessons/lesson.equity/captions/en', (_request, response) =>
    response.sendFile(join(projectRoot, 'content/poker/videos/outs.vtt')),
  );
  more(app, renderPage);
  const server: Server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
