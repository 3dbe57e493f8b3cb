import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { Router } from 'express';

/** The campus's own style sheet and browser scripts, translated once when the campus is made. */
export async function assetRoutes(): Promise<Router> {
  const router = Router();
  const style = await readFile(join(import.meta.dirname, 'assets', 'campus.css'), 'utf8');
  router.get('/campus/assets/campus.css', (_request, response) => {
    response.type('css').send(style);
  });
  for (const name of ['storage-frame', 'page-script']) {
    const source = await readFile(join(import.meta.dirname, `${name}.ts`), 'utf8');
    const { code } = await transform(source, { loader: 'ts', format: 'iife', target: 'es2022' });
    router.get(`/campus/assets/${name}.js`, (_request, response) => {
      response.type('js').send(code);
    });
  }
  return router;
}
