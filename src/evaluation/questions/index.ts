import type { Question } from '../question.js';
import { memory } from './memory.js';
import { ranking } from './ranking.js';
import { risk } from './risk.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [memory, ranking, risk];
