import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { pino } from 'pino';
import {
  createRenderer,
  errorEdge,
  loadWords,
  mountRoutes,
  noRoute,
  type Principal,
  type Route,
  securityHeaders,
} from '../../../src/http/index.js';
import { projectRoot } from '../../support/services.js';

/** A person in a course, for tests. */
export function principalOf(changes: Partial<Principal> = {}): Principal {
  return {
    sessionId: 'session-1',
    token: 'the-secret-token',
    tenant: 'north',
    userId: 'user-1',
    courseId: 'course-1',
    placementId: null,
    role: 'learner',
    institutionAdmin: false,
    synthetic: false,
    locale: 'en',
    platformOrigin: 'https://lms.example',
    returnUrl: null,
    inWindow: false,
    proof: 'token',
    ...changes,
  };
}

export interface SmallApp {
  readonly app: Express;
  readonly lines: Record<string, unknown>[];
}

const folders: string[] = [];

/** Views of which the error page is the given one. */
function viewsWith(errorPage: string): { views: string; assets: string } {
  const folder = mkdtempSync(join(tmpdir(), 'attune-views-'));
  folders.push(folder);
  for (const name of ['pages', 'layouts', 'partials']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'layouts/main.hbs'), '<html lang="{{language}}">{{{body}}}</html>');
  writeFileSync(join(folder, 'pages/error.hbs'), errorPage);
  writeFileSync(join(folder, 'manifest.json'), '{}');
  return { views: folder, assets: folder };
}

/** The http room alone: headers, routes and the error edge, with the real words. */
export function smallApp(
  routes: readonly Route[],
  {
    principal = null,
    errorPage = '<p>{{message}}</p><p>{{reference}}</p>',
    details = false,
    strict = true,
  }: { principal?: Principal | null; errorPage?: string; details?: boolean; strict?: boolean } = {},
): SmallApp {
  const app = express();
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const words = loadWords(join(projectRoot, 'views/locales'), { strict });
  const renderPage = createRenderer({ ...viewsWith(errorPage), words });
  app.use(securityHeaders({ https: true }), express.json({ limit: '2kb' }), express.urlencoded({ extended: false }));
  mountRoutes(app, routes, async () => principal);
  app.use(noRoute, errorEdge({ log, words, renderPage, details }));
  return { app, lines };
}

export function removeViews(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
