import type { Question } from '../question.js';
import { paths } from './paths.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [paths];
