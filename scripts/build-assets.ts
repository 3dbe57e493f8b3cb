import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'sass';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TYPEFACE = join(ROOT, 'node_modules/@fontsource-variable/atkinson-hyperlegible-next');

function versionOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
}

/** The typeface, by the names that the stylesheet uses; a browser fetches a script's part only when a page needs it. */
function copyTypeface(out: string): string[] {
  copyFileSync(join(TYPEFACE, 'LICENSE'), join(out, 'attune-text-licence.txt'));
  return ['latin', 'latin-ext'].map((script) => {
    const name = `attune-text-${script}.woff2`;
    copyFileSync(join(TYPEFACE, `files/atkinson-hyperlegible-next-${script}-wght-normal.woff2`), join(out, name));
    return name;
  });
}

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
  // Addresses in the stylesheet carry the version too, so that a preloaded file and the one that it names are the same.
  const css = copyTypeface(out).reduce(
    (text, name) => text.replaceAll(name, `${name}?v=${versionOf(join(out, name))}`),
    style.css,
  );
  writeFileSync(join(out, 'app.css'), css);
  const versions = readdirSync(out).map((name) => [name, versionOf(join(out, name))]);
  writeFileSync(join(out, 'manifest.json'), JSON.stringify(Object.fromEntries(versions)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAssets();
