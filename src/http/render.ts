import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'express';
import { frameFor } from './headers.js';
import { pageHelpers } from './page-helpers.js';
import type { Principal } from './principal.js';
import { loadTemplates } from './templates.js';
import type { Words } from './words.js';

export interface PageOptions {
  readonly status?: number;
  readonly principal?: Principal | null;
  readonly locale?: string | undefined;
  /** Who may frame the page, when there is no principal to say so. */
  readonly platformOrigin?: string | undefined;
  /** An origin that a form of this page posts to. */
  readonly formTarget?: string;
}

/** Answers with a page: the words of its language, the frame rules of its LMS, and the data it was given. */
export type RenderPage = (response: Response, view: string, data: object, options?: PageOptions) => void;

/** Names of the built assets with a version for the browser's cache: `app.css` becomes `/assets/app.css?v=1f3a…`. */
function readAssets(folder: string): Record<string, string> {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
    return Object.fromEntries(
      Object.entries(manifest).map(([name, version]) => [name, `/assets/${name}?v=${version}`]),
    );
  } catch (cause) {
    throw new Error('The page assets are not built yet. Run "npm run build:assets", then start again.', { cause });
  }
}

/** Renders pages with Handlebars; its helpers are in page-helpers.ts. */
export function createRenderer({ views, assets, words }: { views: string; assets: string; words: Words }): RenderPage {
  const renderTemplate = loadTemplates(views, pageHelpers(readAssets(assets)));
  return (response, view, data, { status = 200, principal = null, locale, platformOrigin, formTarget } = {}) => {
    // What staff read is written in English alone; a page says of itself the language that it is in.
    const language = words.choose(principal?.role === 'staff' ? 'en' : (principal?.locale ?? locale));
    const ancestor = principal?.platformOrigin ?? platformOrigin;
    if (ancestor) frameFor(response, ancestor, formTarget);
    const html = renderTemplate(view, {
      places: response.locals.places ?? [],
      courseLanguage: response.locals.courseLanguage,
      ...data,
      page: view,
      principal,
      platformOrigin: ancestor ?? '',
      session: principal?.token,
      base: principal ? `/app/${principal.sessionId}` : '',
      language,
      direction: words.direction(language),
      nonce: response.locals.nonce,
      translate: words.translator(language),
    });
    response.status(status).type('html').send(html);
  };
}
