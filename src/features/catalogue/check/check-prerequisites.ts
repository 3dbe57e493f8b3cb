import type { Skill } from '../schema.js';
import type { Problem } from './problem.js';

/** Prerequisites that do not exist, and every circle among them, told as a path. */
export function checkPrerequisites(skills: readonly Skill[]): Problem[] {
  const byId = new Map(skills.map((skill) => [skill.id, skill]));
  const unknown = skills.flatMap(({ id, prerequisites }) =>
    prerequisites
      .filter(({ skill }) => !byId.has(skill))
      .map(({ skill }): Problem => {
        return { code: 'unknown-skill', where: `skill ${id}`, message: `Its prerequisite "${skill}" does not exist.` };
      }),
  );
  return [...unknown, ...cycles(skills, byId)];
}

/** Depth first with an explicit stack: a path that comes back to a skill on it is a circle. */
function cycles(skills: readonly Skill[], byId: ReadonlyMap<string, Skill>): Problem[] {
  const done = new Set<string>();
  const found: Problem[] = [];
  for (const start of skills) {
    const path: { id: string; next: number }[] = done.has(start.id) ? [] : [{ id: start.id, next: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const following = byId.get(top.id)?.prerequisites[top.next++]?.skill;
      if (following === undefined) {
        done.add(top.id);
        path.pop();
        continue;
      }
      const back = path.findIndex(({ id }) => id === following);
      if (back >= 0) found.push(cycle([...path.slice(back).map(({ id }) => id), following]));
      else if (byId.has(following) && !done.has(following)) path.push({ id: following, next: 0 });
    }
  }
  return found;
}

function cycle(path: readonly string[]): Problem {
  return {
    code: 'prerequisite-cycle',
    where: `skill ${path[0] ?? ''}`,
    message: `These skills need each other in a circle: ${path.join(' → ')}.`,
  };
}
