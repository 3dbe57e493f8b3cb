import { itemsUnder, pathOf, type SimulatedItem } from '../course.js';
import { isMastered, type SkillRecord, traced, UNSEEN } from './stopping-rule.js';
import type { Tutor, TutorPolicy, TutorStart } from './tutor.js';

/** Once through, a course revises: so many questions a skill, again in its order. */
const REVISION = 3;

/**
 * What an ordinary course with mastery quizzes does: its skills in its order, each practised until the stopping rule
 * says that it is mastered, then the next; at the end it begins again with three questions of revision a skill. The
 * questions of a skill come in the course's order, easiest first, and then again.
 *
 * @param scope  'course': all skills, as a course gives them to everyone; 'goal': somebody has already cut it to what
 *   the learner's goal needs
 */
export function fixedOrder(scope: 'course' | 'goal' = 'course'): TutorPolicy {
  return { name: scope === 'course' ? 'fixed' : 'fixed-goal', start: (start) => startFixed(start, scope) };
}

function startFixed({ course, goal }: TutorStart, scope: 'course' | 'goal'): Tutor {
  const order = scope === 'goal' ? pathOf(course, goal) : course.skills.map((_, place) => place);
  const records = course.skills.map((): SkillRecord => UNSEEN);
  const turns = new Int32Array(course.skills.length);
  let [at, revising, revised] = [0, false, 0];

  function moveOn(): void {
    at += 1;
    revised = 0;
    if (at < order.length) return;
    [at, revising] = [0, true];
  }

  return {
    next() {
      const place = order[at] as number;
      const items = itemsUnder(course, place);
      return items[(turns[place] as number) % items.length] as SimulatedItem;
    },
    observe(item, { correct, hinted }) {
      for (const id of item.skills) {
        const skill = course.placeOf.get(id) as number;
        records[skill] = traced(records[skill] as SkillRecord, item, correct, hinted);
      }
      const place = order[at] as number;
      turns[place] = (turns[place] as number) + 1;
      revised += 1;
      const mastered = isMastered(records[place] as SkillRecord);
      if (revising ? revised >= REVISION && mastered : mastered) moveOn();
    },
  };
}
