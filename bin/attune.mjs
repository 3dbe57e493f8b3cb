#!/usr/bin/env node
// The `attune` command, in this very process, so signals and exit codes are the program's own. In a checkout it runs the
// sources, which are never older than a build; where there are no sources, or in production, the build.
import { existsSync } from 'node:fs';

const sources = new URL('../src/cli.ts', import.meta.url);
const compiled = new URL('../dist/src/cli.js', import.meta.url);
const built = existsSync(compiled);
const wantsBuild = process.env.NODE_ENV === 'production' || !existsSync(sources);
const tsx = built && wantsBuild ? null : await import('tsx/esm/api').catch(() => null);
if (tsx) {
  tsx.register();
  await import(sources.href);
} else if (built) {
  await import(compiled.href);
} else {
  console.error('attune is not built here. Run `npm ci && npm run build`, then try again.');
  process.exitCode = 1;
}
