import { seededRandom } from '../../../src/engine/numerics/random.js';
import { optimizePath, type PathOptions } from '../../../src/engine/paths/optimize-path.js';
import type { PathProblem } from '../../../src/engine/paths/path-problem.js';

export const METHODS = ['anneal', 'genetic', 'greedy'] as const;
export const find = (problem: PathProblem, options: PathOptions = {}) =>
  optimizePath(problem, seededRandom(1), { moves: 2_000, ...options });
export const idsOf = (problem: PathProblem, options?: PathOptions) => find(problem, options).steps.map(({ id }) => id);
