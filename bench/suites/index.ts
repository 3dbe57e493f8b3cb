import type { Suite } from '../measure.js';
import { answer } from './answer.js';
import { choice } from './choice.js';
import { launch } from './launch.js';
import { ranking } from './ranking.js';

export const SUITES: readonly Suite[] = [choice, answer, launch, ranking];
