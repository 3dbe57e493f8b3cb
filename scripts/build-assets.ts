import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'sass';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds what browsers load, into dist/assets, with a manifest of versions: one module per page need, one stylesheet. */
export async function buildAssets(): Promise<void> {
  const out = join(ROOT, 'dist/assets');
  const sources = join(ROOT, 'src/browser');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const modules = readdirSync(sources).filter((name) => name.endsWith('.ts') && !name.startsWith('_'));
  await build({
    entryPoints: modules.map((name) => join(sources, name)),
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    logLevel: 'warning',
  });
  const style = compile(join(sources, 'styles/app.scss'), {
    style: 'compressed',
    loadPaths: [join(ROOT, 'node_modules')],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  writeFileSync(join(out, 'app.css'), style.css);
  const names = readdirSync(out);
  const versions = names.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(out, name)))
      .digest('hex')
      .slice(0, 12),
  ]);
  writeFileSync(join(out, 'manifest.json'), JSON.stringify(Object.fromEntries(versions)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAssets();
