import type { Command } from 'commander';
import { prettifyError } from 'zod';
import {
  createExperiment,
  type ExperimentDocument,
  ExperimentDraft,
  ExperimentWhere,
  listExperiments,
  startExperiment,
  stopExperiment,
} from '../features/experiments/index.js';
import { AppError } from '../http/index.js';
import { systemRandomness } from '../lti/index.js';
import type { Scope } from '../storage/index.js';
import {
  CommandError,
  type Environment,
  EXIT,
  institutionId,
  report,
  table,
  withExample,
  withStorage,
} from './tools.js';

interface CreateOptions {
  institution: string;
  where: string;
  variant: string[];
  course?: string;
  from?: string;
  until?: string;
  json?: boolean;
}

const MOST_LISTED = 1_000;

/** `attune experiments …`: what is tried, and with whom. */
export function experimentCommands(program: Command, environment: Environment): void {
  const experiments = program
    .command('experiments')
    .description('try two ways of deciding on learners who fall to one');
  withExample(
    experiments,
    'attune experiments create paths-2026 --institution example-school --where paths \\',
    '  --variant engine:1:policy=engine fixed:1:policy=course-order',
  );
  const create = experiments
    .command('create <name>')
    .description('define an experiment; nobody is assigned until it is started')
    .requiredOption('--institution <id>', 'institution that it belongs to', institutionId)
    .requiredOption('--where <place>', `what is decided in another way: ${ExperimentWhere.options.join(', ')}`)
    .requiredOption('--variant <variant...>', 'each as name:weight:treatment, e.g. easier:1:shift=0.1')
    .option('--course <id>', 'only this course; all of the institution when left out')
    .option('--from <date>', 'not before, ISO 8601')
    .option('--until <date>', 'not after, ISO 8601')
    .option('--json', 'print JSON')
    .action(async (name: string, options: CreateOptions) => {
      const draft = draftOf(name, options);
      const stamp = stampOf(environment);
      const made = await within(environment, options.institution, (scope) =>
        createExperiment(scope, draft, { ...stamp, salt: systemRandomness.id() }),
      );
      report(environment, options.json, shown(made), `${name} is defined. Start it: attune experiments start ${name}`);
    });
  withExample(
    create,
    'attune experiments create easier --institution example-school --where difficulty \\',
    '  --variant usual:1:shift=0 easier:1:shift=0.1',
  );
  const change = (
    verb: 'start' | 'stop',
    description: string,
    work: typeof startExperiment,
    said: (name: string) => string,
  ): void => {
    const command = experiments
      .command(`${verb} <name>`)
      .description(description)
      .requiredOption('--institution <id>', 'institution', institutionId)
      .option('--json', 'print JSON')
      .action(async (name: string, { institution, json }: { institution: string; json?: boolean }) => {
        const changed = await within(environment, institution, (scope) => work(scope, name, stampOf(environment)));
        report(environment, json, shown(changed), said(name));
      });
    withExample(command, `attune experiments ${verb} paths-2026 --institution example-school`);
  };
  change('start', 'assign learners from now on', startExperiment, (name) => `${name} runs.`);
  change('stop', 'decide nothing by it any more', stopExperiment, (name) => `${name} is stopped.`);
  const list = experiments
    .command('list')
    .description('the experiments of an institution')
    .requiredOption('--institution <id>', 'institution', institutionId)
    .option('--json', 'print JSON')
    .action(async ({ institution, json }: { institution: string; json?: boolean }) => {
      const found = await within(environment, institution, (scope) => listExperiments(scope, { limit: MOST_LISTED }));
      const rows = found.map(({ name, where, state, variants, course_id }) => [
        name,
        where,
        state,
        variants.map((variant) => `${variant.name} ${variant.weight}`).join(', '),
        course_id ?? 'all',
      ]);
      const head = ['name', 'where', 'state', 'variants', 'course'];
      report(environment, json, found.map(shown), rows.length > 0 ? table(head, rows) : 'None.');
    });
  withExample(list, 'attune experiments list --institution example-school');
}

function draftOf(name: string, { where, variant, course, from, until }: CreateOptions): ExperimentDraft {
  const parsed = ExperimentDraft.safeParse({
    name,
    where,
    variants: variant.map(variantOf),
    course: course ?? null,
    startsAt: from ?? null,
    endsAt: until ?? null,
  });
  if (parsed.success) return parsed.data;
  throw new CommandError(prettifyError(parsed.error), EXIT.usage);
}

/** `easier:1:shift=0.1`: name, weight and what it does. */
function variantOf(text: string) {
  const [name, weight, treatment = ''] = text.split(':');
  const [key = '', value = ''] = treatment.split('=');
  const number = Number(value);
  const given = value !== '' && Number.isFinite(number) ? number : value;
  return { name, weight: Number(weight), treatment: Object.fromEntries([[key, given]]) };
}

const stampOf = ({ clock }: Environment) => ({ by: { key: null }, id: systemRandomness.id(), now: clock() });

/** A refusal of the product is the answer to a wrong call. */
async function within<T>(
  environment: Environment,
  institution: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  try {
    return await withStorage(environment, (storage) => work(storage.scope(institution)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new CommandError(sentenceOf(error), EXIT.usage);
  }
}

function sentenceOf({ code, messageKey, options }: AppError): string {
  const name = options.values?.name ?? '';
  if (code === 'not-found') return 'The institution has no such experiment.';
  if (messageKey === 'errors.experiment-exists') return `There is an experiment called ${name} already.`;
  if (messageKey === 'errors.experiment-over') return `${name} was stopped, and is not begun again. Make a new one.`;
  return `${name} runs at the same place. Stop it first.`;
}

const shown = ({ salt: _, _id, tenant: _tenant, ...rest }: ExperimentDocument) => rest;
