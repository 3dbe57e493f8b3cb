import type { Question } from '../question.js';
import { ability } from './ability.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [ability];
