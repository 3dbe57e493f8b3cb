import type { Question } from '../question.js';
import { ability } from './ability.js';
import { memory } from './memory.js';
import { risk } from './risk.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [ability, memory, risk];
