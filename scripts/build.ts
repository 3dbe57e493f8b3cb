import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The production build, in dist/: the compiled sources, the files that lie beside them, and the pages' assets. Views,
 * translations, migrations and lti-config are read from the package root, in development and in production alike.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const COMPILED = new Set(['.ts', '.tsx', '.mts']);
/** Folders of tsconfig.build.json. Data that code there finds beside itself must lie beside the compiled code too. */
const FOLDERS = ['src', 'content'];

function run(step: string, args: readonly string[]): void {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`The build stopped: ${step} failed.`);
    process.exit(1);
  }
  console.log(`${step}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function copyWhatIsNotCompiled(folder: string): number {
  const from = join(ROOT, folder);
  if (!existsSync(from)) return 0;
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter(
    (entry) =>
      entry.isFile() && !COMPILED.has(extname(entry.name)) && !entry.parentPath.startsWith(join(ROOT, 'src/browser')),
  );
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    cpSync(file, join(DIST, file.slice(ROOT.length)));
  }
  return files.length;
}

rmSync(DIST, { recursive: true, force: true });
run('Compiling', [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.build.json']);
const copied = FOLDERS.map(copyWhatIsNotCompiled).reduce((sum, count) => sum + count, 0);
console.log(`Copied ${copied} data files`);
run('Assets', ['--import', 'tsx', join(ROOT, 'scripts/build-assets.ts')]);
