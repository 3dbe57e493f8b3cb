import type { Question } from '../question.js';
import { ranking } from './ranking.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [ranking];
