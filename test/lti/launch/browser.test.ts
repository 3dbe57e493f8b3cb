import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import express from 'express';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Campus, createCampus } from '../../../demo/campus/campus.js';
import { defaultSwitches } from '../../../demo/campus/switches.js';
import { authenticateBy } from '../../../src/lti/index.js';
import { findChromium } from '../../support/chromium.js';
import { projectRoot } from '../../support/services.js';
import { LtiApp } from '../support/lti-app.js';

const CLIENT_ID = 'attune-client';

/** The launch scripts as browsers get them. */
async function launchScripts(): Promise<Map<string, string>> {
  const folder = join(projectRoot, 'src/browser');
  const names = readdirSync(folder).filter((name) => /^launch-.*\.ts$/.test(name));
  const entryPoints = names.map((name) => join(folder, name));
  const built = await build({ entryPoints, bundle: true, format: 'esm', write: false, outdir: '/assets' });
  return new Map(built.outputFiles.map(({ path, text }) => [path, text]));
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a launch in a browser, with the tool on another site than the LMS', function () {
  this.timeout(120_000);
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let campus: Campus;
  let tool: LtiApp;
  let server: Server;
  let campusOrigin: string;
  let toolOrigin: string;
  /** Whether the browser sends cookies: in a frame, many do not. */
  let cookies = true;

  before(async () => {
    const executablePath = await findChromium({ env: process.env, say: console.error });
    // Playwright turns storage partitioning off, and with it local storage in frames of other sites. The last of two
    // such switches holds.
    const args = ['--no-sandbox', '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable'];
    browser = await chromium.launch({ executablePath, args });
    campusOrigin = `http://127.0.0.1:${await freePort()}`;
    toolOrigin = `http://localhost:${await freePort()}`;
    tool = await LtiApp.start({ origin: campusOrigin }, toolOrigin);
    await serveTool();
    const addresses = {
      origin: toolOrigin,
      loginUrl: `${toolOrigin}/lti/login`,
      launchUrl: `${toolOrigin}/lti/launch`,
      jwksUrl: `${toolOrigin}/lti/keys`,
    };
    campus = await createCampus({
      origin: campusOrigin,
      tool: addresses,
      clientId: CLIENT_ID,
      deploymentIds: ['1'],
      clock: () => new Date(),
      seed: 'launch',
    });
    await campus.listen(Number(new URL(campusOrigin).port), '127.0.0.1');
    const { authUrl, tokenUrl, jwksUrl } = campus.endpoints;
    const issuer = campus.issuer;
    const order = { issuer, clientId: CLIENT_ID, authUrl, tokenUrl, jwksUrl, name: 'Campus', institution: 'campus' };
    await tool.connect({ order }, { deployments: ['1'] });
    const courseId = campus.state.courses[0]?.id ?? '';
    campus.addLink({ courseId, title: 'Practice', url: addresses.launchUrl });
  });
  after(async () => {
    await browser?.close();
    await campus?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    await tool?.close();
  });

  beforeEach(async () => {
    Object.assign(campus.state.switches, defaultSwitches());
    tool.received.length = 0;
    cookies = true;
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(() => context.close());

  /** The door, its scripts, and a page behind it that says who came in, and by what. */
  async function serveTool(): Promise<void> {
    const scripts = await launchScripts();
    const authenticate = authenticateBy(tool.sessions);
    tool.app.get('/assets/:name', (request, response) => {
      response.type('text/javascript').send(scripts.get(`/assets/${request.params.name}`));
    });
    tool.app.all('/app/:sessionId/practice', express.urlencoded({ extended: false }), async (request, response) => {
      const principal = await authenticate(request);
      response.setHeader('Content-Security-Policy', `frame-ancestors ${campusOrigin}`);
      response.send(`<h1>${principal ? `Welcome by ${principal.proof}` : 'Nobody'}</h1>`);
    });
    server = createServer((request, response) => {
      if (!cookies) delete request.headers.cookie;
      tool.app(request, response);
    });
    await new Promise<void>((resolve) => server.listen(Number(new URL(toolOrigin).port), resolve));
  }

  async function withoutLocalStorage(): Promise<void> {
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
  }

  async function open(): Promise<ReturnType<Page['frameLocator']>> {
    await page.goto(campusOrigin);
    await page.getByRole('button', { name: 'Mia (student)' }).click();
    await page.goto(`${campusOrigin}/activities/${campus.state.links[0]?.id}`);
    return page.frameLocator('iframe.tool');
  }

  it('gets in by the partitioned cookie', async () => {
    const frame = await open();
    await frame.getByRole('heading', { name: 'Welcome by cookie' }).waitFor();
    assert.equal(tool.received.length, 1);
  });

  for (const target of ['_parent', 'campus_storage'] as const) {
    it(`gets in by Platform Storage alone (${target})`, async () => {
      campus.setSwitch('storageFrame', target);
      cookies = false;
      await withoutLocalStorage();
      const frame = await open();
      await frame.getByRole('heading', { name: 'Welcome by token' }).waitFor();
      assert.equal(tool.received.length, 1);
    });
  }

  it('gets in by local storage alone', async () => {
    campus.setSwitch('platformStorage', false);
    cookies = false;
    const frame = await open();
    await frame.getByRole('heading', { name: 'Welcome by token' }).waitFor();
    assert.equal(tool.received.length, 1);
  });

  it('gets in by a window of its own where nothing else is allowed', async () => {
    campus.setSwitch('platformStorage', false);
    cookies = false;
    await withoutLocalStorage();
    const frame = await open();
    const button = frame.getByRole('button', { name: 'Open in a new window' });
    await button.waitFor();
    assert.equal(tool.received.length, 0);
    cookies = true;
    const opening = context.waitForEvent('page');
    await button.click();
    await (await opening).getByRole('heading', { name: 'Welcome by cookie' }).waitFor();
    assert.equal(tool.received.length, 1);
  });
});
