import type { Suite } from '../measure.js';
import { answer } from './answer.js';
import { choice } from './choice.js';
import { launch } from './launch.js';
import { tracing } from './tracing.js';

export const SUITES: readonly Suite[] = [choice, answer, launch, tracing];
