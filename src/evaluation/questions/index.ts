import type { Question } from '../question.js';
import { tracing } from './tracing.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [tracing];
