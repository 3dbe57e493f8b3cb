import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { lineReader } from '../../src/evaluation/lines.js';
import { ANSWER_FORMATS, type AnswerFormat } from '../../src/evaluation/questions/tracing/answers.js';
import { createKeyring, openStorage } from '../../src/storage/index.js';
import { releaseTestServices, uniqueDatabase } from '../../test/support/services.js';
import { freePort, startServer } from '../launch/server-process.js';
import { type Row, rowOf, type Suite } from '../measure.js';
import { dataFile } from '../peers.js';
import { percentile, sleep, startLoad } from '../training/load.js';
import { type FileAnswer, type PreparedCourse, prepareCourse } from '../training/prepare.js';

const PEOPLE = 20;
const QUIET_MS = 40_000;
const ROUNDS = 3;
/** How much the slowest requests may slow down while a worker trains. */
const MOST = 1.2;
const KINDS = ['tracing', 'difficulty', 'tracer'];
const PROGRAM = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

const runSchema = z.object({
  state: z.string(),
  problem: z.string().nullable(),
  outcomes: z.array(z.object({ kind: z.string(), result: z.string(), why: z.string(), seconds: z.number() })),
});
type Run = z.infer<typeof runSchema>;
const performanceSchema = z.object({
  kinds: z.array(
    z.object({
      kind: z.string(),
      champion: z
        .object({
          comparison: z.record(z.string(), z.object({ champion: z.number(), challenger: z.number() })),
        })
        .nullable(),
    }),
  ),
});

/** The whole product (`npm run build` first): web and worker are processes of their own, and share one machine. */
export const training: Suite = {
  name: 'training',
  about: 'requests while a worker trains on 220,070 answers, beside the same requests in slices without training',
  async run() {
    const database = await uniqueDatabase();
    const secret = randomBytes(32);
    const storage = await openStorage(database.mongoUri, createKeyring([{ id: 'bench', secret }]));
    const port = String(await freePort());
    const settings = {
      MONGODB_URI: database.mongoUri,
      REDIS_URL: database.redisUrl,
      ENCRYPTION_KEYS: `bench:${secret.toString('base64')}`,
      LOG_LEVEL: 'info',
      PORT: port,
      RATE_LIMIT_APP: '9999999/9999999',
    };
    try {
      const prepared = await prepareCourse(storage, await readAnswers());
      const web = await startServer(PROGRAM, { ...settings, ROLE: 'web' }, /"started"/);
      const worker = await startServer(PROGRAM, { ...settings, ROLE: 'worker' }, /"started"/);
      try {
        return await measure(`http://127.0.0.1:${port}`, prepared);
      } finally {
        await worker.stop();
        await web.stop();
      }
    } finally {
      await storage.close();
      await database.drop();
      await releaseTestServices();
    }
  },
};

async function readAnswers(): Promise<FileAnswer[]> {
  const format = ANSWER_FORMATS['interactions-tsv'] as AnswerFormat;
  const answers: FileAnswer[] = [];
  for await (const answer of format(lineReader('refuse'), dataFile('kt-assistments09', 'train.csv'))) {
    const { learner, item, skill, correct } = answer;
    answers.push({ learner, item, skill, correct });
  }
  return answers;
}

async function measure(origin: string, prepared: PreparedCourse): Promise<readonly Row[]> {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${prepared.key}`, 'content-type': 'application/json' };
    const answer = await fetch(`${origin}/api/ml/${path}`, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  // The first training also reads the whole ledger; a night later there is little to read.
  const first = await train(ask, prepared);
  const load = startLoad(origin, prepared, PEOPLE);
  await sleep(QUIET_MS / 2);
  const seconds: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    load.slice('quiet');
    await sleep(QUIET_MS);
    load.slice('training');
    for (const outcome of (await train(ask, prepared)).outcomes) {
      seconds[outcome.kind] = [...(seconds[outcome.kind] ?? []), outcome.seconds];
    }
  }
  load.slice('after');
  await load.stop();
  console.error(JSON.stringify({ first: first.outcomes, seconds, failures: Object.fromEntries(load.failures) }));
  const [quiet, busy] = [load.times('quiet'), load.times('training')];
  const serving = { peerName: 'the same requests without training', higherIsBetter: false, metric: 'ms' };
  const rows = ([0.5, 0.95, 0.99] as const).map((share) => {
    const [ours, peer] = [percentile(busy, share), percentile(quiet, share)];
    const name = `p${100 * share} of ${busy.length} requests while training (${quiet.length} without)`;
    return rowOf({ name, ours, peer, ...serving, ...(share === 0.95 && { bar: MOST * peer }) });
  });
  const { kinds } = performanceSchema.parse(await ask(`models/performance?course=${prepared.course}`));
  const gains = kinds.flatMap(({ kind, champion }) =>
    Object.entries(champion?.comparison ?? {}).map(([metric, { challenger: ours, champion: peer }]) => {
      const peerName = 'the catalogue as it was imported';
      return rowOf({
        name: `${kind}, learners held out`,
        metric,
        ours,
        peer,
        peerName,
        higherIsBetter: metric === 'auc',
      });
    }),
  );
  const failed = [...load.failures.values()].reduce((sum, count) => sum + count, 0);
  const all = {
    name: 'requests that were refused',
    metric: 'requests',
    ours: failed,
    peer: busy.length + quiet.length,
  };
  return [...rows, rowOf({ ...all, peerName: 'all requests', higherIsBetter: false, bar: 0 }), ...gains];
}

async function train(ask: (path: string, body?: object) => Promise<unknown>, { course }: PreparedCourse): Promise<Run> {
  const asked = z.object({ id: z.string() }).parse(await ask('models/train', { course, kinds: KINDS }));
  for (;;) {
    await sleep(1_000);
    const run = runSchema.parse(await ask(`training-runs/${asked.id}`));
    if (run.state === 'failed') throw new Error(`The training failed: ${run.problem}`);
    if (run.state === 'done') return run;
  }
}
