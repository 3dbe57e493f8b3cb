import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/embedded/server-process.js';
import { createOutbox } from '../../src/storage/index.js';
import { createHttpVisitor } from '../e2e/http-visitor.js';
import { conduct } from './conductor.js';
import { createDiary, type Diary } from './diary.js';
import { Dice } from './dice.js';
import { brokenInvariants } from './invariants.js';
import type { Machine } from './machine.js';
import { type Plan, planOf } from './plan.js';
import { Progress } from './progress.js';
import { openSchool, type School } from './school.js';
import { fetchOf, launch, type Tab, workInTab } from './student.js';
import { createTool, type Tool } from './tool.js';

/** What one run showed. */
export interface RunReport {
  readonly seed: string;
  readonly plan: Plan;
  /** Sentences with ids only; none when all is as it must be. */
  readonly broken: readonly string[];
  readonly figures: Diary['figures'];
  /** Grades that the campus holds at the end. */
  readonly grades: number;
  readonly seconds: number;
  /** What the processes logged, for whoever looks into it. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

/** No run takes longer; one that would is broken. */
const LONGEST_RUN_MS = 240_000;
/** The students go home then, whatever they have seen. */
const LONGEST_WORK_MS = 60_000;
/** How long the deliveries may take once all is well again. */
const DELIVERY_LIMIT_MS = 40_000;
/** A run in which less happened shows nothing. */
const LEAST_ANSWERS = 30;
const ARRIVAL_MS = 1_500;
const KEYS_MS = 1_100;

/** One run, with a database, a campus and processes of its own. @throws when `stop` is aborted; nothing is left running */
export async function chaosRun(machine: Machine, seed: string, stop: AbortSignal): Promise<RunReport> {
  const began = performance.now();
  const diary = createDiary();
  const log: Readonly<Record<string, unknown>>[] = [];
  const limit = AbortSignal.timeout(LONGEST_RUN_MS);
  const run = new Run(machine, planOf(seed), diary, AbortSignal.any([stop, limit]), (line) => void log.push(line));
  const broken: string[] = [];
  try {
    broken.push(...(await Promise.race([run.play(), ended(run.signal)])));
  } catch (error) {
    if (stop.aborted) throw error;
    const late = `the run did not end within ${LONGEST_RUN_MS / 1_000} s (${run.phase})`;
    broken.push(limit.aborted ? late : `${run.phase}: ${String(error)}`);
  } finally {
    await run.close();
  }
  const seconds = (performance.now() - began) / 1_000;
  const { plan, grades } = run;
  // The students know only that they were refused; the log knows why.
  const refused = log.filter(({ msg }) => msg === 'a launch was refused').map(({ code }) => String(code));
  if (broken.length + diary.problems.length > 0 && refused.length > 0) broken.push(`launches were refused: ${refused}`);
  return { seed, plan, broken: [...diary.problems, ...broken], figures: diary.figures, grades, seconds, log };
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

class Run {
  phase = 'preparing';
  grades = 0;
  #school: School | null = null;
  #tool: Tool | null = null;
  readonly #progress = new Progress();

  constructor(
    private readonly machine: Machine,
    readonly plan: Plan,
    private readonly diary: Diary,
    readonly signal: AbortSignal,
    private readonly log: (line: Readonly<Record<string, unknown>>) => void,
  ) {
    // Every request of every student ends with the run.
    setMaxListeners(0, signal);
  }

  /** @returns what is broken at the end */
  async play(): Promise<string[]> {
    const { machine, plan, diary, log, signal } = this;
    // What an earlier run left in the queue is gone.
    await machine.redis.kill();
    await machine.redis.start();
    const ports = { public: await freePort(), webs: [await freePort(), await freePort()] as const };
    const toolUrl = `http://127.0.0.1:${ports.public}`;
    const mongoUri = machine.mongoUri(`chaos_${Date.now().toString(36)}`);
    const school = await openSchool({ plan, mongoUri, toolUrl });
    this.#school = school;
    if (signal.aborted) await this.close();
    signal.throwIfAborted();
    const tool = createTool({ machine, diary, mongoUri, campusUrl: school.campusUrl, ports, log });
    this.#tool = tool;
    await tool.start();
    signal.throwIfAborted();
    this.phase = 'working';
    await this.#work(school, tool, toolUrl);
    this.phase = 'coming back';
    await tool.ready(signal);
    // A process that could not get the keys of the LMS asks for them again after a second.
    await sleep(KEYS_MS, undefined, { signal });
    await this.#comeBack(school);
    this.phase = 'delivering';
    await deliverAll(school, signal);
    this.phase = 'looking';
    this.grades = school.campus.state.grades.length;
    const { answers } = diary.figures;
    const idle = answers < LEAST_ANSWERS ? [`only ${answers} answers were given: the students got nowhere`] : [];
    return [...idle, ...(await brokenInvariants(school, diary))];
  }

  async close(): Promise<void> {
    this.#progress.end();
    await this.#tool?.close();
    await this.#school?.close();
  }

  /** The instructor opens the course; then the students work while everything goes wrong. */
  async #work(school: School, tool: Tool, toolUrl: string): Promise<void> {
    const { plan, diary, signal, machine } = this;
    const progress = this.#progress;
    const tabOf = (person: string, tab: number): Tab => {
      const dice = new Dice(`student ${plan.seed} ${person} ${tab}`);
      return { person, school, diary, dice, progress, toolUrl, signal };
    };
    const instructor = tabOf('instructor', 1);
    await launch(instructor, createHttpVisitor(fetchOf(instructor)), school.activities[0]?.link.id ?? '');
    const dice = new Dice(`arrivals ${plan.seed}`);
    const tabs = school.students.flatMap((person) => [
      { tab: tabOf(person, 1), at: dice.between(0, ARRIVAL_MS) },
      ...(dice.chance(0.2) ? [{ tab: tabOf(person, 2), at: dice.between(ARRIVAL_MS, 2 * ARRIVAL_MS) }] : []),
    ]);
    const latest = performance.now() + LONGEST_WORK_MS;
    const isOver = (): boolean => progress.pages >= plan.pages || performance.now() > latest;
    const victims = new Map([machine.mongod, machine.redis, ...tool.victims].map((victim) => [victim.name, victim]));
    const work = tabs.map(async ({ tab, at }) => {
      await sleep(at, undefined, { signal });
      await workInTab(tab, isOver);
    });
    await Promise.all([
      conduct(plan, victims, school.campus.faults, progress),
      Promise.all(work).finally(() => progress.end()),
    ]);
  }

  /** Once all is well, every student's launch succeeds at once. */
  async #comeBack({ students, activities, campusUrl }: School): Promise<void> {
    const { signal, diary } = this;
    const start = `${campusUrl}/lti/start/${activities[0]?.link.id}`;
    const patient: typeof fetch = (input, init) => fetch(input, { ...init, signal });
    const open = (person: string): Promise<string | number> =>
      createHttpVisitor(patient)
        .open(person, start)
        .then(
          ({ status }) => status,
          (error: Error) => error.message.slice(0, 60),
        );
    const outcomes = await Promise.all(students.map(open));
    diary.figures.launches += outcomes.length;
    const failed = outcomes.filter((outcome) => outcome !== 200);
    if (failed.length > 0) diary.broken(`${failed.length} launches failed after all was well again: ${failed[0]}`);
  }
}

/** What an operator does: sends again what was given up, and lets nothing wait. Ends when all is delivered. */
async function deliverAll({ storage }: School, signal: AbortSignal): Promise<void> {
  const outbox = createOutbox(storage.connection);
  const deadline = performance.now() + DELIVERY_LIMIT_MS;
  for (let round = 0; performance.now() < deadline; round += 1) {
    const open = (await outbox.list({}, 10_000)).filter(({ state }) => state !== 'delivered');
    if (open.length === 0) return;
    if (round % 4 === 0) {
      await outbox.resend({}, new Date());
      await outbox.hurry({}, new Date());
    }
    await sleep(250, undefined, { signal });
  }
}
