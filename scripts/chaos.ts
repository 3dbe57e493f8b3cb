import { parseArgs } from 'node:util';
import { startMachine } from '../test/chaos/machine.js';
import { describePlan } from '../test/chaos/plan.js';
import { chaosRun, type RunReport } from '../test/chaos/run.js';
import { buildAssets } from './build-assets.js';

/**
 * `npm run chaos -- --runs N --seed S`: the product in its processes, while they are killed and stopped and the LMS
 * answers as it likes. Run i of N has the seed S + i, and the same seed gives the same plan. Everything listens on
 * loopback and ends with this process.
 */
const USAGE = 'npm run chaos -- [--runs <1-10000>] [--seed <0-999999999>] [--json] [--plan]';

function options(): { runs: number; seed: number; json: boolean; plan: boolean } {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'boolean', default: false },
      plan: { type: 'boolean', default: false },
    },
  });
  const [runs, seed] = [values.runs, values.seed].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
  if (runs === undefined || seed === undefined || !(runs >= 1 && runs <= 10_000) || Number.isNaN(seed)) {
    throw new Error('--runs is a whole number from 1 to 10000, --seed one from 0 to 999999999.');
  }
  return { runs, seed, json: values.json, plan: values.plan };
}

function lineOf({ seed, figures, grades, plan, broken, seconds }: RunReport): string {
  const verdict = broken.length === 0 ? 'fine' : `${broken.length} BROKEN`;
  const faults = `${plan.processes.length} faults of processes, ${plan.lms.length} of the LMS (${plan.flavour})`;
  const did = `${figures.answers} answers, ${figures.launches} launches, ${figures.retries} retries, ${grades} grades`;
  return `seed ${seed}: ${verdict}; ${did}; ${faults}; ${seconds.toFixed(1)} s`;
}

/** What students read as "something went wrong on our side" instead of "try again in a moment", for whoever looks into it. */
function surprisesIn({ log }: RunReport): string[] {
  const places = log
    .filter(({ code, msg }) => code === 'internal' || msg === 'a delivery broke off' || msg === 'a job failed')
    .map(({ process: who, problem }) => `${who}: ${String(problem).split('\n').slice(0, 3).join(' ')}`);
  return [...new Set(places)];
}

async function main({ runs, seed, json, plan }: ReturnType<typeof options>): Promise<number> {
  const say = (line: string): void => (json ? console.error(line) : console.log(line));
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  await buildAssets();
  const machine = await startMachine(say);
  const reports: RunReport[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const report = await chaosRun(machine, String(seed + run), interrupted.signal);
      reports.push(report);
      say(`${run + 1}/${runs} ${lineOf(report)}`);
      if (plan || report.broken.length > 0) say(describePlan(report.plan));
      if (plan) for (const surprise of surprisesIn(report)) say(`  NOTE  ${surprise}`);
      for (const sentence of report.broken) say(`  BROKEN  ${sentence}`);
      if (report.broken.length > 0) say(`  Again: npm run chaos -- --seed ${report.seed}`);
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    say('Interrupted.');
  } finally {
    await machine.close();
  }
  const bad = reports.filter(({ broken }) => broken.length > 0);
  if (json)
    console.log(
      JSON.stringify(
        reports.map(({ log: _log, ...report }) => report),
        null,
        2,
      ),
    );
  say(`${reports.length - bad.length} of ${runs} runs without a broken invariant`);
  return bad.length === 0 && reports.length === runs ? 0 : 1;
}

function given(): ReturnType<typeof options> | null {
  try {
    return options();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return null;
  }
}

const wanted = given();
process.exitCode = wanted ? await main(wanted) : 2;
