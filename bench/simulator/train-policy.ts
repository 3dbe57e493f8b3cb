import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_FEATURES } from '../../src/engine/paths/policy/action-value.js';
import { LEARNING_MODELS } from '../../src/engine/simulator/learners/index.js';
import { standardCourse } from '../../src/engine/simulator/standard-course.js';
import { trainPolicy } from '../../src/engine/simulator/train-policy.js';

/** `tsx bench/simulator/train-policy.ts`: trains the policy again and writes it; the same machine gives the same bytes. */
const TARGET = join(import.meta.dirname, '../../src/engine/paths/policy/trained-policy.ts');

const policy = trainPolicy({
  models: LEARNING_MODELS,
  course: standardCourse(),
  seed: 1,
  learners: 100,
  rounds: 3,
  discount: 0,
  engagement: 0.05,
  exploration: 0.7,
  serving: 0.05,
  told: (round) => console.error(`round ${round + 1} done`),
});

const short = (value: number) => Number(value.toPrecision(6));
const lines = policy.value.map((weight, at) => `    ${short(weight)}, // ${ACTION_FEATURES[at]}`);
writeFileSync(
  TARGET,
  `import type { PathPolicy } from './choose-action.js';

/** Written by bench/simulator/train-policy.ts: policy iteration on the learner models that may be learned from. */
export const TRAINED_POLICY: PathPolicy = {
  success: [${policy.success.map(short).join(', ')}],
  value: [
${lines.join('\n')}
  ],
  temperature: ${short(policy.temperature)},
};
`,
);
