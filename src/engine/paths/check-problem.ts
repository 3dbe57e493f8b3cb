import { requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';
import type { PathProblem } from './path-problem.js';

/**
 * Checks every number of a problem but those of dates, mix and known path, which are checked where they are used.
 *
 * @throws RangeError that names the number, or the module whose gains do not match the skills
 */
export function requireProblem({ modules, startLevels, goalWeights, ...problem }: PathProblem): void {
  requireNonNegative('budgetMinutes', problem.budgetMinutes);
  requireNonNegative('jumpPenalty', problem.jumpPenalty);
  if (startLevels.length !== goalWeights.length) {
    throw new RangeError(`there are ${startLevels.length} start levels, but ${goalWeights.length} goal weights`);
  }
  for (const [skill, level] of startLevels.entries()) requireProbability(`startLevels[${skill}]`, level);
  for (const [skill, weight] of goalWeights.entries()) requireNonNegative(`goalWeights[${skill}]`, weight);
  for (const { id, minutes, difficulty, gain } of modules) {
    requirePositive(`minutes of ${id}`, minutes);
    requireProbability(`difficulty of ${id}`, difficulty);
    if (gain.length !== startLevels.length) {
      throw new RangeError(`${id} has ${gain.length} gains, but there are ${startLevels.length} skills`);
    }
    for (const value of gain) {
      if (!(value >= 0 && value < 1)) throw new RangeError(`a gain of ${id} must be in [0, 1), not ${value}`);
    }
  }
}
