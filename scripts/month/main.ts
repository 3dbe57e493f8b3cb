import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startProduct, TENANT } from '../../bench/product.js';
import { projectRoot } from '../../test/support/services.js';
import { playAMonth } from './play-a-month.js';

/**
 * `npm run month -- [--learners 200] [--days 30] [--seed 1]`: synthetic learners play a month of the poker course through
 * the public API of the product on this machine; what it says of them is compared with the truth. At the end all profiles
 * are folded anew.
 */
const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '200' },
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '12' },
  },
});

const product = await startProduct();
try {
  const started = performance.now();
  const findings = await playAMonth({
    ...{ url: product.url, key: product.key, seed: values.seed, end: new Date(), say: (line) => console.error(line) },
    ...{ learners: Number(values.learners), days: Number(values.days), atOnce: Number(values['at-once']) },
  });
  const seconds = (performance.now() - started) / 1_000;
  console.log(JSON.stringify({ seconds, findings }, null, 2));
  const rebuilt = await attune(['rebuild', '--institution', TENANT, '--dry-run', '--json'], product.env);
  console.log(`attune rebuild: ${rebuilt}`);
} finally {
  await product.stop();
}

function attune(words: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve(said.trim()) : reject(new Error(`attune ended with ${code}`))));
  });
}
