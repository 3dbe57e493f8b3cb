import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars, { type TemplateDelegate } from 'handlebars';

export type RenderTemplate = (page: string, context: object) => string;

const EXTENSION = '.hbs';

/**
 * Compiles all pages and partials of a folder once, so that a page costs no more than its text. The layout comes second
 * and sees what the page put into the context.
 *
 * @throws Error when a page does not exist, or asks for what is not there
 */
export function loadTemplates(
  folder: string,
  helpers: Parameters<typeof Handlebars.registerHelper>[0],
): RenderTemplate {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers);
  for (const [name, text] of textsIn(join(folder, 'partials')))
    handlebars.registerPartial(name, handlebars.compile(text));
  const pages = new Map(textsIn(join(folder, 'pages')).map(([name, text]) => [name, handlebars.compile(text)]));
  const layout = handlebars.compile(readFileSync(join(folder, 'layouts', `main${EXTENSION}`), 'utf8').trim());
  return (page, context) => {
    const template: TemplateDelegate | undefined = pages.get(page);
    if (!template) throw new Error(`No page is called "${page}".`);
    return layout(Object.assign(context, { body: template(context) }));
  };
}

/** Templates by their path below the folder, without the extension. */
function textsIn(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => [file.slice(0, -EXTENSION.length), readFileSync(join(folder, file), 'utf8').trim()]);
}
