import type { Question } from '../question.js';
import { ability } from './ability.js';
import { memory } from './memory.js';
import { paths } from './paths.js';
import { ranking } from './ranking.js';
import { risk } from './risk.js';
import { tracing } from './tracing.js';

/** Every question, in the order in which the help lists them. */
export const QUESTIONS: readonly Question[] = [tracing, ability, memory, ranking, paths, risk];
