import type { Suite } from '../measure.js';
import { answer } from './answer.js';
import { choice } from './choice.js';
import { inference } from './inference.js';
import { launch } from './launch.js';
import { memory } from './memory.js';
import { ranking } from './ranking.js';
import { risk } from './risk.js';

export const SUITES: readonly Suite[] = [choice, answer, launch, memory, ranking, risk, inference];
