#!/usr/bin/env node
// The `attune` command: the compiled program where it was built, else the sources through tsx. It runs in this very
// process, so signals and exit codes are the program's own.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/src/cli.js', import.meta.url);
if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  const { register } = await import('tsx/esm/api').catch(() => {
    console.error('attune is not built here. Run `npm ci && npm run build`, then try again.');
    process.exit(1);
  });
  register();
  await import('../src/cli.ts');
}
