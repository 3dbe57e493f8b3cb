import { type RandomSource, seededRandom } from '../../src/engine/numerics/random.js';
import { selectItem } from '../../src/features/catalogue/index.js';
import { selectCourse } from '../../src/features/courses/index.js';
import {
  answerQuestion,
  finishRound,
  goOn,
  type Mark,
  openHint,
  practiceView,
  type Student,
  showSolution,
  startRound,
} from '../../src/features/practice/index.js';
import type { Storage } from '../../src/storage/index.js';
import { rightFields, wrongFields } from './answer-fields.js';
import { createSimulatedLearner, type SimulatedLearner } from './simulated-learner.js';

export interface HistoryParts {
  readonly storage: Storage;
  readonly newId: () => string;
  /** When the four weeks end. */
  readonly until: Date;
  readonly seed: string;
}

const DAY = 86_400_000;
const WEEKS = 4;

/**
 * Four weeks of work by one learner, through the same use cases as the pages, at the times at which it happened: their
 * ledger, profile and grade are what the product made of it.
 *
 * @returns how many questions they answered
 */
export async function workForWeeks(parts: HistoryParts, student: Student): Promise<number> {
  const random = seededRandom(`${parts.seed}:${student.userId}`);
  const learner = createSimulatedLearner(random);
  let now = parts.until.getTime() - WEEKS * 7 * DAY;
  const deps = {
    storage: parts.storage,
    newId: parts.newId,
    clock: () => new Date(now),
    // Nothing is told to the queue: the sweeper of the outbox finds what is due.
    announce: () => undefined,
  };
  let answered = 0;
  for (const day of sessionDays(random)) {
    const start = parts.until.getTime() - (WEEKS * 7 - day) * DAY + (random.next() - 0.5) * 0.3 * DAY;
    learner.rests(Math.max(0, (start - now) / DAY));
    now = Math.max(now + 60_000, start);
    await startRound(deps, student);
    const wanted = 6 + Math.floor(random.next() * 5);
    for (let question = 0; question < wanted; question += 1) {
      const open = await currentQuestion(deps, student);
      if (!open) break;
      if (learner.wantsHint()) await openHint(deps, student, open);
      now += learner.thinks();
      await answerQuestion(deps, student, open, await fieldsFor(parts.storage, student, open, learner));
      answered += 1;
      now += 4_000;
      await moveOn(deps, student, open);
    }
    await finishRound(deps, student);
  }
  return answered;
}

type Deps = Parameters<typeof practiceView>[0];

interface OpenQuestion extends Mark {
  readonly hints: number;
  readonly item: string;
  readonly stepId: string;
}

async function currentQuestion(deps: Deps, student: Student): Promise<OpenQuestion | null> {
  const view = await practiceView(deps, student);
  if (view.state !== 'question' || view.question.outcome !== 'open') return null;
  const { decision, step, tries, ask, hints } = view.question;
  return { decision, step, tries, hints: hints.length, item: ask.item, stepId: ask.step };
}

async function fieldsFor(
  storage: Storage,
  student: Student,
  { item: itemId, step: index, decision, stepId }: OpenQuestion,
  learner: SimulatedLearner,
) {
  const scope = storage.scope(student.tenant);
  const { catalogue_id } = await selectCourse(scope, student.courseId);
  const item = await selectItem(scope, catalogue_id ?? '', itemId);
  const step = item.steps[index];
  if (!step) throw new RangeError(`The question ${itemId} has no step ${index}.`);
  const guess = step.answer.kind === 'single-choice' ? 1 / step.answer.options.length : 0.03;
  const right = learner.answers({ skills: step.skills, difficulty: step.parameters.difficulty, guess });
  const seed = `${decision}:${stepId}`;
  return right ? rightFields(step.answer, seed) : wrongFields(step.answer, seed);
}

/** After a right answer on; after a wrong one they read the solution and go on. */
async function moveOn(deps: Deps, student: Student, { decision, step }: OpenQuestion): Promise<void> {
  const again = await currentQuestion(deps, student);
  if (again?.decision === decision && again.step === step) {
    await showSolution(deps, student, again);
  }
  await goOn(deps, student, decision, step);
}

/** Days with a session, from 0 to 27: some learners come often, some seldom. */
function sessionDays(random: RandomSource): number[] {
  const eagerness = 0.08 + 0.16 * random.next();
  const days = Array.from({ length: WEEKS * 7 }, (_, day) => day).filter(() => random.next() < eagerness);
  return days.length > 0 ? days : [2, 16];
}
