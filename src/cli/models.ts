import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import {
  listModels,
  MODEL_KINDS,
  type ModelKind,
  modelOf,
  requestRun,
  rollBack,
  runOf,
} from '../features/models/index.js';
import { AppError } from '../http/index.js';
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

interface CourseOptions {
  institution: string;
  course: string;
  kind?: ModelKind[];
  to?: string;
  json?: boolean;
}

/** `attune models …`: what learned from a course, training, and going back. */
export function modelCommands(program: Command, environment: Environment): void {
  const models = program.command('models').description('models that learn from a course');
  withExample(models, 'attune models list --institution example-school --course 3f1c…');
  const of = (command: Command): Command =>
    command
      .requiredOption('--institution <id>', 'institution', institutionId)
      .requiredOption('--course <id>', 'course, by our own id')
      .option('--json', 'print JSON');
  const list = of(models.command('list').description('the newest models, with what serves')).action(
    async ({ institution, course, json }: CourseOptions) => {
      const found = await withStorage(environment, (storage) => listModels(storage.scope(institution), course));
      const shown = found.map(modelOf);
      const rows = shown.map(({ id, kind, state, created_at, window, metrics, why }) => {
        const figures = Object.entries(metrics).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
        return [id, kind, state, created_at, String(window.answers), figures.join(', ') || '-', why];
      });
      const head = ['id', 'kind', 'state', 'made', 'answers', 'figures', 'why'];
      report(environment, json, shown, rows.length > 0 ? table(head, rows) : 'None.');
    },
  );
  withExample(list, 'attune models list --institution example-school --course 3f1c… --json');
  const train = of(models.command('train').description('asks the workers for a training'))
    .addOption(new Option('--kind <kind...>', 'only these').choices(MODEL_KINDS))
    .action(async ({ institution, course, kind: kinds = [...MODEL_KINDS], json }: CourseOptions) => {
      const run = await told(() =>
        withStorage(environment, (storage) => {
          const stamp = { id: randomUUID(), now: environment.clock() };
          return requestRun(storage.scope(institution), { courseId: course, kinds, by: 'operator' }, stamp);
        }),
      );
      report(environment, json, runOf(run), `The run ${run._id} waits; a worker takes it within half a minute.`);
    });
  withExample(train, 'attune models train --institution example-school --course 3f1c… --kind tracing tracer');
  const rollback = of(models.command('rollback <kind>').description('goes back at once to what served before'))
    .option('--to <model>', 'to this one, which has served')
    .action(async (kind: string, { institution, course, to, json }: CourseOptions) => {
      const known = MODEL_KINDS.find((each) => each === kind);
      if (!known) throw new CommandError(`There is no kind "${kind}"; take ${MODEL_KINDS.join(', ')}.`, EXIT.usage);
      const model = await told(() =>
        withStorage(environment, (storage) => {
          const stamp = { to, by: 'operator' as const, id: randomUUID(), now: environment.clock() };
          return rollBack(storage.scope(institution), course, known, stamp);
        }),
      );
      report(environment, json, modelOf(model), `The model ${model._id} serves now.`);
    });
  withExample(rollback, 'attune models rollback tracing --institution example-school --course 3f1c…');
}

const SENTENCES: Readonly<Record<string, string>> = {
  'errors.training-under-way': 'These models are being trained already.',
  'errors.no-earlier-model': 'There is no earlier model to go back to.',
};

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new CommandError(SENTENCES[error.messageKey] ?? 'The course has no such model.', EXIT.usage);
  }
}
