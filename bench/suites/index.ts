import type { Suite } from '../measure.js';
import { answer } from './answer.js';
import { bandits } from './bandits.js';
import { choice } from './choice.js';
import { launch } from './launch.js';
import { paths } from './paths.js';

export const SUITES: readonly Suite[] = [choice, answer, launch, bandits, paths];
