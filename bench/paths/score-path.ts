import type { PathProblem } from '../../src/engine/paths/path-problem.js';

/**
 * F of a path by the letter of the instances' README, worked out here anew and without the engine.
 *
 * @throws Error when the path breaks a rule of its instance
 */
export function scorePath(problem: PathProblem, ids: readonly string[]): number {
  const { modules, startLevels, goalWeights, budgetMinutes, jumpPenalty } = problem;
  const byId = new Map(modules.map((module) => [module.id, module]));
  const done = new Set<string>();
  const left = startLevels.map((level) => 1 - level);
  let [minutes, jumps, before] = [0, 0, Number.NaN];
  for (const id of ids) {
    const module = byId.get(id);
    if (!module) throw new Error(`there is no ${id}`);
    if (done.has(id)) throw new Error(`${id} comes twice`);
    const missing = module.prerequisites.find((each) => !done.has(each));
    if (missing !== undefined) throw new Error(`${id} comes before ${missing}`);
    done.add(id);
    minutes += module.minutes;
    if (done.size > 1) jumps += Math.abs(module.difficulty - before);
    before = module.difficulty;
    for (const [skill, gain] of module.gain.entries()) left[skill] = (left[skill] as number) * (1 - gain);
  }
  if (minutes > budgetMinutes) throw new Error(`${minutes} minutes exceed the ${budgetMinutes}`);
  const level = goalWeights.reduce((sum, weight, skill) => sum + weight * (1 - (left[skill] as number)), 0);
  return level - jumpPenalty * jumps;
}
