import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { seededRandom } from '../../engine/numerics/random.js';
import { DEFAULT_MOVES, optimizePath } from '../../engine/paths/optimize-path.js';
import type { PathProblem } from '../../engine/paths/path-problem.js';
import { EvaluationError } from '../evaluation-error.js';
import { type Question, requireData } from '../question.js';

/** An instance as it is written in a file. */
const instanceSchema = z.object({
  start_level: z.array(z.number()),
  goal_weight: z.array(z.number()),
  budget_minutes: z.number(),
  jump_penalty: z.number(),
  modules: z.array(
    z.object({
      id: z.string(),
      minutes: z.number(),
      difficulty: z.number(),
      prerequisites: z.array(z.string()),
      gain: z.array(z.number()),
    }),
  ),
});

/** How good are the paths that the optimiser finds? One file, or every .json of a folder. */
export const paths: Question = {
  name: 'paths',
  about: 'the objective of the best path found for each instance',
  formats: ['path-json'],
  async run(request) {
    const data = requireData(request);
    const objectives: number[] = [];
    for (const file of instanceFiles(data)) {
      const problem = readInstance(file);
      objectives.push(named(file, () => optimizePath(problem, seededRandom(request.seed))).objective);
    }
    return {
      metrics: {
        objective: objectives.reduce((sum, value) => sum + value, 0) / objectives.length,
        lowestObjective: Math.min(...objectives),
        highestObjective: Math.max(...objectives),
      },
      rows: objectives.length,
      protocol: `Simulated annealing from the greedy path, ${DEFAULT_MOVES} proposals an instance; every path is feasible. The objective is the mean over the instances; nothing is fitted to them.`,
    };
  },
};

function instanceFiles(data: string): string[] {
  const stat = statSync(data, { throwIfNoEntry: false });
  if (!stat) throw new EvaluationError(`There is no ${data}.`);
  if (!stat.isDirectory()) return [data];
  const files = readdirSync(data).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new EvaluationError(`There is no .json file in ${data}.`);
  return files.sort().map((file) => join(data, file));
}

/** @throws EvaluationError that names the file, when it is no instance */
export function readInstance(file: string): PathProblem {
  const raw = named(file, () => JSON.parse(readFileSync(file, 'utf8')) as unknown);
  const parsed = instanceSchema.safeParse(raw);
  if (!parsed.success) throw new EvaluationError(`${file} is no path instance: ${z.prettifyError(parsed.error)}`);
  const { start_level, goal_weight, budget_minutes, jump_penalty, modules } = parsed.data;
  return {
    modules,
    startLevels: start_level,
    goalWeights: goal_weight,
    budgetMinutes: budget_minutes,
    jumpPenalty: jump_penalty,
  };
}

function named<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new EvaluationError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
