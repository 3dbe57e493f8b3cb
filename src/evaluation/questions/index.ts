import type { Question } from '../question.js';
import { risk } from './risk.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [risk];
