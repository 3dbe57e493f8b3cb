import type { Suite } from '../measure.js';
import { ability } from './ability.js';
import { answer } from './answer.js';
import { bandits } from './bandits.js';
import { choice } from './choice.js';
import { importing } from './import.js';
import { inference } from './inference.js';
import { launch } from './launch.js';
import { load } from './load.js';
import { memory } from './memory.js';
import { paths } from './paths.js';
import { ranking } from './ranking.js';
import { risk } from './risk.js';
import { serving } from './serving.js';
import { simulator } from './simulator.js';
import { tracing } from './tracing.js';
import { training } from './training.js';

export const SUITES: readonly Suite[] = [
  choice,
  answer,
  launch,
  importing,
  tracing,
  ability,
  memory,
  ranking,
  bandits,
  paths,
  risk,
  inference,
  load,
  serving,
  simulator,
  training,
];
