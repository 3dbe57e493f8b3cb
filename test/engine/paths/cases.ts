import fc from 'fast-check';
import type { PathModule, PathProblem } from '../../../src/engine/paths/path-problem.js';

export function moduleOf(id: string, rest: Partial<PathModule> = {}): PathModule {
  return { id, minutes: 10, difficulty: 0.5, prerequisites: [], gain: [0.2], ...rest };
}

export function problemOf(modules: readonly PathModule[], rest: Partial<PathProblem> = {}): PathProblem {
  return { modules, startLevels: [0], goalWeights: [1], budgetMinutes: 60, jumpPenalty: 0.01, ...rest };
}

/** Small problems of two skills, with prerequisites among earlier modules only, so that no graph is cyclic. */
export const smallProblems = (most: number): fc.Arbitrary<PathProblem> =>
  fc
    .record({
      modules: fc.array(
        fc.record({
          minutes: fc.integer({ min: 1, max: 12 }).map((five) => 5 * five),
          difficulty: fc.double({ min: 0, max: 1, noNaN: true }),
          gain: fc.tuple(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true })),
          needs: fc.array(fc.nat({ max: most }), { maxLength: 2 }),
        }),
        { maxLength: most },
      ),
      startLevels: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ modules, startLevels, share }) => ({
      modules: modules.map(({ needs, ...module }, index) => ({
        ...module,
        id: `m${index}`,
        prerequisites: [...new Set(needs.filter((each) => each < index).map((each) => `m${each}`))],
      })),
      startLevels,
      goalWeights: [0.7, 0.3],
      jumpPenalty: 0.05,
      budgetMinutes: Math.floor(share * modules.reduce((sum, { minutes }) => sum + minutes, 0)),
    }));

/** F by the letter of its definition, and the reason why a sequence is not feasible. */
export function scoreOf(
  problem: PathProblem,
  ids: readonly string[],
): { objective: number; fault: string | undefined } {
  const modules = ids.map((id) => problem.modules.find((each) => each.id === id) as PathModule);
  let objective = 0;
  for (const [skill, weight] of problem.goalWeights.entries()) {
    const left = modules.reduce((rest, { gain }) => rest * (1 - (gain[skill] as number)), 1);
    objective += weight * (1 - (1 - (problem.startLevels[skill] as number)) * left);
  }
  for (const [at, { difficulty }] of modules.entries()) {
    if (at > 0) objective -= problem.jumpPenalty * Math.abs(difficulty - (modules[at - 1] as PathModule).difficulty);
  }
  return { objective, fault: faultOf(problem, modules) };
}

function faultOf({ budgetMinutes, done = [] }: PathProblem, modules: readonly PathModule[]): string | undefined {
  const seen = new Set(done);
  for (const { id, prerequisites } of modules) {
    if (seen.has(id)) return `${id} comes twice or is done`;
    const missing = prerequisites.find((each) => !seen.has(each));
    if (missing) return `${id} comes before ${missing}`;
    seen.add(id);
  }
  const total = modules.reduce((sum, { minutes }) => sum + minutes, 0);
  return total > budgetMinutes ? `${total} minutes` : undefined;
}

/** The best F over every feasible sequence. */
export function bestByEnumeration(problem: PathProblem): number {
  let best = Number.NEGATIVE_INFINITY;
  const extend = (ids: string[]): void => {
    const { objective, fault } = scoreOf(problem, ids);
    if (fault) return;
    best = Math.max(best, objective);
    for (const { id } of problem.modules) if (!ids.includes(id)) extend([...ids, id]);
  };
  extend([]);
  return best;
}
