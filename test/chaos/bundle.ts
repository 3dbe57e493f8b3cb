import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAssets } from '../../scripts/build-assets.js';
import { projectRoot } from '../support/services.js';

/** What CommonJS packages expect to find around them. */
const COMMONJS = [
  "import { createRequire as requireAt } from 'node:module';",
  'const [require, __filename, __dirname] = [requireAt(import.meta.url), import.meta.filename, import.meta.dirname];',
].join('\n');

/** The `attune` command as one file: a process of it starts in a moment, where the sources take seconds. */
export async function bundleCommand(): Promise<{ program: string; remove(): void }> {
  if (!existsSync(join(projectRoot, 'dist/assets/manifest.json'))) await buildAssets();
  const folder = join(projectRoot, `dist/chaos-${process.pid}`);
  const program = join(folder, 'cli.js');
  await build({
    entryPoints: [join(projectRoot, 'src/cli.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // These look for files of their own, or are looked for by others.
    external: ['ltijs', 'bull', 'migrate-mongo', 'mongoose', 'mongodb'],
    banner: { js: COMMONJS },
    logLevel: 'error',
  });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
