import { type Command, Option } from 'commander';
import { LEARNER_MODELS } from '../engine/simulator/learners/index.js';
import { POLICIES, tutorPolicy } from '../engine/simulator/policies/index.js';
import { type Attendance, simulate } from '../engine/simulator/simulate.js';
import { standardCourse } from '../engine/simulator/standard-course.js';
import { type Estimate, type SimulationSummary, summarise } from '../engine/simulator/summary.js';
import { type Environment, report, table, whole, withExample } from './tools.js';

interface Options {
  readonly policy: string;
  readonly model?: string;
  readonly learners: number;
  readonly seed: number;
  readonly json?: boolean;
}

type ModelReport = { readonly model: string; readonly about: string } & Record<Attendance, SimulationSummary>;

/** `attune simulate`: a policy teaches synthetic learners, without a database. */
export function simulateCommand(program: Command, environment: Environment): void {
  const command = program
    .command('simulate')
    .description('teach synthetic learners with a policy, and say what became of them')
    .addOption(new Option('--policy <policy>', 'who teaches').choices(POLICIES).default('engine'))
    .addOption(
      new Option('--model <model>', 'how they learn; all when absent').choices(LEARNER_MODELS.map(({ name }) => name)),
    )
    .option('--learners <number>', 'how many of each model', whole(1, 100_000), 100)
    .option('--seed <number>', 'what every draw starts from', whole(0, 999_999_999), 1)
    .option('--json', 'print JSON')
    .action(({ policy, model, learners, seed, json }: Options) => {
      const models = LEARNER_MODELS.filter(({ name }) => model === undefined || name === model);
      const reports = models.map((each): ModelReport => {
        const taught = (attendance: Attendance) =>
          summarise(
            simulate({
              learners,
              seed,
              model: each,
              policy: tutorPolicy(policy),
              course: standardCourse(),
              attendance,
            }),
          );
        return { model: each.name, about: each.about, steady: taught('steady'), voluntary: taught('voluntary') };
      });
      report(environment, json, { policy, learners, seed, models: reports }, textOf(policy, reports));
    });
  withExample(
    command,
    'attune simulate --policy engine --learners 100 --seed 1',
    'attune simulate --policy fixed --json',
  );
}

function textOf(policy: string, reports: readonly ModelReport[]): string {
  const rows = reports.map(({ model, steady, voluntary }) => [
    model,
    figure(steady.answersToMastery, 0),
    percent(steady.completed),
    percent(voluntary.completed),
    figure(voluntary.minutes, 0),
    figure(voluntary.sessions, 1),
    percent(voluntary.finalMastery),
  ]);
  const head = ['model', 'answers to mastery', 'mastered', 'paths completed', 'minutes', 'sessions', 'final mastery'];
  return [
    `policy ${policy}, ${reports[0]?.steady.learners} learners of each model, mean (95 % interval)`,
    table(head, rows),
    'The first two in steady study (15 answers on three days a week, 900 at most; who never masters the path counts with',
    'all answers), the others in voluntary study over six weeks. Mastery is the simulated truth, not an estimate.',
  ].join('\n');
}

function figure({ mean, low, high }: Estimate, digits: number): string {
  return `${mean.toFixed(digits)} (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

function percent({ mean, low, high }: Estimate): string {
  const share = (value: number) => Math.round(100 * value);
  return `${share(mean)} % (${Math.max(0, share(low))}-${Math.min(100, share(high))})`;
}
