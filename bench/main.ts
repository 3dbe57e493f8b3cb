import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row, Suite } from './measure.js';
import { RESULTS, writeReport } from './report.js';
import { SUITES } from './suites/index.js';

/**
 * `npm run bench -- <suite> [--json] [--keep] [--quick]`: figures as ratios against a peer or a baseline of the same run.
 * --quick does less where the suite knows how to. With --keep the figures go into bench/results and docs/benchmarks.md is written anew.
 */
const [name, ...options] = process.argv.slice(2);
const suite = SUITES.find((each) => each.name === name);
if (!suite) {
  console.error(`Give a suite:\n${SUITES.map((each) => `  ${each.name.padEnd(12)}${each.about}`).join('\n')}`);
  process.exitCode = 2;
} else {
  const rows = await suite.run({ quick: options.includes('--quick') });
  if (options.includes('--keep')) keep(suite, rows);
  console.log(options.includes('--json') ? JSON.stringify({ suite: suite.name, rows }, null, 2) : textOf(suite, rows));
}

function keep({ name: file, about }: Suite, rows: readonly Row[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(join(RESULTS, `${file}.json`), `${JSON.stringify({ suite: file, about, date, rows }, null, 2)}\n`);
  writeReport();
}

function textOf({ about }: Suite, rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name: what, metric, ours, peer, peerName, ratio, bar }) =>
      `${what}: ${ours.toPrecision(4)} ${metric}; ${peerName}: ${peer.toPrecision(4)}; ratio ${ratio.toPrecision(3)}` +
      (bar === undefined ? '' : `; bar ${bar}`),
  );
  return [about, ...lines].join('\n');
}
