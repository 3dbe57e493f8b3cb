import type { Row, Suite } from './measure.js';
import { answer } from './suites/answer.js';
import { choice } from './suites/choice.js';
import { launch } from './suites/launch.js';

/** `npm run bench -- <suite> [--json]`: figures as ratios against a baseline of the same run. */
const SUITES: readonly Suite[] = [choice, answer, launch];

const [name, ...options] = process.argv.slice(2);
const suite = SUITES.find((each) => each.name === name);
if (!suite) {
  console.error(`Give a suite:\n${SUITES.map((each) => `  ${each.name.padEnd(10)}${each.about}`).join('\n')}`);
  process.exitCode = 2;
} else {
  const rows = await suite.run();
  console.log(options.includes('--json') ? JSON.stringify({ suite: suite.name, rows }, null, 2) : textOf(suite, rows));
}

function textOf({ about }: Suite, rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name: what, metric, ours, peer, peerName, ratio }) =>
      `${what}: ${ours.toFixed(3)} ${metric}; ${peerName}: ${peer.toFixed(3)} ${metric}; ratio ${ratio.toFixed(1)}`,
  );
  return [about, ...lines].join('\n');
}
