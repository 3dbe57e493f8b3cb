import type { SimulatedCourse, SimulatedItem } from '../../../src/engine/simulator/course.js';

export function itemOn(skill: string, number: number, guess = 0.1): SimulatedItem {
  const kind = (['visual', 'analytical', 'interactive'] as const)[number % 3] ?? 'visual';
  const id = `${skill}/${number}`;
  return { id, skills: [skill], difficulty: (number - 2) / 4, discrimination: 1.2, guess, kind };
}

/** c leans on b, b on a; d stands alone and no goal needs it. */
export function smallCourse(): SimulatedCourse {
  const skill = (id: string, ...before: string[]) => {
    return { id, difficulty: 0, prerequisites: before.map((each) => ({ skill: each, weight: 0.5 })) };
  };
  return {
    skills: [skill('a'), skill('b', 'a'), skill('d'), skill('c', 'b')],
    items: ['a', 'b', 'd', 'c'].flatMap((id) => [1, 2, 3, 4].map((number) => itemOn(id, number))),
    goals: [{ id: 'to-c', skills: ['c'] }],
  };
}
