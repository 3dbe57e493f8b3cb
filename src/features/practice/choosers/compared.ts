import { seededRandom } from '../../../engine/numerics/random.js';
import { askable, type Choosing, type Chosen, timesSeen } from './choosing.js';

/** The next question in the order of the course: of those that were met least often, the first. Nothing is drawn. */
export function chooseInOrder({ ground }: Choosing): Chosen | null {
  const questions = askable(ground);
  const least = questions.reduce((lowest, { entry }) => Math.min(lowest, timesSeen(ground, entry.id)), Infinity);
  const next = questions.find(({ entry }) => timesSeen(ground, entry.id) === least);
  if (!next) return null;
  const { entry, skill } = next;
  const saw = { order: questions.length, timesSeen: least };
  return { item: entry.id, skill, propensity: 1, saw, reasons: [{ code: 'course-order' }] };
}

/** Any question on the skills that may be asked about, each equally likely. */
export function chooseAtRandom({ ground, id }: Choosing): Chosen | null {
  const questions = askable(ground);
  const drawn = questions[Math.floor(seededRandom(id).next() * questions.length)];
  if (!drawn) return null;
  const { entry, skill } = drawn;
  const saw = { among: questions.length };
  return { item: entry.id, skill, propensity: 1 / questions.length, saw, reasons: [{ code: 'by-chance' }] };
}
