import { join } from 'node:path';
import type { Express, Response } from 'express';
import { engine } from 'express-handlebars';

const VIEWS = join(import.meta.dirname, 'views');

/** Handlebars pages out of `views/`; the layout is `main` for whole pages, `bare` for what lives in a frame. */
export function useViews(app: Express): void {
  app.engine('hbs', engine({ extname: '.hbs', defaultLayout: 'main', layoutsDir: join(VIEWS, 'layouts') }));
  app.set('view engine', 'hbs');
  app.set('views', VIEWS);
}

/** A short page that says one thing; it stands alone, so that it also reads well inside a frame. */
export function showMessage(response: Response, status: number, title: string, text: string): void {
  response.status(status).render('message', { layout: 'bare', title, text });
}

/** A page that sends a form at once, or by its button where scripts do not run. */
export function postForm(response: Response, action: string, fields: Readonly<Record<string, string>>): void {
  const entries = Object.entries(fields).map(([name, value]) => ({ name, value }));
  response.set('cache-control', 'no-store').render('post-form', { layout: 'bare', title: 'Opening', action, entries });
}

const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** "3 Nov 2026, 14:05 UTC", with the instant itself for the time element. */
export function readableTime(instant: string): { iso: string; text: string } {
  return { iso: instant, text: `${dateTime.format(new Date(instant))} UTC` };
}

/** A grade as people write it: at most two decimals. */
export function readableNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}
