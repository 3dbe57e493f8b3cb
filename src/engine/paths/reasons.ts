import type { PathProblem } from './path-problem.js';
import type { Route } from './route.js';

/** Why a step is in a path; the page puts it into words. */
export type StepReason =
  | { readonly kind: 'pinned' }
  /** It closes `share` of what is missing of the skill, which gains `gain` of the goal. */
  | { readonly kind: 'closes-gap'; readonly skill: number; readonly share: number; readonly gain: number }
  /** Modules of the path that need it. */
  | { readonly kind: 'needed-for'; readonly modules: readonly string[] }
  | { readonly kind: 'due'; readonly day: number };

/**
 * The reasons of one step: what was pinned, the skill that gains most, what later steps rest on it, when it is due.
 *
 * @param walked  the path before the step
 * @param route   the whole path
 */
export function reasonsOf(problem: PathProblem, walked: Route, route: Route, module: number): StepReason[] {
  const { graph, pinned, gainSkills, gains } = route.problem;
  const reasons: StepReason[] = [];
  if (pinned[module] === 1) reasons.push({ kind: 'pinned' });
  const skills = gainSkills[module] as Int32Array;
  let most: Extract<StepReason, { kind: 'closes-gap' }> | undefined;
  for (let at = 0; at < skills.length; at++) {
    const skill = skills[at] as number;
    const share = (gains[module] as Float64Array)[at] as number;
    const gain = share * walked.missingOf(skill);
    if (gain > (most?.gain ?? 0)) most = { kind: 'closes-gap', skill, share, gain };
  }
  if (most) reasons.push(most);
  const resting = [...(graph.dependents[module] as Int32Array)].filter((each) => (route.place[each] as number) >= 0);
  if (resting.length > 0)
    reasons.push({ kind: 'needed-for', modules: resting.map((each) => graph.ids[each] as string) });
  const day = problem.modules[module]?.dueDay;
  if (day !== undefined) reasons.push({ kind: 'due', day });
  return reasons;
}
