import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Course } from '../../src/features/catalogue/index.js';
import { sessionCookieName } from '../../src/lti/sessions/session-cookie.js';
import { Classroom, type Pupil } from './classroom.js';
import { openBrowser } from './open-browser.js';

/** A classroom whose pages a real browser opens, from a server of its own. */
export class BrowserRoom {
  private constructor(
    readonly room: Classroom,
    private readonly server: Server,
    private readonly browser: Browser,
  ) {}

  static async open(options: { course?: Course } = {}): Promise<BrowserRoom> {
    const [room, browser] = await Promise.all([Classroom.open(options), openBrowser()]);
    const server = createServer(room.app.app.web).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BrowserRoom(room, server, browser);
  }

  /** A page of a pupil, in a browser profile of its own: close its context where that matters. */
  async page(pupil: Pupil, path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const context = await this.browser.newContext(options);
    const session = pupil.base.split('/')[2] ?? '';
    await context.addCookies([{ name: sessionCookieName(session), value: pupil.token, url }]);
    const page = await context.newPage();
    await page.goto(`${url}${pupil.base}/${path}`);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
    await this.room.close();
  }
}
