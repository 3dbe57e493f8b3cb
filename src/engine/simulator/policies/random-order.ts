import { edgesBefore, itemsUnder, pathOf, type SimulatedItem } from '../course.js';
import { isMastered, type SkillRecord, traced, UNSEEN } from './stopping-rule.js';
import type { Tutor, TutorPolicy, TutorStart } from './tutor.js';

/**
 * Any question of any skill that may be asked: of the goal's path, not yet mastered by the stopping rule, and with all
 * that it leans on mastered. Where there is none, any skill of the path.
 */
export const randomOrder: TutorPolicy = { name: 'random', start };

function start({ course, goal, random }: TutorStart): Tutor {
  const path = pathOf(course, goal);
  const records = course.skills.map((): SkillRecord => UNSEEN);
  const mastered = (place: number) => isMastered(records[place] as SkillRecord);
  const anyOf = <T>(values: readonly T[]): T => values[Math.floor(random.next() * values.length)] as T;
  return {
    next() {
      const open = path.filter(
        (place) => !mastered(place) && edgesBefore(course, place).every((edge) => mastered(edge.place)),
      );
      return anyOf<SimulatedItem>(itemsUnder(course, anyOf(open.length > 0 ? open : path)));
    },
    observe(item, { correct, hinted }) {
      for (const id of item.skills) {
        const place = course.placeOf.get(id) as number;
        records[place] = traced(records[place] as SkillRecord, item, correct, hinted);
      }
    },
  };
}
